use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, colour = "red")]
struct Request;

fn main() {}
