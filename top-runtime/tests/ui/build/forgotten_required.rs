use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request {
    brand_id: String,
    shop_id: String,
}

fn main() {
    let _ = Request::new(RequestRequired {
        brand_id: String::new(),
    });
}
