#[derive(TopObject)]
#[top_api(no_new, no_serde, outcome(none, value = data))]
struct Reply {
    success: Option<bool>,
    data: String,
}
