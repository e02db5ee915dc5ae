#[derive(TopApi)]
#[top_api(metod = "a.b", response = bool, one_of(a), colour)]
struct Request {
    a: Option<String>,
    #[top_api(rename = "a")]
    new: Option<String>,
}
