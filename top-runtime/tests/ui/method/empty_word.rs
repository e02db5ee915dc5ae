use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "alibaba..refund", response = bool)]
struct Request;

fn main() {}
