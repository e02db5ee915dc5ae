use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(
    metod = "a.b",
    method = "refund",
    response = Option<Vec<String>>,
    one_of(brand_id, out_brandid),
    idempotent_by(request),
    session = true,
)]
struct Request {
    #[top_api(lenght(1, 20), requird_if(sign))]
    brand_id: Option<String>,
    out_brand_id: Option<String>,
    #[top_api(range(5, 1), colour)]
    request_id: i64,
    sign: Option<String>,
}

fn main() {}
