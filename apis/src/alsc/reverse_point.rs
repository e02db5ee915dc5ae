//! `alibaba.alsc.crm.point.reversepoint` (积分消费回退).

use top_runtime::TopApi;

use super::{BizChannel, CommonResult};

/// Returns points that were spent on an order (积分消费回退).
///
/// ```
/// use top_apis::alsc::{BizChannel, ReversePoint, ReversePointRequired};
/// use top_runtime::{TopApi, check::check};
///
/// let request = ReversePoint::new(ReversePointRequired {
///     biz_type: "DEDUCT_FROM_CONSUME_REVERSE".into(),
///     operator_id: "3484874839".into(),
///     operator_name: "小王".into(),
///     out_biz_id: "3231231312312".into(),
///     request_id: "4325".into(),
///     reverse_order_id: "34356785432".into(),
///     biz_channel: BizChannel::KRY,
/// })
/// .brand_id("12332")
/// .shop_id("23453435")
/// .change_point(23);
/// assert!(check(ReversePoint::ENDPOINT, &request).is_ok());
/// ```
#[derive(Debug, Clone, PartialEq, TopApi)]
#[top_api(
    method = "alibaba.alsc.crm.point.reversepoint",
    param = "param_reverse_consume_point_open_req",
    response(result: CommonResult<String>),
    one_of(brand_id, out_brand_id),
    one_of(shop_id, out_shop_id),
    idempotent_by(request_id),
)]
#[non_exhaustive]
pub struct ReversePoint {
    /// Scene (业务场景), for example `DEDUCT_FROM_CONSUME_REVERSE`.
    pub biz_type: String,
    /// Brand, the platform's id (品牌id).
    pub brand_id: Option<String>,
    /// How many points (变更积分数).
    pub change_point: Option<i64>,
    /// The member (顾客id).
    pub customer_id: Option<String>,
    /// Who does it, the id (操作人id).
    pub operator_id: String,
    /// Who does it, the name (操作人名).
    pub operator_name: String,
    /// The order or transaction that the points were spent on (关联交易号/订单号).
    pub out_biz_id: String,
    /// Why (变更理由).
    pub reason: Option<String>,
    /// Id of this request; a repeat with the same one has no second effect (请求幂等UUID).
    pub request_id: String,
    /// The reverse operation's own id, for example that of the return order (退单号).
    pub reverse_order_id: String,
    /// Shop, the platform's id (门店id).
    pub shop_id: Option<String>,
    /// Shop, the merchant's id (外部门店ID).
    pub out_shop_id: Option<String>,
    /// Brand, the merchant's id (外部品牌id).
    pub out_brand_id: Option<String>,
    /// The partner system that calls (外部渠道).
    pub biz_channel: BizChannel,
}
