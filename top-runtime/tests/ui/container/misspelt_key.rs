use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(metod = "a.b", method = "a.b", response = bool)]
struct Request;

fn main() {}
