use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request {
    #[top_api(range(min = 5, max = -5))]
    value: i64,
}

fn main() {}
