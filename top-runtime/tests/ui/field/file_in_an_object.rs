use top_runtime::TopObject;

#[derive(TopObject)]
struct Reply {
    image: Option<top_runtime::File>,
}

fn main() {}
