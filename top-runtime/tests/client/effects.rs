//! Every way to fail beside its effect: the one table that a caller of money's methods relies on.

use top_runtime::send::{Progress, Reply, SendError};
use top_runtime::{Effect, Error};

use crate::declared::{LookUp, refund};
use crate::memory::Memory;

/// How a call fails: the line, or a reply with this status and body.
enum Way {
    Line(Progress),
    Reply(u16, &'static str),
}

use Effect::{Applied, None, Unknown};
use Way::{Line, Reply as Said};

const WAYS: &[(&str, Way, &str, Effect)] = &[
    (
        "not one byte handed over",
        Line(Progress::NotSent),
        "not sent",
        None,
    ),
    (
        "handed over, and the line lost",
        Line(Progress::Unknown),
        "unknown",
        Unknown,
    ),
    (
        "a reply that is too long",
        Line(Progress::ReplyTooLong {
            status: 200,
            limit: 9,
        }),
        "unreadable",
        Unknown,
    ),
    ("HTTP 500", Said(500, "oops"), "unknown", Unknown),
    (
        "HTTP 502 of a proxy",
        Said(502, "<html>Bad Gateway</html>"),
        "unknown",
        Unknown,
    ),
    ("HTTP 504 of a proxy", Said(504, ""), "unknown", Unknown),
    ("a redirect", Said(307, ""), "unknown", Unknown),
    ("no reply in it", Said(200, ""), "unreadable", Unknown),
    ("a web page", Said(200, "<html>"), "unreadable", Unknown),
    (
        "a reply cut before its payload",
        Said(200, r#"{"resu"#),
        "unreadable",
        Unknown,
    ),
    (
        "a success whose payload is of another type",
        Said(
            200,
            r#"{"result":{"biz_success":true,"result":"f","count":"many"}}"#,
        ),
        "unreadable",
        Applied,
    ),
    (
        "a success without its payload",
        Said(200, r#"{"result":{"biz_success":true}}"#),
        "unreadable",
        Applied,
    ),
    (
        "no word of success",
        Said(200, r#"{"result":{"result":"f"}}"#),
        "unreadable",
        Unknown,
    ),
    (
        "the business refuses",
        Said(200, r#"{"result":{"biz_success":false,"err_code":"NO"}}"#),
        "rejected",
        None,
    ),
    (
        "the business fails midway",
        Said(200, r#"{"result":{"biz_success":false,"err_code":"HALF"}}"#),
        "unknown",
        Unknown,
    ),
    (
        "isp timeout",
        Said(
            200,
            r#"{"error_response":{"code":15,"sub_code":"isp.remote-service-timeout"}}"#,
        ),
        "unknown",
        Unknown,
    ),
    (
        "isp timeout under 50",
        Said(
            200,
            r#"{"error_response":{"code":50,"sub_code":"isp.remote-service-timeout-tmall"}}"#,
        ),
        "unknown",
        Unknown,
    ),
    (
        "isp unavailable",
        Said(
            200,
            r#"{"error_response":{"code":15,"sub_code":"isp.shop-service-unavailable"}}"#,
        ),
        "unknown",
        Unknown,
    ),
    (
        "isp, never heard of",
        Said(
            200,
            r#"{"error_response":{"code":7000,"sub_code":"isp.brand-new"}}"#,
        ),
        "unknown",
        Unknown,
    ),
    (
        "a provider's own words",
        Said(
            200,
            r#"{"error_response":{"code":50,"sub_code":"TRADE_CLOSED"}}"#,
        ),
        "unknown",
        Unknown,
    ),
    (
        "15 without a sub_code",
        Said(200, r#"{"error_response":{"code":15}}"#),
        "unknown",
        Unknown,
    ),
    (
        "a number without a meaning",
        Said(200, r#"{"error_response":{"code":560}}"#),
        "unknown",
        Unknown,
    ),
    (
        "a component failed while it ran",
        Said(200, r#"{"error_response":{"code":52}}"#),
        "unknown",
        Unknown,
    ),
    (
        "a refusal that is a text",
        Said(200, r#"{"error_response":"no"}"#),
        "unreadable",
        Unknown,
    ),
    (
        "a refusal that is null",
        Said(200, r#"{"error_response":null,"request_id":"r"}"#),
        "unreadable",
        Unknown,
    ),
    (
        "a refusal that is a text, behind a success",
        Said(
            200,
            r#"{"alibaba_test_refund_response":{"result":{"biz_success":true,"result":"f"}},"error_response":"no"}"#,
        ),
        "unreadable",
        Unknown,
    ),
    (
        "a refusal without a code, behind a success",
        Said(
            200,
            r#"{"alibaba_test_refund_response":{"result":{"biz_success":true,"result":"f"}},"error_response":{}}"#,
        ),
        "unreadable",
        Unknown,
    ),
    (
        "a refusal that is a text, in XML",
        Said(200, "<error_response>no</error_response>"),
        "unreadable",
        Unknown,
    ),
    (
        "a check of the platform",
        Said(200, r#"{"error_response":{"code":25}}"#),
        "refused",
        None,
    ),
    (
        "isv under 50",
        Said(
            200,
            r#"{"error_response":{"code":50,"sub_code":"isv.invalid-parameter"}}"#,
        ),
        "refused",
        None,
    ),
    (
        "isv under a number of its own",
        Said(
            200,
            r#"{"error_response":{"code":560,"sub_code":"isv.shop-not-exist:1"}}"#,
        ),
        "refused",
        None,
    ),
    (
        "a missing argument",
        Said(200, r#"{"error_response":{"code":40}}"#),
        "refused",
        None,
    ),
    (
        "no session",
        Said(200, r#"{"error_response":{"code":26}}"#),
        "refused",
        None,
    ),
    (
        "a session that is over",
        Said(
            200,
            r#"{"error_response":{"code":27,"sub_code":"session-expired"}}"#,
        ),
        "refused",
        None,
    ),
    (
        "an authorisation that is over",
        Said(200, r#"{"error_response":{"code":42}}"#),
        "refused",
        None,
    ),
    (
        "a clock that is off",
        Said(200, r#"{"error_response":{"code":31}}"#),
        "refused",
        None,
    ),
    (
        "an address outside the whitelist",
        Said(
            200,
            r#"{"error_response":{"code":11,"sub_code":"isv.permission-ip-whitelist-limit"}}"#,
        ),
        "refused",
        None,
    ),
    (
        "too many calls",
        Said(
            200,
            r#"{"error_response":{"code":7,"sub_code":"accesscontrol.limited-by-api-access-count"}}"#,
        ),
        "throttled",
        None,
    ),
    (
        "too many calls, an old number",
        Said(200, r#"{"error_response":{"code":8}}"#),
        "throttled",
        None,
    ),
    (
        "too many calls, under another number",
        Said(
            200,
            r#"{"error_response":{"code":15,"sub_code":"accesscontrol.brand-new"}}"#,
        ),
        "throttled",
        None,
    ),
    (
        "too many calls for the provider",
        Said(
            200,
            r#"{"error_response":{"code":15,"sub_code":"isp.call-limited"}}"#,
        ),
        "throttled",
        None,
    ),
];

impl Way {
    fn answer(&'static self) -> Memory {
        Memory::new(move || match self {
            Line(progress) => Err(SendError::new(*progress)),
            Said(status, body) => Ok(Reply::new(*status, *body)),
        })
    }
}

fn kind(error: &Error) -> &'static str {
    match error {
        Error::NotSent(_) => "not sent",
        Error::Throttled(_) => "throttled",
        Error::Refused(_) => "refused",
        Error::Rejected(_) => "rejected",
        Error::Unknown(_) => "unknown",
        Error::Unreadable(_) => "unreadable",
        _ => "another",
    }
}

#[tokio::test]
async fn every_way_to_fail_has_its_effect() {
    for (name, way, wanted, effect) in WAYS {
        let error = way.answer().client().send(&refund()).await.unwrap_err();
        println!("{name}: {error}");
        assert_eq!((kind(&error), error.effect()), (*wanted, *effect), "{name}");
        assert!(
            error.to_string().ends_with(&*error.hint()),
            "{name}: {error}"
        );
        assert!(!error.hint_zh().is_empty(), "{name}");
        assert_eq!(error.ticket().is_some(), *effect == Unknown, "{name}");
    }
}

#[tokio::test]
async fn no_way_to_fail_makes_a_read_do_anything() {
    let read = LookUp {
        order_id: "1".into(),
    };
    for (name, way, ..) in WAYS {
        if let Err(error) = way.answer().client().send(&read).await {
            assert_eq!(error.effect(), None, "{name}: {error}");
            assert!(error.ticket().is_none(), "{name}");
        }
    }
}
