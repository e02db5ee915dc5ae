use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, no_new(all))]
struct Request;

fn main() {}
