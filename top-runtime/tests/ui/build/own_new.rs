use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request {
    brand_id: Option<String>,
}

impl Request {
    fn new() -> Self {
        Self { brand_id: None }
    }
}

fn main() {}
