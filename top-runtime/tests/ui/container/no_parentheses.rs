use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
#[top_api]
struct Request;

fn main() {}
