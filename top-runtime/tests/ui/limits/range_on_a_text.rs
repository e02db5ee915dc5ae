use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request {
    #[top_api(range(1, 20))]
    value: Option<String>,
}

fn main() {}
