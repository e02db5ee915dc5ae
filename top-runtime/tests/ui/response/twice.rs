use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, response = String)]
struct Request;

fn main() {}
