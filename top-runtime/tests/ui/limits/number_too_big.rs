use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request {
    #[top_api(range(0, 9223372036854775808))]
    value: i64,
}

fn main() {}
