use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request {
    #[top_api(length(1..=32))]
    value: String,
}

fn main() {}
