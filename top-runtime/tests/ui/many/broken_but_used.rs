use top_runtime::{TopApi, TopObject};

#[derive(TopApi)]
#[top_api(method = "refund", response(result: Reply), one_of(name))]
struct Request {
    id: i64,
    name: Option<String>,
}

#[derive(TopObject)]
#[top_api(outcome(value = dat))]
struct Reply {
    data: Option<String>,
}

fn send<A: TopApi>(request: A) -> String {
    format!("{:?} {}", A::ENDPOINT, request.into_payload().is_some())
}

fn main() {
    // Nothing here is told to be missing.
    send(Request::new(RequestRequired { id: 1 }).name("x"));
    let _ = Reply::new().data("y").data;
}
