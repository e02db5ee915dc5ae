use top_runtime::TopObject;

struct Plain;

#[derive(TopObject)]
struct Envelope<T> {
    result: Option<T>,
}

fn declared<T: TopObject>() {}

fn main() {
    declared::<Envelope<Plain>>();
}
