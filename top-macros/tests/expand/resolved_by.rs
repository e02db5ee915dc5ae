#[derive(TopApi)]
#[top_api(
    method = "a.b",
    response = bool,
    idempotent_by(refund_id),
    resolved_by(
        crate::GetRefund,
        by(out_id = refund_id, shop, "type" = kind),
        matches(state = "DONE", "type" = "REFUND"),
        absent("NOT_FOUND"),
        settles_in = 60,
        judge = crate::judge,
    )
)]
struct Refund {
    refund_id: String,
    shop: Option<i64>,
    kind: String,
    #[top_api(amount)]
    fee: Fen,
}
