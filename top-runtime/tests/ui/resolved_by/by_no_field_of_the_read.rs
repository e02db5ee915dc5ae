use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.get", response(state: String), read)]
pub struct GetRefund {
    pub out_id: String,
    pub shop_id: Option<String>,
}

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, resolved_by(GetRefund, by(refund_id)))]
struct Refund {
    refund_id: String,
    shop_id: Option<String>,
}

fn main() {}
