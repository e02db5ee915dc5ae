use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request {
    brand_id: Option<String>,
}

impl Request {
    fn brand_id(&self) -> Option<&str> {
        self.brand_id.as_deref()
    }
}

fn main() {}
