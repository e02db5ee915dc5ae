use top_runtime::TopObject;

#[derive(TopObject)]
enum Reply {
    Done,
    Failed,
}

fn main() {}
