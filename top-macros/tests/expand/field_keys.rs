#[derive(TopObject)]
struct Line {
    #[top_api(rename = "type", length(1, 20))]
    kind: Option<String>,
    #[top_api(length(max = 9))]
    name: String,
    #[top_api(range(-5, 5))]
    low: i64,
    #[top_api(range(min = 0))]
    high: Option<Fen>,
    #[top_api(items(20), secret)]
    tags: Vec<String>,
    r#match: bool,
}
