#[derive(TopObject)]
#[top_api(no_new, no_serde)]
struct Reply {
    result_code: Option<String>,
    result_desc: Option<String>,
    biz_success: Option<bool>,
}
