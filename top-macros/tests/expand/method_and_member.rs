/// Looks a shop up.
#[derive(TopApi)]
#[top_api(
    method = "taobao.shop.get",
    param = "param_shop",
    response(names: Vec<String>),
    session,
    read,
)]
pub struct GetShop {
    /// How many a page.
    pub page_size: i64,
}
