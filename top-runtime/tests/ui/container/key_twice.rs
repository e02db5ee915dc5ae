use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", method = "a.c", response = bool)]
struct Request;

fn main() {}
