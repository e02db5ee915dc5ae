//! The platform's checks: each with its code, and in the platform's order.

use std::time::Duration;

use top_runtime::SignMethod;
use top_sandbox::Server;

use crate::pages::{UNCHARGE, builder, clock_off_by, sandbox};
use crate::raw::{Params, Request};

const UNCHARGE_METHOD: &str = "alibaba.alsc.crm.recharge.uncharge.update";
const UNCHARGE_PARAM: &str = "param_uncharge_open_req";
const REFUND_METHOD: &str = "alibaba.tcls.aelophy.merchant.channel.refund.complete";

fn uncharge() -> Params {
    Params::new(UNCHARGE_METHOD).with(UNCHARGE_PARAM, UNCHARGE)
}

/// Every mistake, in the order in which the platform looks for it. Each call makes its own
/// mistake and all the later ones, so that the code proves the order.
#[tokio::test]
async fn the_first_mistake_is_the_one_answered() {
    let server = Server::start(sandbox(), 0).await.unwrap();
    let wrong: [(u64, &str, Option<&str>); 13] = [
        (21, "method", None),
        (22, "method", Some("no.such.method")),
        (28, "app_key", None),
        (29, "app_key", Some("7")),
        (30, "timestamp", None),
        (31, "timestamp", Some("yesterday")),
        (32, "v", None),
        (33, "v", Some("two")),
        (34, "v", Some("1.0")),
        (25, "sign_method", Some("rsa")),
        (24, "sign", None),
        (25, "sign", Some("00")),
        (27, "session", Some("another")),
    ];
    for (at, (code, ..)) in wrong.iter().enumerate() {
        let mut params = uncharge().with(UNCHARGE_PARAM, "{}");
        for (_, name, value) in wrong[at..].iter().rev() {
            params = match value {
                None => params.without(name),
                Some(value) => params.with(name, value),
            };
        }
        if wrong[at].1 == "session" {
            params = params.signed();
        }
        assert_eq!(
            params.post(&server).await.error().0,
            *code,
            "{}",
            wrong[at].1
        );
    }
    let arguments = uncharge().with(UNCHARGE_PARAM, "{}").signed();
    assert_eq!(arguments.post(&server).await.error().0, 40);
    let verb = Request {
        verb: "PUT",
        ..Request::post(Params::new("no.such.method").form())
    };
    assert_eq!(verb.send(&server).await.error().0, 9);
}

#[tokio::test]
async fn format_is_xml_unless_named() {
    let server = Server::start(sandbox(), 0).await.unwrap();
    let xml = uncharge().without("format").signed().post(&server).await;
    assert!(xml.has_header("content-type: text/xml;charset=UTF-8"));
    assert!(xml.text().ends_with("_response><!--top-sandbox-->"));
    let refused = uncharge()
        .with("format", "yaml")
        .signed()
        .post(&server)
        .await;
    assert!(refused.text().contains("<code>23</code>"));
    for word in ["true", "1"] {
        let flat = uncharge()
            .with("simplify", word)
            .signed()
            .post(&server)
            .await;
        assert!(flat.json()["result"]["biz_success"].as_bool().unwrap());
    }
}

#[tokio::test]
async fn timestamps_may_be_off_by_ten_minutes() {
    for (seconds, is_fine) in [(595, true), (605, false), (3600, false)] {
        let sandbox = builder().clock(clock_off_by(seconds)).examples().build();
        let server = Server::start(sandbox, 0).await.unwrap();
        let reply = uncharge().signed().post(&server).await;
        assert_eq!(reply.is_reply(), is_fine, "{seconds}");
    }
    let millis = std::time::UNIX_EPOCH.elapsed().unwrap().as_millis();
    let server = Server::start(sandbox(), 0).await.unwrap();
    let params = uncharge().with("timestamp", &millis.to_string()).signed();
    assert!(params.post(&server).await.is_reply());
}

#[tokio::test]
async fn signatures_of_every_kind_are_accepted() {
    let server = Server::start(sandbox(), 0).await.unwrap();
    for method in [SignMethod::Md5, SignMethod::Hmac, SignMethod::HmacSha256] {
        let signed = uncharge().with("sign_method", method.as_str()).signed();
        assert!(signed.post(&server).await.is_reply());
    }
    // Some SDKs sign an empty value, some leave it out and send it all the same.
    let empty = [
        uncharge().with("partner_id", "").signed(),
        uncharge().signed().with("partner_id", ""),
    ];
    for params in empty {
        assert!(params.post(&server).await.is_reply());
    }
    let foreign = uncharge().signed_with("another secret").post(&server).await;
    assert_eq!(foreign.error().0, 25);
}

