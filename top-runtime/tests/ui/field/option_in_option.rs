use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request {
    id: Option<Option<i64>>,
}

fn main() {}
