use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "", response = bool)]
struct Request;

fn main() {}
