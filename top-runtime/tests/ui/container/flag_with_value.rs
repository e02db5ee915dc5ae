use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, session = true)]
struct Request;

fn main() {}
