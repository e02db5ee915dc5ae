use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.get", response(state: String), read)]
pub struct GetRefund {
    pub out_id: String,
    pub shop_id: Option<String>,
}

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, resolved_by(GetRefund, by(out_id = refund_ids)))]
struct Refund {
    refund_ids: Vec<String>,
}

fn main() {}
