use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, one_of(brand_id, out_brand_id), one_of(out_brand_id, brand_id))]
struct Request {
    brand_id: Option<String>,
    out_brand_id: Option<String>,
}

fn main() {}
