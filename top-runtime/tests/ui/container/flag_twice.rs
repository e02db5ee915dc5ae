use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, read, read)]
struct Request;

fn main() {}
