//! The four requests, with the example values of their API pages.

use top_apis::aelophy::complete_refund::{
    DiscountInfo, PayChannel, PayChannelRequired, PayChannelType, RefundReasonType, SubRefundOrder,
    SubRefundOrderRequired,
};
use top_apis::aelophy::{CompleteRefund, CompleteRefundRequired};
use top_apis::alsc::{
    BizChannel, GetFlowDetail, ReversePoint, ReversePointRequired, Uncharge, UnchargeRequired,
};
use top_runtime::Fen;

/// Takes a recharge back.
pub(crate) fn uncharge() -> Uncharge {
    Uncharge::new(UnchargeRequired {
        operator_id: "232353534".into(),
        outer_order_id: "43426234265234".into(),
        src_outer_order_id: "786237558237459862".into(),
        request_id: "hjj3b23b4b2b".into(),
        biz_channel: BizChannel::CS,
    })
    .brand_id("1234532")
    .out_brand_id("3213")
    .shop_id("3432757445")
    .out_shop_id("1231")
    .card_id("213142351341234")
    .src_out_pay_id("3223")
    .remark("接口红腹锦鸡等")
}

/// Returns spent points.
pub(crate) fn reverse_point() -> ReversePoint {
    ReversePoint::new(ReversePointRequired {
        biz_type: "DEDUCT_FROM_CONSUME_REVERSE".into(),
        operator_id: "3484874839".into(),
        operator_name: "小王".into(),
        out_biz_id: "3231231312312".into(),
        request_id: "4325".into(),
        reverse_order_id: "34356785432".into(),
        // The page's example is both documented codes in one text.
        biz_channel: BizChannel::from("CS/KRY"),
    })
    .brand_id("12332")
    .out_brand_id("33959")
    .shop_id("23453435")
    .out_shop_id("87766897")
    .customer_id("7027365982937563912722")
    .change_point(23)
    .reason("积分回退")
}

/// Reads an entry of an account.
pub(crate) fn get_flow_detail() -> GetFlowDetail {
    GetFlowDetail::new()
        .brand_id("3724809629")
        .out_brand_id("2324")
        .flow_id("34543")
        .outer_order_id("124")
}

/// Completes a refund.
pub(crate) fn complete_refund() -> CompleteRefund {
    CompleteRefund::new(CompleteRefundRequired {
        out_order_id: "S00001111".into(),
        out_refund_id: "5201231".into(),
        refund_fee: 123,
    })
    .refund_post_fee(23)
    .refund_package_fee(12)
    .shop_id("123456")
    .out_shop_id("112311")
    .order_from(1)
    .refund_reason_type(RefundReasonType::PARTLY_OUT_OF_STOCK)
    .sub_refund_orders([item()])
    .pay_channels([PayChannel::new(PayChannelRequired {
        pay_channel_type: PayChannelType::DEFAULT,
        refund_fee: Fen(2),
    })])
    .commission(Fen(5))
    .other_merchant_subsidy_fee(Fen(5))
    .other_plat_subsidy_fee(Fen(5))
    .merchant_total_fee(Fen(5))
    .plat_send_subsidy_fee(Fen(5))
    .merchant_send_subsidy_fee(Fen(5))
    .merchant_call_order_fee(Fen(5))
    .cold_chain_send_fee(Fen(5))
    .merchant_call_order_send_fee(Fen(5))
    .send_insurance_fee(Fen(5))
    .logistics_shop_service_fee(Fen(5))
    .actual_increment_service_fee(Fen(5))
    .performance_increment_service_fee(Fen(5))
    .distance_increase_performance_fee(Fen(5))
    .time_increase_performance_fee(Fen(5))
    .merchant_public_donation(Fen(5))
    .plat_points_deduction_fee(Fen(5))
    .self_pick_discount_fee(Fen(5))
    .self_pick_payable_fee(Fen(5))
    .merchant_base_send_fee(Fen(5))
    .price_increase_performance_fee(Fen(5))
}

fn item() -> SubRefundOrder {
    let discount = DiscountInfo::new()
        .activity_id("1001")
        .activity_type("A1")
        .activity_name("买一赠一")
        .discount_fee(Fen(5))
        .merchant_discount_fee(Fen(5))
        .platform_discount_fee(Fen(5));
    SubRefundOrder::new(SubRefundOrderRequired {
        sub_out_order_id: "502348122".into(),
        sku_code: "test".into(),
        refund_quantity: 2,
        refund_fee: Fen(123),
    })
    .refund_weight(1500)
    .discount_fee(Fen(10))
    .merchant_discount_fee(Fen(10))
    .platform_discount_fee(Fen(10))
    .discount_infos([discount])
}
