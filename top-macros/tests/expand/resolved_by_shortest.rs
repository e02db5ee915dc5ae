#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, resolved_by(GetRefund, by(id)))]
struct Refund {
    #[top_api(rename = "refund.id")]
    id: String,
}
