//! `alibaba.tcls.aelophy.merchant.channel.refund.complete` (翱象商家自有渠道 逆向单完成).

use top_runtime::{Fen, TopApi, TopObject};

/// Completes a refund of an order from the merchant's own channel (逆向单完成).
///
/// It needs a session, and the page promises no idempotency: a second call may refund twice.
/// Its three amounts without a stated unit are plain integers; the siblings that name one are [`Fen`].
///
/// What is refunded is goods, delivery and packaging together: these three are its `amount`, and a
/// limit of amounts takes them for 分, the unit of their siblings. Items and pay channels split the
/// same money once more, the other fees are booked between merchant and platform: none of them
/// counts.
///
/// ```
/// use top_apis::aelophy::complete_refund::{PayChannel, PayChannelRequired, PayChannelType};
/// use top_apis::aelophy::{CompleteRefund, CompleteRefundRequired};
/// use top_runtime::{Fen, TopApi, check::check};
///
/// let request = CompleteRefund::new(CompleteRefundRequired {
///     out_order_id: "S00001111".into(),
///     out_refund_id: "5201231".into(),
///     refund_fee: 123,
/// })
/// .out_shop_id("112311")
/// .order_from(1)
/// .pay_channels([PayChannel::new(PayChannelRequired {
///     pay_channel_type: PayChannelType::ALIPAY,
///     refund_fee: Fen(123),
/// })]);
/// assert!(check(CompleteRefund::ENDPOINT, &request).is_ok());
/// ```
#[derive(Debug, Clone, PartialEq, TopApi)]
#[top_api(
    method = "alibaba.tcls.aelophy.merchant.channel.refund.complete",
    param = "refund_complete_info",
    response(api_result: ApiResult),
    session,
    one_of(shop_id, out_shop_id),
)]
#[non_exhaustive]
pub struct CompleteRefund {
    /// The merchant's main order (外部主单号).
    pub out_order_id: String,
    /// Shop, the merchant's id (外部渠道店ID).
    pub out_shop_id: Option<String>,
    /// The merchant's refund order (外部逆向单ID).
    pub out_refund_id: String,
    /// Goods refunded (退的商品费). The page states no unit here.
    #[top_api(amount)]
    pub refund_fee: i64,
    /// Delivery refunded (退的运费). The page states no unit here.
    #[top_api(amount)]
    pub refund_post_fee: Option<i64>,
    /// Packaging refunded (退的包装费). The page states no unit here.
    #[top_api(amount)]
    pub refund_package_fee: Option<i64>,
    /// The items refunded (子单).
    pub sub_refund_orders: Option<Vec<SubRefundOrder>>,
    /// Where the order came from (订单来源).
    #[top_api(required_if(out_shop_id))]
    pub order_from: Option<i64>,
    /// Shop, the platform's id (渠道店id).
    pub shop_id: Option<String>,
    /// Commission that the channel returns to the merchant (渠道退商家的佣金), in 分.
    pub commission: Option<Fen>,
    /// All unclassified discounts of the merchant (未分类商家总优惠), in 分.
    pub other_merchant_subsidy_fee: Option<Fen>,
    /// All unclassified discounts of the platform (未分类平台总优惠), in 分.
    pub other_plat_subsidy_fee: Option<Fen>,
    /// What the merchant must return to the platform (商家应退给平台的金额), in 分.
    pub merchant_total_fee: Option<Fen>,
    /// The channel's delivery subsidy taken back (退的渠道配送费补贴), in 分.
    pub plat_send_subsidy_fee: Option<Fen>,
    /// The merchant's delivery subsidy taken back (退的商家配送费补贴), in 分.
    pub merchant_send_subsidy_fee: Option<Fen>,
    /// Tip for a courier the merchant called (商家呼单小费), in 分.
    pub merchant_call_order_fee: Option<Fen>,
    /// Cold-chain delivery (冷链配送费), in 分.
    pub cold_chain_send_fee: Option<Fen>,
    /// Delivery by a courier the merchant called (商家呼单配送费), in 分.
    pub merchant_call_order_send_fee: Option<Fen>,
    /// Delivery insurance (配送保险), in 分.
    pub send_insurance_fee: Option<Fen>,
    /// Logistics service in the shop (物流驻店服务费), in 分.
    pub logistics_shop_service_fee: Option<Fen>,
    /// Value-added services as received (实收增值服务费), in 分.
    pub actual_increment_service_fee: Option<Fen>,
    /// Value-added services of fulfilment (履约增值服务费), in 分.
    pub performance_increment_service_fee: Option<Fen>,
    /// Fulfilment surcharge for distance (距离加价履约费), in 分.
    pub distance_increase_performance_fee: Option<Fen>,
    /// Fulfilment surcharge for the time of day (时段加价履约费), in 分.
    pub time_increase_performance_fee: Option<Fen>,
    /// Donation (公益捐款), in 分.
    pub merchant_public_donation: Option<Fen>,
    /// What the buyer paid with points (用户积分抵扣金额), in 分.
    pub plat_points_deduction_fee: Option<Fen>,
    /// Discount on the pick-up service (自提服务费优惠金额), in 分.
    pub self_pick_discount_fee: Option<Fen>,
    /// Pick-up service (自提服务费), in 分.
    pub self_pick_payable_fee: Option<Fen>,
    /// The merchant's base delivery (商家基础配送费), in 分.
    pub merchant_base_send_fee: Option<Fen>,
    /// Fulfilment surcharge for price (价格加价履约费), in 分.
    pub price_increase_performance_fee: Option<Fen>,
    /// How the refund was paid out (支付渠道).
    pub pay_channels: Option<Vec<PayChannel>>,
    /// Why (退款原因类型).
    pub refund_reason_type: Option<RefundReasonType>,
}

