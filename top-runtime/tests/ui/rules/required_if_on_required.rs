use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request {
    #[top_api(required_if(brand_id))]
    id: i64,
    brand_id: Option<String>,
    out_brand_id: Option<String>,
}

fn main() {}
