use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "alibaba.refund complete", response = bool)]
struct Request;

fn main() {}
