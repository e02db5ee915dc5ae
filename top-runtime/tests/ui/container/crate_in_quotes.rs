use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, crate = "top_runtime")]
struct Request;

fn main() {}
