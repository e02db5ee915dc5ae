#[derive(TopApi)]
#[top_api(crate = crate::sdk::top_runtime, method = "a.b", response = bool, no_serde)]
pub(crate) struct Request {
    id: Option<i64>,
}
