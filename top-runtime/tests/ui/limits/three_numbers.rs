use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request {
    #[top_api(range(1, 2, 3))]
    value: i64,
}

fn main() {}
