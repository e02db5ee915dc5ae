//! What each kind of reply says about the call, and about its effect.

use std::error::Error as _;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use top_runtime::error::UnreadableCause;
use top_runtime::send::{Progress, Reply, SendError};
use top_runtime::{Effect, Error, Format, RetryPolicy};

use crate::declared::{LookUp, Move, Names, Plain, refund};
use crate::memory::{Memory, failed};

fn refusal(code: i64, sub_code: &str, sub_msg: &str) -> Memory {
    Memory::body(format!(
        r#"{{"error_response":{{"code":{code},"msg":"Words","sub_code":"{sub_code}","sub_msg":"{sub_msg}","request_id":"r7"}}}}"#
    ))
}

#[tokio::test]
async fn nothing_sent_is_no_effect() {
    let memory =
        Memory::new(|| Err(SendError::new(Progress::NotSent).because("connection refused")));
    let error = failed(memory).await;
    assert!(matches!(error, Error::NotSent(_)));
    assert_eq!(error.effect(), Effect::None);
    assert!(error.source().unwrap().source().is_some());
    assert!(error.to_string().contains("connection refused"), "{error}");
    assert_eq!(
        (error.status(), error.body(), error.code()),
        (None, None, None)
    );
}

#[tokio::test]
async fn a_broken_line_is_unknown_unless_the_method_only_reads() {
    let broken = || Memory::new(|| Err(SendError::new(Progress::Unknown).timed_out()));
    let error = failed(broken()).await;
    assert!(matches!(error, Error::Unknown(_)));
    assert_eq!(error.effect(), Effect::Unknown);
    // The page promises that a repeat is harmless, and the hint says so.
    assert!(error.hint().contains("request_id"), "{error}");
    assert!(error.hint_zh().contains("request_id"));

    let plain = Plain {
        order_id: "1".into(),
    };
    let error = broken().client().send(&plain).await.unwrap_err();
    assert!(error.hint().contains("twice"), "{error}");

    let error = broken()
        .client()
        .send(&Names { fields: None })
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Unknown(_)));
    assert_eq!(error.effect(), Effect::None);
}

#[tokio::test]
async fn a_limit_says_how_long_to_wait() {
    let app = "accesscontrol.limited-by-app-api-access-count";
    let error = failed(refusal(7, app, "This ban will last for 2 more seconds")).await;
    assert!(matches!(error, Error::Throttled(_)));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3)));
    assert_eq!(error.effect(), Effect::None);
    assert_eq!(error.sub_code(), Some(app));
    assert_eq!(error.request_id(), Some("r7"));

    // It is 08:09:10, and the day's quota is used up.
    let error = failed(refusal(7, "accesscontrol.limited-by-app-access-count", "")).await;
    assert_eq!(error.retry_after(), Some(Duration::from_secs(57_050)));

    let error = failed(refusal(15, "isp.call-limited", "")).await;
    assert!(matches!(error, Error::Throttled(_)));
    assert_eq!(error.retry_after(), None);
}

#[tokio::test]
async fn the_platform_s_checks_refuse_without_effect() {
    for (code, sub_code) in [
        (25, ""),
        (27, "session-expired"),
        (50, "isv.invalid-parameter"),
        (40, ""),
    ] {
        let error = failed(refusal(code, sub_code, "非法参数")).await;
        assert!(matches!(error, Error::Refused(_)), "{error:?}");
        assert_eq!(error.effect(), Effect::None);
        assert_eq!(error.code(), Some(code));
        assert_eq!(error.msg(), Some("Words"));
        assert_eq!(error.sub_msg(), Some("非法参数"));
        assert_eq!(error.status(), Some(200));
        assert!(!error.hint().is_empty() && !error.hint_zh().is_empty());
    }
}

#[tokio::test]
async fn an_error_is_recognised_at_any_status_and_in_any_format() {
    let json = r#"{"error_response":{"code":"25","msg":"Invalid Signature"}}"#;
    let error = failed(Memory::status(400, json)).await;
    assert!(matches!(error, Error::Refused(_)));
    assert_eq!(error.status(), Some(400));
    let xml = "<error_response><code>25</code><msg>Invalid</msg></error_response>";
    let client = Memory::status(500, xml)
        .builder()
        .format(Format::Xml)
        .build()
        .unwrap();
    let error = client.send(&refund()).await.unwrap_err();
    assert_eq!(error.code(), Some(25));
}

