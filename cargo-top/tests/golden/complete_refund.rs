//! `alibaba.tcls.aelophy.merchant.channel.refund.complete` (翱象商家自有渠道 逆向单完成).

use top_runtime::{Fen, TopApi, TopObject};

/// 翱象小程序 退款完成
#[derive(Debug, Clone, PartialEq, TopApi)]
#[top_api(
    method = "alibaba.tcls.aelophy.merchant.channel.refund.complete",
    param = "refund_complete_info",
    response(api_result: ApiResult),
    session,
    one_of(out_shop_id, shop_id),
)]
#[non_exhaustive]
pub struct CompleteRefund {
    /// 外部主单号
    pub out_order_id: String,
    /// 外部渠道店ID(与`shop_id`必选其一)
    pub out_shop_id: Option<String>,
    /// 外部逆向单ID
    pub out_refund_id: String,
    /// 退的商品费
    pub refund_fee: i64,
    /// 退的运费
    pub refund_post_fee: Option<i64>,
    /// 退的包装费
    pub refund_package_fee: Option<i64>,
    /// 子单
    pub sub_refund_orders: Option<Vec<SubRefundOrder>>,
    /// 订单来源(选填`out_shop_id`时该值必填)
    #[top_api(required_if(out_shop_id))]
    pub order_from: Option<i64>,
    /// 渠道店id(与`out_shop_id`必选其一)
    pub shop_id: Option<String>,
    /// 渠道退商家的佣金,单位:分
    pub commission: Option<Fen>,
    /// 未分类商家总优惠,单位:分
    pub other_merchant_subsidy_fee: Option<Fen>,
    /// 未分类平台总优惠,单位:分
    pub other_plat_subsidy_fee: Option<Fen>,
    /// 商家应退给平台的金额,单位:分
    pub merchant_total_fee: Option<Fen>,
    /// 退的渠道配送费补贴,单位:分
    pub plat_send_subsidy_fee: Option<Fen>,
    /// 退的商家配送费补贴,单位:分
    pub merchant_send_subsidy_fee: Option<Fen>,
    /// 商家呼单小费,单位:分
    pub merchant_call_order_fee: Option<Fen>,
    /// 冷链配送费,单位:分
    pub cold_chain_send_fee: Option<Fen>,
    /// 商家呼单配送费,单位:分
    pub merchant_call_order_send_fee: Option<Fen>,
    /// 配送保险,单位:分
    pub send_insurance_fee: Option<Fen>,
    /// 物流驻店服务费,单位:分
    pub logistics_shop_service_fee: Option<Fen>,
    /// 实收增值服务费,单位:分
    pub actual_increment_service_fee: Option<Fen>,
    /// 履约增值服务费,单位:分
    pub performance_increment_service_fee: Option<Fen>,
    /// 距离加价履约费,单位:分
    pub distance_increase_performance_fee: Option<Fen>,
    /// 时段加价履约费,单位:分
    pub time_increase_performance_fee: Option<Fen>,
    /// 公益捐款,单位:分
    pub merchant_public_donation: Option<Fen>,
    /// 用户积分抵扣金额,单位:分
    pub plat_points_deduction_fee: Option<Fen>,
    /// 自提服务费优惠金额,单位:分
    pub self_pick_discount_fee: Option<Fen>,
    /// 自提服务费,单位:分
    pub self_pick_payable_fee: Option<Fen>,
    /// 商家基础配送费,单位:分
    pub merchant_base_send_fee: Option<Fen>,
    /// 价格加价履约费,单位:分
    pub price_increase_performance_fee: Option<Fen>,
    /// 支付渠道
    pub pay_channels: Option<Vec<PayChannel>>,
    /// 退款原因类型:10-整单全缺;11-订单部分缺;12-商家侧发起的退款(商家拒单);
    /// 13-用户侧发起的退款(用户逆向申请);15-用户拒收
    pub refund_reason_type: Option<RefundReasonType>,
}

/// 子单
#[derive(Debug, Clone, PartialEq, TopObject)]
#[non_exhaustive]
pub struct SubRefundOrder {
    /// 外部子单号
    pub sub_out_order_id: String,
    /// 商品编码
    pub sku_code: String,
    /// 子单退货数量
    pub refund_quantity: i64,
    /// 子单退款金额,单位:分
    pub refund_fee: Fen,
    /// 子单退款重量
    pub refund_weight: Option<i64>,
    /// 退款商品的优惠金额,单位:分
    pub discount_fee: Option<Fen>,
    /// 退款商品的商家分摊优惠金额,单位:分
    pub merchant_discount_fee: Option<Fen>,
    /// 退款商品的平台分摊优惠金额,单位:分
    pub platform_discount_fee: Option<Fen>,
    /// 营销优惠明细
    pub discount_infos: Option<Vec<DiscountInfo>>,
}

/// 营销优惠明细
#[derive(Debug, Clone, PartialEq, TopObject)]
#[non_exhaustive]
pub struct DiscountInfo {
    /// 营销活动Id
    pub activity_id: Option<String>,
    /// 营销活动类型
    pub activity_type: Option<String>,
    /// 优惠金额,单位:分
    pub discount_fee: Option<Fen>,
    /// 该活动下商家分摊优惠金额,单位:分
    pub merchant_discount_fee: Option<Fen>,
    /// 该活动下平台分摊优惠金额,单位:分
    pub platform_discount_fee: Option<Fen>,
    /// 活动名称
    pub activity_name: Option<String>,
}

/// 支付渠道
#[derive(Debug, Clone, PartialEq, TopObject)]
#[non_exhaustive]
pub struct PayChannel {
    /// 支付渠道类型 1.默认 10-支付宝 20-微信支付 30-积分支付 40-储值卡支付 50-银行卡支付。
    /// 有支付渠道的情况下,必填。 必须是翱象支持的支付渠道,否则报错。
    pub pay_channel_type: PayChannelType,
    /// 当前支付渠道的退款金额,单位分。有支付渠道的情况下,必填。
    pub refund_fee: Fen,
}

/// 结果
#[derive(Debug, Clone, PartialEq, TopObject)]
#[top_api(outcome(success = success, code = err_code, message = err_msg))]
#[non_exhaustive]
pub struct ApiResult {
    /// 返回码说明
    pub err_msg: Option<String>,
    /// 返回码
    pub err_code: Option<String>,
    /// 是否成功
    pub success: Option<bool>,
}

top_runtime::codes! {
    /// 支付渠道类型 1.默认 10-支付宝 20-微信支付 30-积分支付 40-储值卡支付 50-银行卡支付。
    /// 有支付渠道的情况下,必填。 必须是翱象支持的支付渠道,否则报错。
    pub struct PayChannelType: integer {
        /// 默认
        CODE_1 = 1,
        /// 支付宝
        CODE_10 = 10,
        /// 微信支付
        CODE_20 = 20,
        /// 积分支付
        CODE_30 = 30,
        /// 储值卡支付
        CODE_40 = 40,
        /// 银行卡支付
        CODE_50 = 50,
    }

    /// 退款原因类型:10-整单全缺;11-订单部分缺;12-商家侧发起的退款(商家拒单);
    /// 13-用户侧发起的退款(用户逆向申请);15-用户拒收
    pub struct RefundReasonType: integer {
        /// 整单全缺
        CODE_10 = 10,
        /// 订单部分缺
        CODE_11 = 11,
        /// 商家侧发起的退款(商家拒单)
        CODE_12 = 12,
        /// 用户侧发起的退款(用户逆向申请)
        CODE_13 = 13,
        /// 用户拒收
        CODE_15 = 15,
    }
}
