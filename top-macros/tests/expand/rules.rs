#[derive(TopApi)]
#[top_api(
    method = "a.b",
    response = bool,
    one_of(shop_id, out_shop_id),
    one_of(shop_id, order_from),
    idempotent_by(request_id)
)]
struct Request {
    shop_id: Option<String>,
    out_shop_id: Option<String>,
    #[top_api(required_if(out_shop_id))]
    order_from: Option<String>,
    request_id: String,
}
