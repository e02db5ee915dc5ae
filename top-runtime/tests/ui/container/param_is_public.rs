use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, param = "session")]
struct Request;

fn main() {}
