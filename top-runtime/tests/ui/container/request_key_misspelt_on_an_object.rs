use top_runtime::TopObject;

#[derive(TopObject)]
#[top_api(one_off(id))]
struct Reply {
    id: i64
}

fn main() {}
