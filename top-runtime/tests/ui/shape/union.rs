use top_runtime::TopObject;

#[derive(TopObject)]
union Reply {
    small: u32,
    large: i64,
}

fn main() {}