/// One item of a refund (子单).
#[derive(Debug, Clone, PartialEq, TopObject)]
#[non_exhaustive]
pub struct SubRefundOrder {
    /// The merchant's sub-order (外部子单号).
    pub sub_out_order_id: String,
    /// The goods (商品编码).
    pub sku_code: String,
    /// How many are returned (子单退货数量).
    pub refund_quantity: i64,
    /// Refunded for this item (子单退款金额), in 分.
    pub refund_fee: Fen,
    /// Weight refunded (子单退款重量). The page states no unit.
    pub refund_weight: Option<i64>,
    /// Discount on the refunded goods (退款商品的优惠金额), in 分.
    pub discount_fee: Option<Fen>,
    /// The merchant's share of that discount (商家分摊), in 分.
    pub merchant_discount_fee: Option<Fen>,
    /// The platform's share of that discount (平台分摊), in 分.
    pub platform_discount_fee: Option<Fen>,
    /// The discounts one by one (营销优惠明细).
    pub discount_infos: Option<Vec<DiscountInfo>>,
}

/// One discount on a refunded item (营销优惠明细).
#[derive(Debug, Clone, PartialEq, Eq, TopObject)]
#[non_exhaustive]
pub struct DiscountInfo {
    /// The campaign (营销活动Id).
    pub activity_id: Option<String>,
    /// Kind of campaign (营销活动类型).
    pub activity_type: Option<String>,
    /// The discount (优惠金额), in 分.
    pub discount_fee: Option<Fen>,
    /// The merchant's share under this campaign (商家分摊), in 分.
    pub merchant_discount_fee: Option<Fen>,
    /// The platform's share under this campaign (平台分摊), in 分.
    pub platform_discount_fee: Option<Fen>,
    /// Name of the campaign (活动名称).
    pub activity_name: Option<String>,
}

/// One way the refund was paid out (支付渠道).
///
/// The page's column calls both fields optional (可选), its text requires them wherever a
/// channel is given (必填): so they are required.
#[derive(Debug, Clone, PartialEq, Eq, TopObject)]
#[non_exhaustive]
pub struct PayChannel {
    /// Which channel (支付渠道类型). One that Aelophy does not support is refused by the platform.
    pub pay_channel_type: PayChannelType,
    /// Refunded through this channel (当前支付渠道的退款金额), in 分.
    pub refund_fee: Fen,
}

/// The result of the call.
#[derive(Debug, Clone, PartialEq, Eq, TopObject)]
#[top_api(outcome(success = success, code = err_code, message = err_msg))]
#[non_exhaustive]
pub struct ApiResult {
    /// What the code means, for people (返回码说明).
    pub err_msg: Option<String>,
    /// The business's code (返回码), `SUCCESS` in the page's example.
    pub err_code: Option<String>,
    /// Whether the refund is completed (是否成功).
    pub success: Option<bool>,
}

top_runtime::codes! {
    /// A way of paying (支付渠道类型).
    pub struct PayChannelType: integer {
        /// The default (默认).
        DEFAULT = 1,
        /// Alipay (支付宝).
        ALIPAY = 10,
        /// WeChat Pay (微信支付).
        WECHAT_PAY = 20,
        /// Points (积分支付).
        POINTS = 30,
        /// Stored-value card (储值卡支付).
        STORED_VALUE_CARD = 40,
        /// Bank card (银行卡支付).
        BANK_CARD = 50,
    }

    /// Why a refund was made (退款原因类型).
    pub struct RefundReasonType: integer {
        /// Nothing of the order was in stock (整单全缺).
        ORDER_OUT_OF_STOCK = 10,
        /// Part of the order was out of stock (订单部分缺).
        PARTLY_OUT_OF_STOCK = 11,
        /// The merchant asked for it, by refusing the order (商家侧发起的退款).
        BY_MERCHANT = 12,
        /// The buyer asked for it (用户侧发起的退款).
        BY_BUYER = 13,
        /// The buyer refused the delivery (用户拒收).
        DELIVERY_REFUSED = 15,
    }
}
