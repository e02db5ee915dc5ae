//! The two endpoints of the benches with serde's derives.

use serde::{Deserialize, Serialize};

/// `alibaba.alsc.crm.recharge.account.flowdetail.get`
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GetFlowDetail {
    pub brand_id: Option<String>,
    pub flow_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub out_brand_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outer_order_id: Option<String>,
}

/// The result of a call: its own word about it, and the payload.
#[derive(Debug, Deserialize)]
pub(crate) struct CommonResult<T> {
    pub biz_success: Option<bool>,
    pub result: Option<T>,
    pub result_code: Option<String>,
    pub result_desc: Option<String>,
    pub result_view: Option<String>,
}

/// One entry of an account.
#[derive(Debug, Deserialize)]
pub(crate) struct FlowDetail<L> {
    pub account_id: Option<String>,
    pub affected_property_list: Option<L>,
    pub after_property_list: Option<L>,
    pub before_property_list: Option<L>,
    pub brand_id: Option<String>,
    pub current_value: Option<i64>,
    pub flow_id: Option<String>,
    pub flow_type: Option<String>,
    pub operator: Option<String>,
    pub operator_name: Option<String>,
    pub order_src: Option<i64>,
    pub order_time: Option<String>,
    pub order_value: Option<i64>,
    pub outer_order_id: Option<String>,
    pub remark: Option<String>,
    pub shop_id: Option<String>,
    pub shop_name: Option<String>,
    pub card_id: Option<String>,
    pub outer_pay_id: Option<String>,
    pub ext_info: Option<String>,
}

/// One asset of an account.
#[derive(Debug, Deserialize)]
pub(crate) struct Property {
    pub r#type: Option<String>,
    pub value: Option<i64>,
}

/// A simplified list.
pub(crate) type Properties = Vec<Property>;

/// A simplified reply of `flowdetail.get`.
#[derive(Debug, Deserialize)]
pub(crate) struct Simplified {
    pub result: CommonResult<FlowDetail<Properties>>,
}

/// A classic reply of `flowdetail.get`.
#[derive(Debug, Deserialize)]
pub(crate) struct Classic {
    pub alibaba_alsc_crm_recharge_account_flowdetail_get_response: ClassicRoot,
}

/// What is under the root key.
#[derive(Debug, Deserialize)]
pub(crate) struct ClassicRoot {
    pub result: CommonResult<FlowDetail<ClassicProperties>>,
}

/// A classic list is wrapped.
#[derive(Debug, Deserialize)]
pub(crate) struct ClassicProperties {
    pub recharge_account_property_open_info: Vec<Property>,
}

/// `alibaba.tcls.aelophy.merchant.channel.refund.complete`
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CompleteRefund {
    pub out_order_id: String,
    pub out_shop_id: Option<String>,
    pub out_refund_id: String,
    pub refund_fee: i64,
    pub refund_post_fee: Option<i64>,
    pub refund_package_fee: Option<i64>,
    pub sub_refund_orders: Option<Vec<SubRefundOrder>>,
    pub order_from: Option<i64>,
    pub shop_id: Option<String>,
    pub commission: Option<i64>,
    pub other_merchant_subsidy_fee: Option<i64>,
    pub other_plat_subsidy_fee: Option<i64>,
    pub merchant_total_fee: Option<i64>,
    pub plat_send_subsidy_fee: Option<i64>,
    pub merchant_send_subsidy_fee: Option<i64>,
    pub merchant_call_order_fee: Option<i64>,
    pub cold_chain_send_fee: Option<i64>,
    pub merchant_call_order_send_fee: Option<i64>,
    pub send_insurance_fee: Option<i64>,
    pub logistics_shop_service_fee: Option<i64>,
    pub actual_increment_service_fee: Option<i64>,
    pub performance_increment_service_fee: Option<i64>,
    pub distance_increase_performance_fee: Option<i64>,
    pub time_increase_performance_fee: Option<i64>,
    pub merchant_public_donation: Option<i64>,
    pub plat_points_deduction_fee: Option<i64>,
    pub self_pick_discount_fee: Option<i64>,
    pub self_pick_payable_fee: Option<i64>,
    pub merchant_base_send_fee: Option<i64>,
    pub price_increase_performance_fee: Option<i64>,
    pub pay_channels: Option<Vec<PayChannel>>,
    pub refund_reason_type: Option<i64>,
}

/// One order line of a refund.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SubRefundOrder {
    pub sub_out_order_id: String,
    pub sku_code: String,
    pub refund_quantity: i64,
    pub refund_fee: i64,
    pub refund_weight: Option<i64>,
    pub discount_fee: Option<i64>,
    pub merchant_discount_fee: Option<i64>,
    pub platform_discount_fee: Option<i64>,
    pub discount_infos: Option<Vec<DiscountInfo>>,
}

/// One discount of an order line.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct DiscountInfo {
    pub activity_id: Option<String>,
    pub activity_type: Option<String>,
    pub discount_fee: Option<i64>,
    pub merchant_discount_fee: Option<i64>,
    pub platform_discount_fee: Option<i64>,
    pub activity_name: Option<String>,
}

/// One way of paying.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PayChannel {
    pub pay_channel_type: Option<i64>,
    pub refund_fee: Option<i64>,
}
