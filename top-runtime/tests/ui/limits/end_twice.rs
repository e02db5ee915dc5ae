use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request {
    #[top_api(range(min = 1, min = 2))]
    value: i64,
}

fn main() {}
