use top_runtime::TopApi;

struct Request;

fn send<A: TopApi>(_: A) {}

fn main() {
    send(Request);
}
