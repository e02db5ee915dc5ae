use top_runtime::TopObject;

#[derive(TopObject)]
#[top_api(read)]
struct Reply {
    id: i64
}

fn main() {}
