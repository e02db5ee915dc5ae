//! `alibaba.alsc.crm.recharge.uncharge.update` (充值退款).

use top_runtime::{DateTime, TopApi, TopObject};

use super::{BizChannel, CommonResult, GetFlowDetail};

/// Takes a recharge of a stored-value account back (充值退款).
///
/// The page names two idempotent fields: `outer_order_id` is the refund's idempotency number
/// (退款幂等号), which the caller keeps unique, and `request_id` is idempotent too (幂等).
/// `outer_order_id` is the one declared: it names the refund, not the attempt, so it is the same
/// for whoever repeats the call, and [`GetFlowDetail`] finds the refund by it: that is how a doubt
/// about this call is resolved.
///
/// An entry counts as this refund where its `flow_type` is `UNCHARGE`, the value that this page
/// shows: a merchant may have numbered a recharge alike. Neither page documents a code for an entry
/// that does not exist, so none is declared.
///
/// ```
/// use top_apis::alsc::{BizChannel, Uncharge, UnchargeRequired};
/// use top_runtime::{TopApi, check::check};
///
/// let request = Uncharge::new(UnchargeRequired {
///     operator_id: "232353534".into(),
///     outer_order_id: "43426234265234".into(),
///     src_outer_order_id: "786237558237459862".into(),
///     request_id: "hjj3b23b4b2b".into(),
///     biz_channel: BizChannel::CS,
/// })
/// .brand_id("1234532");
///
/// let violations = check(Uncharge::ENDPOINT, &request).unwrap_err();
/// assert_eq!(violations.to_string(), "give at least one of shop_id, out_shop_id");
/// ```
#[derive(Debug, Clone, PartialEq, TopApi)]
#[top_api(
    method = "alibaba.alsc.crm.recharge.uncharge.update",
    param = "param_uncharge_open_req",
    response(result: CommonResult<RechargeAccountFlowDetailOpenInfo>),
    one_of(brand_id, out_brand_id),
    one_of(shop_id, out_shop_id),
    idempotent_by(outer_order_id),
    resolved_by(
        GetFlowDetail,
        by(outer_order_id, brand_id, out_brand_id),
        matches(flow_type = "UNCHARGE"),
    ),
)]
#[non_exhaustive]
pub struct Uncharge {
    /// Brand, the platform's id (品牌ID).
    pub brand_id: Option<String>,
    /// Number of the member's card (卡号).
    pub card_id: Option<String>,
    /// Who does it, the platform's id (操作人ID).
    pub operator_id: String,
    /// This refund's own order id, unique by the caller's care (退储值订单Id). Keruyun: `paymentItemId`.
    pub outer_order_id: String,
    /// Remark (备注).
    pub remark: Option<String>,
    /// Shop, the platform's id (门店ID).
    pub shop_id: Option<String>,
    /// The recharge order to take back (原充值订单Id). Keruyun: `srcPaymentItemId`.
    pub src_outer_order_id: String,
    /// Shop, the merchant's id (外部门店ID).
    pub out_shop_id: Option<String>,
    /// Brand, the merchant's id (外部品牌ID).
    pub out_brand_id: Option<String>,
    /// Id of this request (请求id), idempotent as well. Not the platform's `request_id` of a reply.
    pub request_id: String,
    /// The partner system that calls.
    pub biz_channel: BizChannel,
    /// Payment order of the recharge (原支付单号).
    pub src_out_pay_id: Option<String>,
}

/// One entry of a stored-value account (储值流水), as the refund left it.
///
/// The page states no unit for its amounts.
#[derive(Debug, Clone, PartialEq, TopObject)]
#[non_exhaustive]
pub struct RechargeAccountFlowDetailOpenInfo {
    /// The stored-value account (储值账户id).
    pub account_id: Option<String>,
    /// What the refund moved, by kind of balance (操作储值资产信息列表).
    pub affected_property_list: Vec<RechargeAccountPropertyOpenInfo>,
    /// The balances after it (操作后储值资产信息列表).
    pub after_property_list: Vec<RechargeAccountPropertyOpenInfo>,
    /// The balances before it (操作前储值资产信息列表).
    pub before_property_list: Vec<RechargeAccountPropertyOpenInfo>,
    /// Brand, the platform's id (品牌Id).
    pub brand_id: Option<String>,
    /// The whole balance afterwards (交易后剩余总金额).
    pub current_value: Option<i64>,
    /// Extras (扩展信息): an object here, text in the reply of flowdetail.get.
    pub ext_info: Option<Extinfo>,
    /// Id of this entry (储值账户流水id).
    pub flow_id: Option<String>,
    /// Kind of transaction (储值相关的交易类型), for example `UNCHARGE`.
    pub flow_type: Option<String>,
    /// Who did it, the id (操作人ID).
    pub operator: Option<String>,
    /// Who did it, the name (操作人).
    pub operator_name: Option<String>,
    /// Where the order came from (外部订单来源).
    pub order_src: Option<i64>,
    /// When (交易时间).
    pub order_time: Option<DateTime>,
    /// The amount: positive is an increase, negative a decrease (交易总金额).
    pub order_value: Option<i64>,
    /// The merchant's order id (外部交易单号id); longer than an `i64` in the page's example.
    pub outer_order_id: Option<String>,
    /// Remark (备注).
    pub remark: Option<String>,
    /// Shop, the id (交易门店ID).
    pub shop_id: Option<String>,
    /// Shop, the name (交易门店名称).
    pub shop_name: Option<String>,
}

/// One kind of balance and its amount.
#[derive(Debug, Clone, PartialEq, Eq, TopObject)]
#[non_exhaustive]
pub struct RechargeAccountPropertyOpenInfo {
    /// Kind of balance (账户类型): `REAL`, `GIFT` and `PRE` appear as examples.
    pub r#type: Option<String>,
    /// The amount (账户值).
    pub value: Option<i64>,
}

/// Extras of an entry, about which the page says nothing more.
#[derive(Debug, Clone, PartialEq, Eq, TopObject)]
#[non_exhaustive]
pub struct Extinfo {
    /// Undocumented.
    pub empty: Option<bool>,
}
