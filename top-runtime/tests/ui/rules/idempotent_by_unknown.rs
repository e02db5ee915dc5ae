use top_runtime::TopApi;

#[derive(TopApi)]
#[top_api(method = "a.b", response = bool, idempotent_by(request))]
struct Request {
    request_id: String,
    colour: String,
}

fn main() {}
