use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = f64)]
struct Request;

fn main() {}
