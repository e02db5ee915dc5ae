use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response("result": bool))]
struct Request;

fn main() {}
