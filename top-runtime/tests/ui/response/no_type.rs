use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = 7)]
struct Request;

fn main() {}
