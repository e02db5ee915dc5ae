use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
#[top_api = "read"]
struct Request;

fn main() {}
