use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request {
    brand_id: String,
    #[top_api(rename = "brand_id")]
    brand: String,
}

fn main() {}
