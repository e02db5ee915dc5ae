use top_runtime::TopApi;

struct Reply;

#[derive(TopApi)]
#[top_api(method = "a.b", response(result: Reply))]
struct Request;

fn main() {}
