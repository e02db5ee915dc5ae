//! Many calls in one (protocol §7), as other SDKs write them.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use top_runtime::SignMethod;
use top_runtime::sign::SigningKey;
use top_sandbox::{ErrorResponse, Fault, Injection, Ledger, Server};

use crate::pages::{COMPLETE_REFUND, FLOW_DETAIL, SECRET, SESSION, UNCHARGE, builder, sandbox};
use crate::raw::{Params, Request, Response};

const SEPARATOR: &str = "\r\n-S-\r\n";
const REFUND: &str = "alibaba.tcls.aelophy.merchant.channel.refund.complete";
const TAKE_BACK: &str = "alibaba.alsc.crm.recharge.uncharge.update";

/// A segment: percent-encoded names and values.
fn segment(pairs: &[(&str, &str)]) -> String {
    let encoded = |text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let pairs = pairs.iter();
    let pairs = pairs.map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

fn refund() -> String {
    segment(&[
        ("method", REFUND),
        ("refund_complete_info", COMPLETE_REFUND),
    ])
}

fn uncharge() -> String {
    segment(&[("method", TAKE_BACK), ("param_uncharge_open_req", UNCHARGE)])
}

fn flow_detail() -> String {
    let method = "alibaba.alsc.crm.recharge.account.flowdetail.get";
    let param = "param_query_recharge_account_flow_open_req";
    segment(&[("method", method), (param, FLOW_DETAIL)])
}

/// The request of a batch: the sign covers the query and the body (protocol §7).
fn batch(query: &Params, body: String, separator: Option<&str>) -> Request {
    let key = SigningKey::new(SECRET);
    let pairs = query.pairs().collect::<Vec<_>>();
    let sign = key.sign_all(
        SignMethod::Md5,
        pairs.iter().copied(),
        Some(body.as_bytes()),
    );
    let query = query.clone().with("sign", sign.as_str()).form();
    let named = separator.map(|separator| format!("top-api-separator: {separator}\r\n"));
    Request {
        verb: "POST",
        target: format!("/router/batch?{query}"),
        headers: format!(
            "Content-Type: text/plain;charset=UTF-8\r\n{}",
            named.unwrap_or_default()
        ),
        body,
    }
}

fn query() -> Params {
    Params::new("").without("method")
}

async fn post(server: &Server, segments: &[String]) -> Response {
    batch(&query(), segments.join(SEPARATOR), None)
        .send(server)
        .await
}

fn replies(response: &Response) -> Vec<Value> {
    let text = response.text();
    let parts = text.split(SEPARATOR);
    parts
        .map(|part| serde_json::from_str(part).unwrap())
        .collect()
}

fn code(reply: &Value) -> Option<u64> {
    reply["error_response"]["code"].as_u64()
}

#[tokio::test]
async fn each_call_has_its_reply_in_the_order_of_the_calls() {
    let ledger = Ledger::with_examples();
    let sandbox = builder().ledger(&ledger).build();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    let unknown = segment(&[("method", "a.b")]);
    let response = post(&server, &[uncharge(), unknown, refund(), flow_detail()]).await;
    let replies = replies(&response);
    let members: Vec<_> = replies
        .iter()
        .map(|reply| reply.as_object().unwrap().keys().next().unwrap().as_str())
        .collect();
    let expected = [
        "alibaba_alsc_crm_recharge_uncharge_update_response",
        "error_response",
        "alibaba_tcls_aelophy_merchant_channel_refund_complete_response",
        "alibaba_alsc_crm_recharge_account_flowdetail_get_response",
    ];
    assert_eq!(members, expected);
    assert_eq!(code(&replies[1]), Some(22));
    assert_eq!(ledger.refunded("S00001111").unwrap().goods.0, 123);
    assert_eq!(ledger.balance("782364726").unwrap().total(), Some(3000));
    let counts = sandbox.counts();
    let refunds = counts.of(REFUND, "S00001111");
    assert_eq!((refunds.calls, refunds.effects), (1, 1));
    assert_eq!(counts.of(TAKE_BACK, "43426234265234").effects, 1);
}

#[tokio::test]
async fn the_quirks_of_the_java_sdk_are_understood() {
    let ledger = Ledger::with_examples();
    let sandbox = builder().ledger(&ledger).build();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    // One method for all, and again in each.
    let shared = format!("#PUBLIC#method={REFUND}");
    let response = post(&server, &[shared.clone(), refund(), refund()]).await;
    assert_eq!(replies(&response).len(), 2);
    assert_eq!(ledger.refunded("S00001111").unwrap().goods.0, 246);
    // A call without a parameter: it has the common method, and misses its argument.
    let response = post(&server, &[shared, "N".to_owned(), uncharge()]).await;
    let codes: Vec<_> = replies(&response).iter().map(code).collect();
    assert_eq!(codes, [Some(40), None]);
    let response = post(&server, &["N".to_owned()]).await;
    assert_eq!(response.error(), (21, String::new()));
}

#[tokio::test]
async fn a_caller_may_name_the_separator() {
    let server = Server::start(sandbox(), 0).await.unwrap();
    for separator in ["|", "-*-", "@@"] {
        let body = [uncharge(), flow_detail()].join(separator);
        let response = batch(&query(), body, Some(separator)).send(&server).await;
        let text = response.text();
        let replies: Vec<&str> = text.split(separator).collect();
        assert_eq!(replies.len(), 2, "{text}");
        assert!(
            replies
                .iter()
                .all(|reply| !reply.contains("error_response"))
        );
    }
}

#[tokio::test]
async fn a_batch_that_is_refused_has_one_reply_and_no_effect() {
    let sandbox = sandbox();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    let body = [refund(), refund()].join(SEPARATOR);
    let mut tampered = batch(&query(), body.clone(), None);
    tampered.body.push(' ');
    assert_eq!(tampered.send(&server).await.error().0, 25);
    let other_app = query().with("app_key", "other");
    assert_eq!(
        batch(&other_app, body.clone(), None)
            .send(&server)
            .await
            .error()
            .0,
        29
    );
    assert_eq!(post(&server, &[]).await.error().0, 40);
    let got = Request {
        verb: "GET",
        ..batch(&query(), body, None)
    };
    assert_eq!(got.send(&server).await.error().0, 9);
    assert_eq!(sandbox.counts().of_method(REFUND).calls, 0);
}

#[tokio::test]
async fn sessions_may_be_mixed() {
    let server = Server::start(sandbox(), 0).await.unwrap();
    let own = format!("{}&session={SESSION}", refund());
    let wrong = format!("{}&session=other", refund());
    let nobody = query().without("session");
    let body = [own, wrong, refund()].join(SEPARATOR);
    let response = batch(&nobody, body, None).send(&server).await;
    let codes: Vec<_> = replies(&response).iter().map(code).collect();
    assert_eq!(codes, [None, Some(27), Some(26)]);
}

#[tokio::test]
async fn each_call_meets_its_own_faults_and_the_flow_limit() {
    let sandbox = builder()
        .examples()
        .flow_limit(2, std::time::Duration::from_secs(3600))
        .build();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    let timeout = ErrorResponse::new(15).sub_code("isp.remote-service-timeout");
    let fault = Fault::ErrorAfter(timeout);
    sandbox.inject(Injection::new(fault).method(REFUND));
    let response = post(&server, &[uncharge(), refund(), refund(), refund()]).await;
    let codes: Vec<_> = replies(&response).iter().map(code).collect();
    assert_eq!(codes, [None, Some(15), None, Some(7)]);
    let refunds = sandbox.counts().of_method(REFUND);
    assert_eq!((refunds.calls, refunds.effects), (3, 2));
}

#[tokio::test]
async fn a_cut_at_one_call_is_the_end_of_the_batch() {
    let sandbox = sandbox();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    sandbox.inject(Injection::new(Fault::CutAfter).method(TAKE_BACK));
    let response = post(&server, &[refund(), uncharge(), refund()]).await;
    assert!(response.bytes.is_empty());
    assert_eq!(sandbox.counts().of_method(REFUND).effects, 1);
    assert_eq!(sandbox.counts().of_method(TAKE_BACK).effects, 1);
}

#[tokio::test]
async fn faults_befall_a_batch_as_a_whole() {
    let sandbox = sandbox();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    let whole = |fault| Injection::new(fault).method("/router/batch");
    sandbox.inject(whole(Fault::ErrorBefore(ErrorResponse::throttled(3))));
    assert_eq!(post(&server, &[refund()]).await.error().0, 7);
    assert_eq!(sandbox.counts().of_method(REFUND).calls, 0);
    sandbox.inject(whole(Fault::Truncated(30)));
    assert_eq!(post(&server, &[refund(), refund()]).await.body().len(), 30);
    assert_eq!(sandbox.counts().of_method(REFUND).effects, 2);
}
