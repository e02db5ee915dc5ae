use top_runtime::{TopApi, TopObject};

#[derive(TopObject)]
struct Request {
    id: i64,
}

fn send<A: TopApi>(_: A) {}

fn main() {
    send(Request { id: 1 });
}
