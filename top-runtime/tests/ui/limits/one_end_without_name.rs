use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request {
    #[top_api(length(20))]
    value: String,
}

fn main() {}
