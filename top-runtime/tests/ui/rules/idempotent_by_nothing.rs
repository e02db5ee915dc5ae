use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, idempotent_by)]
struct Request;

fn main() {}
