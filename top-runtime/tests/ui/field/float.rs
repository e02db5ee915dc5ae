use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request {
    amount: f64,
}

fn main() {}
