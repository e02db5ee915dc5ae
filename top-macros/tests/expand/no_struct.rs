#[derive(TopObject)]
#[top_api(no_serde)]
enum Reply {
    Done,
}
