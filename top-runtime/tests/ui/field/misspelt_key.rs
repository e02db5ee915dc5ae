use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request {
    #[top_api(requiredif(name))]
    id: Option<i64>,
    name: Option<String>,
}

fn main() {}