#[tokio::test]
async fn a_clock_that_is_off_is_measured() {
    let hour_behind = UNIX_EPOCH + Duration::from_secs(784_111_777 - 3600);
    let body = r#"{"error_response":{"code":31,"msg":"Invalid Timestamp"}}"#;
    let date = "Sun, 06 Nov 1994 08:49:37 GMT";
    let memory = Memory::new(move || Ok(Reply::new(200, body).with_date(date.to_owned())));
    let client = memory.builder().clock(move || hour_behind).build().unwrap();
    let error = client.send(&refund()).await.unwrap_err();
    assert!(error.hint().contains("3600 s behind"), "{error}");
    assert!(error.hint_zh().contains("慢 3600 秒"));
    let Error::Refused(refused) = error else {
        panic!("{error}")
    };
    assert_eq!(refused.clock_ahead_seconds(), Some(-3600));
}

#[tokio::test]
async fn a_clock_is_corrected_once_however_the_gateway_s_own_jumps() {
    let hour = AtomicU8::new(10);
    let memory = Memory::new(move || {
        let hour = hour.fetch_add(1, Ordering::Relaxed);
        let body = r#"{"error_response":{"code":31,"msg":"Invalid Timestamp"}}"#;
        Ok(Reply::new(200, body).with_date(format!("Sun, 06 Nov 1994 {hour}:49:37 GMT")))
    });
    let now = || UNIX_EPOCH + Duration::from_secs(784_111_777);
    let patient = RetryPolicy::default().attempts(9);
    let client = memory.builder().clock(now).retry(patient).build().unwrap();
    let error = client.send(&refund()).await.unwrap_err();
    assert_eq!((error.code(), error.attempts().len()), (Some(31), 2));
}

#[tokio::test]
async fn trouble_behind_the_platform_is_unknown() {
    for (code, sub_code) in [
        (15, "isp.remote-service-timeout"),
        (50, ""),
        (560, "own-words"),
    ] {
        let error = failed(refusal(code, sub_code, "x")).await;
        assert!(matches!(error, Error::Unknown(_)), "{error:?}");
        assert_eq!(error.effect(), Effect::Unknown);
        assert_eq!(error.code(), Some(code));
    }
}

#[tokio::test]
async fn the_business_may_say_no() {
    let body =
        r#"{"result":{"biz_success":false,"err_code":"E1","err_msg":"余额不足"},"request_id":"r"}"#;
    let error = failed(Memory::body(body)).await;
    assert!(matches!(error, Error::Rejected(_)));
    assert_eq!(error.effect(), Effect::None);
    assert_eq!(
        (error.sub_code(), error.sub_msg()),
        (Some("E1"), Some("余额不足"))
    );
    assert_eq!(error.code(), None);
    assert_eq!(error.request_id(), Some("r"));
    assert_eq!(error.body(), Some(body));

    let half = r#"{"result":{"biz_success":false,"err_code":"HALF"}}"#;
    let error = failed(Memory::body(half)).await;
    assert!(matches!(error, Error::Unknown(_)));
    assert_eq!(
        (error.effect(), error.sub_code()),
        (Effect::Unknown, Some("HALF"))
    );
}

#[tokio::test]
async fn a_page_of_a_load_balancer_is_unknown() {
    for status in [307, 404, 502] {
        let error = failed(Memory::status(status, "<html>Bad Gateway</html>")).await;
        assert!(matches!(error, Error::Unknown(_)), "{error:?}");
        assert_eq!(error.effect(), Effect::Unknown);
        assert_eq!(error.status(), Some(status));
        assert_eq!(error.body(), Some("<html>Bad Gateway</html>"));
        assert!(error.to_string().contains(&status.to_string()));
    }
}

