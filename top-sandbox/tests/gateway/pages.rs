//! The sample calls of the four pages, as data and as typed requests.

use serde_json::Value;
use top_apis::ENDPOINTS;
use top_apis::aelophy::CompleteRefund;
use top_apis::alsc::{GetFlowDetail, ReversePoint, Uncharge};
use top_runtime::client::ClientBuilder;
use top_runtime::read::read_json;
use top_runtime::{Client, Clock, Endpoint, RetryPolicy, TopObject};
use top_sandbox::{Builder, Sandbox};

pub(crate) const KEY: &str = "12345678";
pub(crate) const SECRET: &str = "helloworld";
pub(crate) const SESSION: &str = "a-session-of-the-gateway";

pub(crate) const UNCHARGE: &str = r#"{"brand_id":"1234532","card_id":"213142351341234","operator_id":"232353534","outer_order_id":"43426234265234","remark":"接口红腹锦鸡等","shop_id":"3432757445","src_outer_order_id":"786237558237459862","out_shop_id":"1231","out_brand_id":"3213","request_id":"hjj3b23b4b2b","biz_channel":"CS","src_out_pay_id":"3223"}"#;
pub(crate) const REVERSE_POINT: &str = r#"{"biz_type":"DEDUCT_FROM_CONSUME_REVERSE","brand_id":"12332","change_point":23,"customer_id":"7027365982937563912722","operator_id":"3484874839","operator_name":"小王","out_biz_id":"3231231312312","reason":"积分回退","request_id":"4325","reverse_order_id":"34356785432","shop_id":"23453435","out_shop_id":"87766897","out_brand_id":"33959","biz_channel":"CS/KRY"}"#;
pub(crate) const FLOW_DETAIL: &str =
    r#"{"brand_id":"3724809629","flow_id":"34543","out_brand_id":"2324","outer_order_id":"124"}"#;
pub(crate) const COMPLETE_REFUND: &str = r#"{"out_order_id":"S00001111","out_shop_id":"112311","out_refund_id":"5201231","refund_fee":123,"refund_post_fee":23,"refund_package_fee":12,"sub_refund_orders":[{"sub_out_order_id":"502348122","sku_code":"test","refund_quantity":2,"refund_fee":123,"refund_weight":1500,"discount_fee":10,"merchant_discount_fee":10,"platform_discount_fee":10,"discount_infos":[{"activity_id":"1001","activity_type":"A1","discount_fee":5,"merchant_discount_fee":5,"platform_discount_fee":5,"activity_name":"买一赠一"}]}],"order_from":1,"shop_id":"123456","commission":5,"other_merchant_subsidy_fee":5,"other_plat_subsidy_fee":5,"merchant_total_fee":5,"plat_send_subsidy_fee":5,"merchant_send_subsidy_fee":5,"merchant_call_order_fee":5,"cold_chain_send_fee":5,"merchant_call_order_send_fee":5,"send_insurance_fee":5,"logistics_shop_service_fee":5,"actual_increment_service_fee":5,"performance_increment_service_fee":5,"distance_increase_performance_fee":5,"time_increase_performance_fee":5,"merchant_public_donation":5,"plat_points_deduction_fee":5,"self_pick_discount_fee":5,"self_pick_payable_fee":5,"merchant_base_send_fee":5,"price_increase_performance_fee":5,"pay_channels":[{"pay_channel_type":1,"refund_fee":2}],"refund_reason_type":11}"#;

/// The four endpoints with the JSON of their samples.
pub(crate) fn samples() -> [(&'static Endpoint, &'static str); 4] {
    let json = [UNCHARGE, REVERSE_POINT, FLOW_DETAIL, COMPLETE_REFUND];
    let endpoints: [_; 4] = ENDPOINTS.try_into().unwrap();
    std::array::from_fn(|index| (endpoints[index], json[index]))
}

pub(crate) fn typed<A: TopObject>(json: &str) -> A {
    let Value::Object(members) = serde_json::from_str(json).unwrap() else {
        panic!("no object")
    };
    let mut request = <A as TopObject>::empty();
    read_json(&mut request, &members).unwrap();
    request
}

pub(crate) fn uncharge() -> Uncharge {
    typed(UNCHARGE)
}

pub(crate) fn reverse_point() -> ReversePoint {
    typed(REVERSE_POINT)
}

pub(crate) fn flow_detail() -> GetFlowDetail {
    typed(FLOW_DETAIL)
}

pub(crate) fn complete_refund() -> CompleteRefund {
    typed(COMPLETE_REFUND)
}

/// A gateway that knows the app and the session, and serves the examples.
pub(crate) fn sandbox() -> Sandbox {
    builder().examples().build()
}

/// A client that this gateway knows. One call is one attempt.
pub(crate) fn client_builder() -> ClientBuilder {
    Client::builder()
        .app_key(KEY)
        .app_secret(SECRET)
        .session(SESSION)
        .retry(RetryPolicy::none())
}

pub(crate) fn builder() -> Builder {
    Sandbox::builder().app(KEY, SECRET).session(SESSION)
}

/// The machine's time, this many seconds off.
pub(crate) fn clock_off_by(seconds: u64) -> impl Clock {
    move || std::time::SystemTime::now() + std::time::Duration::from_secs(seconds)
}
