use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "淘宝.refund", response = bool)]
struct Request;

fn main() {}
