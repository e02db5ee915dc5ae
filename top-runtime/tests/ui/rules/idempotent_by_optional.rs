use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, idempotent_by(request_id))]
struct Request {
    request_id: Option<String>,
}

fn main() {}
