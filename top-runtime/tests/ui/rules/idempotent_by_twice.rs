use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, idempotent_by(a), idempotent_by(b))]
struct Request {
    a: String,
    b: String,
}

fn main() {}
