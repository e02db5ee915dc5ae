use top_runtime::TopApi;

struct Line;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool)]
struct Request {
    lines: Vec<Line>,
}

fn main() {}
