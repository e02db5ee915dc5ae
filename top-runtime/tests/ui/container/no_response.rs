use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b")]
struct Request;

fn main() {}
