//! What an error tells a person about a code, and what a user's own table adds.

use top_runtime::codes::CodeTable;
use top_runtime::{Effect, Error};

use crate::declared::refund;
use crate::memory::{Memory, failed};

fn refusal(code: i64, sub_code: &str, sub_msg: &str) -> Memory {
    Memory::body(format!(
        r#"{{"error_response":{{"code":{code},"msg":"Words","sub_code":"{sub_code}","sub_msg":"{sub_msg}","request_id":"r7"}}}}"#
    ))
}

async fn with_table(answer: Memory) -> Error {
    let codes = CodeTable::new()
        .add("isv.till-closed", "Open the till.", "请开收银台。")
        .add(
            "isp.remote-service-timeout",
            "Nothing happened.",
            "什么也没发生。",
        )
        .add("isv.invalid-parameter", "All is well.", "一切正常。")
        .add("TRADE_CLOSED", "The trade is closed.", "交易已关闭。");
    let client = answer.builder().codes(codes).build().unwrap();
    client.send(&refund()).await.unwrap_err()
}

#[tokio::test]
async fn an_error_shows_all_that_was_said_and_what_to_do() {
    let error = failed(refusal(
        27,
        "session-expired",
        "a &quot;session&quot; &amp; more",
    ))
    .await;
    let shown = error.to_string();
    for part in [
        "alibaba.test.refund",
        "code 27 Words",
        "session-expired",
        "a \"session\" & more",
        "[request_id r7]",
        "nothing was changed on the platform",
        "have the user authorise again",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(error.hint_zh().contains("重新授权"));
}

#[tokio::test]
async fn an_unknown_effect_is_told_with_what_is_known_of_its_cause() {
    let error = failed(refusal(15, "isp.top-mapping-parse-error", "")).await;
    assert!(error.hint().starts_with("Look it up"), "{error}");
    assert!(
        error.hint().ends_with("check the form of the parameters."),
        "{error}"
    );
    assert!(error.hint_zh().contains("参数的格式"));
}

#[tokio::test]
async fn a_ban_is_told_with_its_seconds_and_its_reason() {
    let day = "accesscontrol.limited-by-app-access-count";
    let error = failed(refusal(7, day, "This ban will last for 31062 more seconds")).await;
    assert!(error.hint().contains("quota for today"), "{error}");
    assert!(error.hint().contains("31063 s"), "{error}");
    assert!(error.hint_zh().contains("31063 秒"));
}

#[tokio::test]
async fn an_address_outside_the_whitelist_is_named() {
    let said = "The appkey 88776655 is only allowed to call from 10.1.*.*,10.2.*.*, but your ip is 10.68.179.114";
    let error = failed(refusal(11, "isv.permission-ip-whitelist-limit", said)).await;
    assert!(error.hint().contains("10.68.179.114") && error.hint_zh().contains("10.68.179.114"));
    assert!(error.to_string().contains("10.2.*.*"), "{error}");
    let Error::Refused(refused) = error else {
        panic!("{error}")
    };
    assert_eq!(refused.caller_ip(), "10.68.179.114".parse().ok());
    assert_eq!(refused.platform().allowed_ips().count(), 2);
}

#[tokio::test]
async fn a_table_adds_hints() {
    let error = with_table(refusal(50, "isv.till-closed:3", "")).await;
    assert_eq!(error.hint(), "Open the till.");
    assert_eq!(error.hint_zh(), "请开收银台。");
    let refused = r#"{"result":{"biz_success":false,"err_code":"TRADE_CLOSED"}}"#;
    let error = with_table(Memory::body(refused)).await;
    assert_eq!(error.hint(), "The trade is closed.");
}

#[tokio::test]
async fn a_table_replaces_no_hint_and_no_effect() {
    let error = with_table(refusal(50, "isv.invalid-parameter", "")).await;
    assert!(error.hint().contains("API page"), "{error}");
    assert_eq!(error.effect(), Effect::None);

    let error = with_table(refusal(15, "isp.remote-service-timeout", "")).await;
    assert!(!error.to_string().contains("Nothing happened"), "{error}");
    assert_eq!(error.effect(), Effect::Unknown);

    // A hint for a code that nobody knows, and still nobody knows what it did.
    let error = with_table(refusal(50, "TRADE_CLOSED", "")).await;
    assert!(error.hint().contains("The trade is closed."), "{error}");
    assert_eq!(error.effect(), Effect::Unknown);
}
