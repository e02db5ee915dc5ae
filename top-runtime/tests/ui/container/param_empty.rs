use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, param = "")]
struct Request;

fn main() {}
