//! `alibaba.alsc.crm.recharge.account.flowdetail.get` (储值流水详细).

use top_runtime::{DateTime, TopApi, TopObject};

use super::CommonResult;

/// Reads one entry of a stored-value account, by its own id or by the merchant's (储值流水详细).
///
/// ```
/// use top_apis::alsc::GetFlowDetail;
/// use top_runtime::{TopApi, check::check};
///
/// let request = GetFlowDetail::new().out_brand_id("2324").outer_order_id("124");
/// assert!(check(GetFlowDetail::ENDPOINT, &request).is_ok());
/// assert!(GetFlowDetail::ENDPOINT.is_read());
/// ```
#[derive(Debug, Clone, PartialEq, TopApi)]
#[top_api(
    method = "alibaba.alsc.crm.recharge.account.flowdetail.get",
    param = "param_query_recharge_account_flow_open_req",
    response(result: CommonResult<RechargeAccountFlowDetailOpenInfo>),
    one_of(brand_id, out_brand_id),
    one_of(flow_id, outer_order_id),
    read,
)]
#[non_exhaustive]
pub struct GetFlowDetail {
    /// Brand, the platform's id (品牌ID).
    pub brand_id: Option<String>,
    /// Id of the entry (流水Id).
    pub flow_id: Option<String>,
    /// Brand, the merchant's id (外部品牌ID).
    pub out_brand_id: Option<String>,
    /// The merchant's order id (外部订单ID).
    pub outer_order_id: Option<String>,
}

/// One entry of a stored-value account (储值流水).
///
/// The page states no unit for its amounts.
#[derive(Debug, Clone, PartialEq, TopObject)]
#[non_exhaustive]
pub struct RechargeAccountFlowDetailOpenInfo {
    /// The stored-value account (储值账户id).
    pub account_id: Option<String>,
    /// What the transaction moved, by kind of balance (操作储值资产信息列表).
    pub affected_property_list: Vec<RechargeAccountPropertyOpenInfo>,
    /// The balances after it (操作后储值资产信息列表).
    pub after_property_list: Vec<RechargeAccountPropertyOpenInfo>,
    /// The balances before it (操作前储值资产信息列表).
    pub before_property_list: Vec<RechargeAccountPropertyOpenInfo>,
    /// Brand, the platform's id (品牌Id).
    pub brand_id: Option<String>,
    /// The whole balance afterwards (交易后剩余总金额).
    pub current_value: Option<i64>,
    /// Id of this entry (储值账户流水id).
    pub flow_id: Option<String>,
    /// Kind of transaction (储值相关的交易类型), for example `IMPORT`.
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
    /// The merchant's order id (外部交易单号id).
    pub outer_order_id: Option<String>,
    /// Why it was done (理由).
    pub remark: Option<String>,
    /// Shop, the id (交易门店ID).
    pub shop_id: Option<String>,
    /// Shop, the name (交易门店名称).
    pub shop_name: Option<String>,
    /// Number of the member's card (卡ID).
    pub card_id: Option<String>,
    /// Payment order of the original transaction (原支付单号).
    pub outer_pay_id: Option<String>,
    /// Extras (扩展信息): JSON as text here, an object in the reply of uncharge.update.
    pub ext_info: Option<String>,
}

/// One kind of balance and its amount.
#[derive(Debug, Clone, PartialEq, Eq, TopObject)]
#[non_exhaustive]
pub struct RechargeAccountPropertyOpenInfo {
    /// Kind of balance (账户类型): `REAL`, `GIFT` and `TOTAL` appear as examples.
    pub r#type: Option<String>,
    /// The amount (账户值).
    pub value: Option<i64>,
}
