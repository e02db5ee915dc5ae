//! Caps on amounts, held against the gateway's books.

use std::time::SystemTime;

use top_apis::aelophy::CompleteRefund;
use top_runtime::client::ClientBuilder;
use top_runtime::{AmountGuard, Caps, Client, Effect, Error, Fen, RefusedAmount, TopApi};
use top_sandbox::{ErrorResponse, Fault, Sandbox, Server};

use crate::pages::{
    COMPLETE_REFUND, client_builder, complete_refund, flow_detail, sandbox, uncharge,
};

/// Goods, delivery and packaging of the sample refund.
const SAMPLE: Fen = Fen(123 + 23 + 12);

fn method() -> &'static str {
    CompleteRefund::ENDPOINT.method()
}

fn client(sandbox: &Sandbox, guard: &AmountGuard) -> Client {
    let builder: ClientBuilder = client_builder().transport(sandbox.clone());
    builder.guard(guard.clone()).build().unwrap()
}

fn refusal(error: &Error) -> &RefusedAmount {
    let Error::NotSent(error) = error else {
        panic!("{error}")
    };
    assert!(error.is_local());
    error.amount_refused().unwrap().why()
}

#[tokio::test]
async fn a_refund_past_its_cap_does_not_reach_the_gateway() {
    let sandbox = sandbox();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    let guard = AmountGuard::new().per_call(Fen(SAMPLE.0 - 1));
    let builder = client_builder().gateway(server.url()).guard(guard);
    let client = builder.build().unwrap();
    let error = client.send(&complete_refund()).await.unwrap_err();
    assert_eq!(error.effect(), Effect::None);
    let (amount, cap) = (SAMPLE, Fen(157));
    assert_eq!(refusal(&error), &RefusedAmount::PerCall { amount, cap });
    let words = "would move 158分 (1.58元), and one call may move 157分 (1.57元)";
    assert!(error.to_string().contains(words), "{error}");
    assert!(
        error.hint_zh().contains("超过单次上限 157分 (1.57元)"),
        "{}",
        error.hint_zh()
    );
    let json = serde_json::from_str(COMPLETE_REFUND).unwrap();
    let untyped = client.call_endpoint(CompleteRefund::ENDPOINT, json).send();
    refusal(&untyped.await.unwrap_err());
    assert_eq!(sandbox.counts().of_method(method()).calls, 0);
    // Reads, and what the declaration gives no amount for.
    client.send(&flow_detail()).await.unwrap();
    client.send(&uncharge()).await.unwrap();
}

#[tokio::test]
async fn a_day_ends_where_its_cap_says() {
    let sandbox = sandbox();
    let guard = AmountGuard::new().method(method(), Caps::new().per_day(Fen(400)));
    let client = client(&sandbox, &guard);
    let mut refunded = Vec::new();
    for number in 0..4 {
        let mut refund = complete_refund();
        refund.out_refund_id = format!("R-{number}");
        refunded.push(client.send(&refund).await.is_ok());
    }
    assert_eq!(refunded, [true, true, false, false]);
    assert_eq!(sandbox.counts().of_method(method()).effects, 2);
    assert_eq!(guard.spent_on_by(SystemTime::now(), method()), Fen(316));
}

#[tokio::test]
async fn doubt_counts_and_a_refusal_does_not() {
    let sandbox = sandbox();
    let guard = AmountGuard::new().per_day(Fen(400));
    let client = client(&sandbox, &guard);
    let mut spent = Vec::new();
    for fault in [
        Fault::ErrorBefore(ErrorResponse::new(25)),
        Fault::CutAfter,
        Fault::ErrorBefore(ErrorResponse::new(15).sub_code("isv.invalid-parameter")),
        Fault::CutBefore,
    ] {
        sandbox.inject(fault);
        client.send(&complete_refund()).await.unwrap_err();
        spent.push(guard.spent_on(SystemTime::now()));
    }
    assert_eq!(spent, [Fen(0), SAMPLE, SAMPLE, Fen(316)]);
    refusal(&client.send(&complete_refund()).await.unwrap_err());
}

#[tokio::test]
async fn a_guard_that_refuses_the_unmeasured_lets_reads_through() {
    let sandbox = sandbox();
    let client = client(&sandbox, &AmountGuard::new().refuse_unmeasured());
    let error = client.send(&uncharge()).await.unwrap_err();
    assert_eq!(refusal(&error), &RefusedAmount::Unmeasured);
    let params = serde_json::json!({});
    let error = client.call_method("taobao.shop.pay", params).send().await;
    assert_eq!(refusal(&error.unwrap_err()), &RefusedAmount::Unmeasured);
    client.send(&flow_detail()).await.unwrap();
    client.send(&complete_refund()).await.unwrap();
}

#[tokio::test]
async fn a_rehearsal_leaves_gateway_and_guard_alone() {
    let sandbox = sandbox();
    let guard = AmountGuard::new().per_day(Fen(400));
    let client = client(&sandbox, &guard);
    let rehearsal = client.call(&complete_refund()).dry_run().unwrap();
    println!("{rehearsal}\n{rehearsal:?}");
    assert_eq!(rehearsal.amount(), Some(SAMPLE));
    assert_eq!(rehearsal.left_today(), Some(Fen(400 - SAMPLE.0)));
    assert!(rehearsal.to_string().contains("in doubt: not sent again"));
    assert_eq!(guard.spent_on(SystemTime::now()), Fen(0));
    assert_eq!(sandbox.counts().iter().count(), 0);
    let settled = client.call(&uncharge()).dry_run().unwrap();
    assert_eq!(settled.idempotent_by(), Some("outer_order_id"));
    let resolver = "alibaba.alsc.crm.recharge.account.flowdetail.get";
    assert_eq!(settled.resolved_by(), Some(resolver));
}
