use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, one_of(id, brand_id))]
struct Request {
    id: i64,
    brand_id: Option<String>,
    out_brand_id: Option<String>,
}

fn main() {}
