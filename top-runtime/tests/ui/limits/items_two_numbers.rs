use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request {
    #[top_api(items(1, 20))]
    value: Vec<String>,
}

fn main() {}