#[tokio::test]
async fn unreadable_replies_tell_what_they_can_about_the_effect() {
    let cases = [
        ("", Effect::Unknown),
        ("<html>ok</html>", Effect::Unknown),
        (r#"{"result":{"biz_suc"#, Effect::Unknown),
        (r#"{"other_response":{}}"#, Effect::Unknown),
        // It does not say whether it was done.
        (r#"{"result":{"result":"F1"}}"#, Effect::Unknown),
        (r#"{"request_id":"r"}"#, Effect::Unknown),
        // It says that it was, and something else cannot be read.
        (
            r#"{"result":{"biz_success":true,"count":"many"}}"#,
            Effect::Applied,
        ),
        (r#"{"result":{"biz_success":true}}"#, Effect::Applied),
        (
            r#"{"result":{"biz_success":true,"result":"F"#,
            Effect::Applied,
        ),
    ];
    for (body, effect) in cases {
        let error = failed(Memory::body(body)).await;
        assert!(matches!(error, Error::Unreadable(_)), "{body}: {error:?}");
        assert_eq!(error.effect(), effect, "{body}");
        assert_eq!(error.status(), Some(200));
        assert_eq!(error.body(), Some(body));
    }
}

#[tokio::test]
async fn a_success_is_claimed_only_of_replies_that_are_the_call_s() {
    let done = |body: &'static str| async move {
        let client = Memory::body(body).client();
        let request = Plain {
            order_id: "1".into(),
        };
        let error = client.send(&request).await.unwrap_err();
        assert!(matches!(error, Error::Unreadable(_)), "{error:?}");
        error.effect()
    };
    for body in ["{}", r#"{"fault":"the proxy is tired"}"#] {
        assert_eq!(done(body).await, Effect::Unknown, "{body}");
    }
    for body in [
        r#"{"request_id":"r"}"#,
        r#"{"value":null}"#,
        r#"{"alibaba_test_plain_response":{}}"#,
    ] {
        assert_eq!(done(body).await, Effect::Applied, "{body}");
    }
}

#[tokio::test]
async fn an_empty_reply_to_a_write_must_show_whose_it_is() {
    let request = Move {
        order_id: "1".into(),
    };
    for body in [r#"{"request_id":"r"}"#, r#"{"left":null}"#] {
        let client = Memory::body(body).client();
        assert_eq!(client.send(&request).await.unwrap(), None, "{body}");
    }
    for body in ["{}", r#"{"fault":"the proxy is tired"}"#] {
        let client = Memory::body(body).client();
        let error = client.send(&request).await.unwrap_err();
        assert_eq!(error.effect(), Effect::Unknown, "{body}");
    }
}

#[tokio::test]
async fn the_field_at_fault_is_named() {
    let body = r#"{"result":{"biz_success":true,"count":"many"},"request_id":"r"}"#;
    let error = failed(Memory::body(body)).await;
    assert_eq!(error.path(), Some("result.count"));
    assert!(error.source().is_some());
    assert!(error.to_string().contains("result.count"), "{error}");
    assert!(error.hint().contains("Don't call again"));
}

#[tokio::test]
async fn a_read_may_leave_its_verdict_out_and_never_takes_effect() {
    let look_up = LookUp {
        order_id: "1".into(),
    };
    let silent = Memory::body(r#"{"result":{"result":"F1"}}"#);
    assert_eq!(silent.client().send(&look_up).await.unwrap(), "F1");

    let error = Memory::body("")
        .client()
        .send(&Names { fields: None })
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Unreadable(_)));
    assert_eq!(error.effect(), Effect::None);
    assert!(error.hint().contains("only reads"));
}

#[tokio::test]
async fn long_replies_are_cut_where_they_are_kept() {
    let error = failed(Memory::status(502, "小".repeat(100_000))).await;
    let kept = error.body().unwrap();
    assert!(kept.len() <= 64 * 1024 && kept.len() > 64 * 1024 - 3);

    let too_long = Progress::ReplyTooLong {
        status: 200,
        limit: 9,
    };
    let error = failed(Memory::new(move || Err(SendError::new(too_long)))).await;
    let Error::Unreadable(unreadable) = &error else {
        panic!("{error}")
    };
    assert!(matches!(unreadable.cause(), UnreadableCause::TooLong(9)));
    assert_eq!(
        (error.effect(), error.status()),
        (Effect::Unknown, Some(200))
    );
}

#[tokio::test]
async fn a_clock_outside_the_calendar_sends_nothing() {
    let memory = Memory::body("{}");
    let late = UNIX_EPOCH + Duration::from_secs(400_000_000_000);
    let client = memory.builder().clock(move || late).build().unwrap();
    let error = client.send(&refund()).await.unwrap_err();
    assert!(matches!(error, Error::NotSent(_)));
    assert!(memory.sent().is_empty());
}
