//! Calls that are sent again, and calls that must not be.

use std::time::Duration;

use top_runtime::{Client, Effect, Error, RetryPolicy};
use top_sandbox::{ErrorResponse, Fault, Injection, Sandbox};

use crate::pages::{
    client_builder, clock_off_by, complete_refund, flow_detail, reverse_point, sandbox, uncharge,
};

const UNCHARGE: &str = "alibaba.alsc.crm.recharge.uncharge.update";

/// As patient as the default, without the waiting.
fn at_once() -> RetryPolicy {
    RetryPolicy::default().first_delay(Duration::ZERO)
}

fn client(sandbox: &Sandbox) -> Client {
    let builder = client_builder().retry(at_once());
    builder.transport(sandbox.clone()).build().unwrap()
}

fn calls_and_effects(sandbox: &Sandbox, method: &str) -> (u64, u64) {
    let count = sandbox.counts().of_method(method);
    (count.calls, count.effects)
}

#[tokio::test]
async fn an_idempotent_call_is_repeated_with_the_same_key_until_its_answer_comes() {
    let sandbox = sandbox();
    sandbox.inject(Injection::new(Fault::CutAfter).times(2));
    let flow = client(&sandbox).send(&uncharge()).await.unwrap();
    assert_eq!(flow.outer_order_id.as_deref(), Some("43426234265234"));
    assert_eq!(calls_and_effects(&sandbox, UNCHARGE), (3, 1));
}

#[tokio::test]
async fn a_call_that_may_do_it_twice_is_not_repeated() {
    let sandbox = sandbox();
    sandbox.inject(Fault::CutAfter);
    let request = complete_refund();
    let error = client(&sandbox).send(&request).await.unwrap_err();
    assert_eq!(error.effect(), Effect::Unknown);
    assert_eq!(error.attempts().len(), 1);
    assert_eq!(calls_and_effects(&sandbox, error.method()), (1, 1));
}

#[tokio::test]
async fn a_read_is_repeated() {
    let sandbox = sandbox();
    sandbox.inject(Fault::Html(502));
    let unavailable = ErrorResponse::new(15).sub_code("isp.remote-service-timeout");
    sandbox.inject(Fault::ErrorBefore(unavailable));
    let detail = client(&sandbox).send(&flow_detail()).await.unwrap();
    assert_eq!(detail.flow_id.as_deref(), Some("34543"));
}

#[tokio::test]
async fn nothing_is_sent_again_where_the_policy_says_so() {
    let sandbox = sandbox();
    sandbox.inject(Injection::new(Fault::CutAfter).times(3));
    let client = client(&sandbox);
    let request = uncharge();
    let once = client.call(&request).retry(RetryPolicy::none());
    assert_eq!(once.send().await.unwrap_err().effect(), Effect::Unknown);
    assert_eq!(calls_and_effects(&sandbox, UNCHARGE), (1, 1));
}

#[tokio::test]
async fn a_failure_that_lasts_is_met_once() {
    let sandbox = sandbox();
    let lasting = ErrorResponse::new(15).sub_code("isp.null-pointer-exception");
    sandbox.inject(Injection::new(Fault::ErrorBefore(lasting)).times(2));
    let error = client(&sandbox).send(&uncharge()).await.unwrap_err();
    assert_eq!(error.attempts().len(), 1);
}

#[tokio::test]
async fn the_error_lists_all_attempts() {
    let sandbox = sandbox();
    sandbox.inject(Fault::CutBefore);
    sandbox.inject(Fault::Html(502));
    let timeout = ErrorResponse::new(15).sub_code("isp.remote-service-timeout");
    sandbox.inject(Fault::ErrorBefore(timeout));
    let error = client(&sandbox).send(&uncharge()).await.unwrap_err();
    assert_eq!(error.effect(), Effect::Unknown);
    let codes: Vec<_> = error
        .attempts()
        .iter()
        .map(top_runtime::error::FailedAttempt::code)
        .collect();
    assert_eq!(codes, [None, None, Some(15)]);
    assert!(error.to_string().contains("after 3 attempts"), "{error}");
}

/// The second attempt was refused before anybody looked at its contents, which says nothing about
/// the first.
#[tokio::test]
async fn a_refusal_of_the_repeat_alone_leaves_the_doubt() {
    let sandbox = sandbox();
    sandbox.inject(Fault::CutAfter);
    let revoked = ErrorResponse::new(27).sub_code("session-expired");
    sandbox.inject(Fault::ErrorBefore(revoked));
    let error = client(&sandbox).send(&uncharge()).await.unwrap_err();
    assert_eq!(error.effect(), Effect::Unknown);
    assert!(matches!(error, Error::Unknown(_)), "{error}");
    let effects: Vec<_> = error
        .attempts()
        .iter()
        .map(top_runtime::error::FailedAttempt::effect)
        .collect();
    assert_eq!(effects, [Effect::Unknown, Effect::None]);
    assert_eq!(calls_and_effects(&sandbox, UNCHARGE), (2, 1));
}

#[tokio::test]
async fn the_business_s_own_no_replaces_the_doubt() {
    let sandbox = sandbox();
    sandbox.inject(Fault::CutBefore);
    let mut request = reverse_point();
    request.out_biz_id = "an order that nobody knows".into();
    let error = client(&sandbox).send(&request).await.unwrap_err();
    assert!(matches!(error, Error::Rejected(_)), "{error}");
    assert_eq!(error.attempts().len(), 2);
}

#[tokio::test]
async fn a_wrong_clock_is_corrected_and_stays_corrected() {
    let sandbox = sandbox();
    let builder = client_builder().clock(clock_off_by(7200)).retry(at_once());
    let client = builder.transport(sandbox.clone()).build().unwrap();
    client.send(&complete_refund()).await.unwrap();
    client.send(&flow_detail()).await.unwrap();
    let refund = "alibaba.tcls.aelophy.merchant.channel.refund.complete";
    assert_eq!(calls_and_effects(&sandbox, refund), (2, 1));
    let detail = "alibaba.alsc.crm.recharge.account.flowdetail.get";
    assert_eq!(calls_and_effects(&sandbox, detail), (1, 0));
}

#[tokio::test]
async fn a_clock_that_the_policy_lets_nobody_correct_is_right_the_next_time() {
    let sandbox = sandbox();
    let builder = client_builder().clock(clock_off_by(7200));
    let builder = builder.retry(RetryPolicy::none());
    let client = builder.transport(sandbox.clone()).build().unwrap();
    let error = client.send(&uncharge()).await.unwrap_err();
    assert_eq!((error.code(), error.effect()), (Some(31), Effect::None));
    client.send(&uncharge()).await.unwrap();
}

#[tokio::test]
async fn a_long_ban_is_remembered_and_not_slept_through() {
    let sandbox = sandbox();
    sandbox.inject(Fault::ErrorBefore(ErrorResponse::throttled(31_062)));
    let client = client(&sandbox);
    let told = client.send(&uncharge()).await.unwrap_err();
    assert_eq!(told.code(), Some(7));
    let remembered = client.send(&uncharge()).await.unwrap_err();
    assert!(matches!(remembered, Error::Throttled(_)), "{remembered}");
    assert_eq!(
        (remembered.code(), remembered.effect()),
        (None, Effect::None)
    );
    assert!(remembered.retry_after().unwrap() > Duration::from_secs(31_000));
    assert_eq!(calls_and_effects(&sandbox, UNCHARGE), (1, 0));
    client.send(&flow_detail()).await.unwrap();
}
