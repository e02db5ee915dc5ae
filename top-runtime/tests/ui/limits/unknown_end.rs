use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request {
    #[top_api(range(mix = 1))]
    value: i64,
}

fn main() {}
