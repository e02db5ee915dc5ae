use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, one_of(amount, rate))]
struct Request {
    amount: f64,
    #[top_api(items(3))]
    rate: Option<String>,
    lines: Vec<Line>,
}

struct Line;

fn main() {}
