use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response(result: bool, total: i64))]
struct Request;

fn main() {}
