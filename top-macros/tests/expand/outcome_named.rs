#[derive(TopObject)]
#[top_api(
    no_new,
    no_serde,
    outcome(code = state, message = hint, value = data, accepted("0", "OK"), doubtful("BUSY"))
)]
struct Reply {
    state: Option<String>,
    hint: Option<String>,
    data: Option<Vec<String>>,
}
