use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response())]
struct Request;

fn main() {}
