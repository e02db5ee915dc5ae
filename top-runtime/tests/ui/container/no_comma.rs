use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b" response = bool)]
struct Request;

fn main() {}
