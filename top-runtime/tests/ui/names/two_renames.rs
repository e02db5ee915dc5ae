use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request {
    #[top_api(rename = "id")]
    brand: String,
    #[top_api(rename = "id")]
    shop: String,
}

fn main() {}
