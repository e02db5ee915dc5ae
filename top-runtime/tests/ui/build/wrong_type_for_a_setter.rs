use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request {
    shop_id: Option<i64>,
}

fn main() {
    let _ = Request::new().shop_id("12");
}
