use top_runtime::TopObject;

#[derive(TopObject)]
#[top_api(outcome(none, success = ok))]
struct Reply {
    ok: Option<bool>,
    reason: Option<String>,
    data: Option<String>,
}

fn main() {}
