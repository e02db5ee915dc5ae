use top_runtime::TopObject;

#[derive(TopObject)]
#[top_api(outcome(success = ok, code = reason, accepted("0")))]
struct Reply {
    ok: Option<bool>,
    reason: Option<String>,
    data: Option<String>,
}

fn main() {}
