use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response(result))]
struct Request;

fn main() {}
