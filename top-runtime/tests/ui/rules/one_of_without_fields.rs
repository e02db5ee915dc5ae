use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, one_of(a, b))]
struct Request;

fn main() {}