#[tokio::test]
async fn sessions_are_needed_where_the_endpoint_says_so() {
    let server = Server::start(sandbox(), 0).await.unwrap();
    let refund = Params::new(REFUND_METHOD).with("refund_complete_info", "{}");
    let without = refund.clone().without("session").signed();
    assert_eq!(without.post(&server).await.error(), (26, String::new()));
    let with_another = refund.with("session", "another").signed();
    let expected = (27, "invalid-sessionkey".to_owned());
    assert_eq!(with_another.post(&server).await.error(), expected);
    let uncharge = uncharge().without("session").signed().post(&server).await;
    assert!(uncharge.is_reply());
}

#[tokio::test]
async fn too_many_calls_are_told_how_long_to_wait() {
    let now = std::time::SystemTime::now();
    let limited = builder().clock(move || now).examples();
    let sandbox = limited.flow_limit(1, Duration::from_secs(60)).build();
    let server = Server::start(sandbox, 0).await.unwrap();
    let params = uncharge().signed();
    assert!(params.post(&server).await.is_reply());
    let refused = params.post(&server).await;
    let sub_code = "accesscontrol.limited-by-app-api-access-count";
    assert_eq!(refused.error(), (7, sub_code.to_owned()));
    let ban = "This ban will last for 60 more seconds";
    assert_eq!(refused.json()["error_response"]["sub_msg"], ban);
}

#[tokio::test]
async fn arguments_are_held_against_the_declaration() {
    let server = Server::start(sandbox(), 0).await.unwrap();
    for (from, to, code, sub_code) in [
        (
            r#""operator_id":"232353534","#,
            "",
            40,
            "isv.missing-parameter:operator_id",
        ),
        (
            r#""request_id":"hjj3b23b4b2b""#,
            r#""request_id":" ""#,
            40,
            "isv.missing-parameter:request_id",
        ),
        (r#""brand_id":"1234532","#, "", 0, ""),
        (
            r#""operator_id":"232353534""#,
            r#""operator_id":{}"#,
            41,
            "isv.invalid-parameter:operator_id",
        ),
        (
            r#"{"brand_id""#,
            r#"["brand_id""#,
            41,
            "isv.invalid-parameter:param_uncharge_open_req",
        ),
    ] {
        let json = UNCHARGE.replacen(from, to, 1);
        let reply = uncharge()
            .with(UNCHARGE_PARAM, &json)
            .signed()
            .post(&server)
            .await;
        if code == 0 {
            assert!(reply.is_reply(), "{json}");
        } else {
            assert_eq!(reply.error(), (code, sub_code.to_owned()), "{json}");
        }
    }
    let nothing = Params::new(UNCHARGE_METHOD).signed().post(&server).await;
    let expected = format!("isv.missing-parameter:{UNCHARGE_PARAM}");
    assert_eq!(nothing.error(), (40, expected));
    let groups = UNCHARGE
        .replace(r#""brand_id":"1234532","#, "")
        .replace(r#""out_brand_id":"3213","#, "");
    let reply = uncharge()
        .with(UNCHARGE_PARAM, &groups)
        .signed()
        .post(&server)
        .await;
    assert_eq!(
        reply.error(),
        (40, "isv.missing-parameter:brand_id".to_owned())
    );
}

#[tokio::test]
async fn nested_arguments_are_named_by_their_path() {
    let server = Server::start(sandbox(), 0).await.unwrap();
    for (json, code, sub_code) in [
        (
            r#"{"out_order_id":"S1","out_shop_id":"1","out_refund_id":"5","refund_fee":1}"#,
            40,
            "isv.missing-parameter:order_from",
        ),
        (
            r#"{"out_order_id":"S1","shop_id":"1","out_refund_id":"5","refund_fee":1,"pay_channels":[{"pay_channel_type":1}]}"#,
            40,
            "isv.missing-parameter:pay_channels[0].refund_fee",
        ),
        (
            r#"{"out_order_id":"S1","shop_id":"1","out_refund_id":"5","refund_fee":"many"}"#,
            41,
            "isv.invalid-parameter:refund_fee",
        ),
    ] {
        let params = Params::new(REFUND_METHOD).with("refund_complete_info", json);
        let reply = params.signed().post(&server).await;
        assert_eq!(reply.error(), (code, sub_code.to_owned()), "{json}");
    }
}
