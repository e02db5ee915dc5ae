use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(response = bool)]
struct Request;

fn main() {}
