use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, resolved_by(String, by("out_id" = refund_id)))]
struct Refund {
    refund_id: String,
    shop_id: Option<String>,
}

fn main() {}
