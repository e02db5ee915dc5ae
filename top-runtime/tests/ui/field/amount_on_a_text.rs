use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request {
    #[top_api(amount)]
    fee: Option<String>,
}

fn main() {}
