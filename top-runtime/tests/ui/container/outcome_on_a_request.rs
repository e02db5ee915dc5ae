use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, outcome(none))]
struct Request;

fn main() {}
