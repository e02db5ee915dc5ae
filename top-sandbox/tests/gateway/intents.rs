//! Calls under an intent: however often one is made, it has one effect.

use std::time::Duration;

use top_apis::ENDPOINTS;
use top_apis::alsc::ReversePoint;
use top_runtime::error::IntentProblem;
use top_runtime::intent::{Ending, How, IntentStore, MemoryIntents, Open, Settlement};
use top_runtime::{Client, Effect, Error, RetryPolicy, TopApi};
use top_sandbox::{ErrorResponse, Fault, Sandbox};

use crate::pages::{client_builder, complete_refund, reverse_point, sandbox};

mod left_open;
mod stored;

const REVERSE: &str = "alibaba.alsc.crm.point.reversepoint";
const REFUND: &str = "alibaba.tcls.aelophy.merchant.channel.refund.complete";

/// Points to give back, the key left to the framework.
fn points() -> ReversePoint {
    let mut request = reverse_point();
    request.request_id = String::new();
    request
}

fn client(sandbox: &Sandbox, store: &MemoryIntents) -> Client {
    let builder = client_builder().intents(store.clone());
    builder.transport(sandbox.clone()).build().unwrap()
}

async fn call<A: TopApi>(client: &Client, request: &A, id: &str) -> Result<(), Error> {
    client.call(request).intent(id).send().await.map(drop)
}

fn calls_and_effects(sandbox: &Sandbox, method: &str) -> (u64, u64) {
    let count = sandbox.counts().of_method(method);
    (count.calls, count.effects)
}

fn problem(error: &Error) -> &IntentProblem {
    match error {
        Error::Intent(stopped) => stopped.problem(),
        other => panic!("not stopped by its intent: {other}"),
    }
}

fn key_of(store: &MemoryIntents, id: &str) -> String {
    let intent = store.find(id).unwrap();
    let key = intent.key().unwrap();
    assert!(key.minted);
    key.value.clone()
}

#[tokio::test]
async fn an_unknown_outcome_is_repeated_with_the_same_key() {
    let (sandbox, store) = (sandbox(), MemoryIntents::new());
    let client = client(&sandbox, &store);
    sandbox.inject(Fault::CutAfter);
    let error = call(&client, &points(), "return-1").await.unwrap_err();
    assert_eq!(error.effect(), Effect::Unknown);
    let key = key_of(&store, "return-1");
    assert_eq!(client.pending_intents().await.unwrap().len(), 1);

    call(&client, &points(), "return-1").await.unwrap();
    assert_eq!(client.pending_intents().await.unwrap(), []);
    let count = sandbox.counts().of(REVERSE, &key);
    assert_eq!((count.calls, count.effects), (2, 1));
    assert_eq!(calls_and_effects(&sandbox, REVERSE), (2, 1));
}

#[tokio::test]
async fn what_is_done_is_not_called_again() {
    let (sandbox, store) = (sandbox(), MemoryIntents::new());
    let client = client(&sandbox, &store);
    call(&client, &points(), "return-1").await.unwrap();
    let error = call(&client, &points(), "return-1").await.unwrap_err();
    assert!(matches!(problem(&error), IntentProblem::Done(_)));
    assert_eq!(error.effect(), Effect::Applied);
    let Error::Intent(stopped) = &error else {
        panic!("{error}")
    };
    let id = stopped.ending().unwrap().request_id.clone().unwrap();
    assert!(error.to_string().contains(&id), "{error}");
    assert_eq!(calls_and_effects(&sandbox, REVERSE), (1, 1));
}

#[tokio::test]
async fn a_definite_no_lets_the_id_begin_anew_with_another_key() {
    let (sandbox, store) = (sandbox(), MemoryIntents::new());
    let client = client(&sandbox, &store);
    let mut wrong = points();
    wrong.out_biz_id = "an order that nobody knows".into();
    let error = call(&client, &wrong, "return-1").await.unwrap_err();
    assert!(matches!(error, Error::Rejected(_)), "{error}");
    let first = key_of(&store, "return-1");

    call(&client, &points(), "return-1").await.unwrap();
    assert_ne!(key_of(&store, "return-1"), first);
    assert_eq!(calls_and_effects(&sandbox, REVERSE), (2, 1));
}

#[tokio::test]
async fn an_id_stands_for_one_request() {
    let (sandbox, store) = (sandbox(), MemoryIntents::new());
    let client = client(&sandbox, &store);
    sandbox.inject(Fault::CutBefore);
    call(&client, &points(), "return-1").await.unwrap_err();
    for done in [false, true] {
        let more = points().change_point(22);
        let error = call(&client, &more, "return-1").await.unwrap_err();
        assert!(matches!(problem(&error), IntentProblem::OtherContents(_)));
        assert_eq!(error.effect(), Effect::None);
        if !done {
            call(&client, &points(), "return-1").await.unwrap();
        }
    }
    assert_eq!(calls_and_effects(&sandbox, REVERSE), (2, 1));
}

#[tokio::test]
async fn two_clients_on_one_store_do_not_run_the_same_intent() {
    let (sandbox, store) = (sandbox(), MemoryIntents::new());
    let (first, second) = (client(&sandbox, &store), client(&sandbox, &store));
    sandbox.inject(Fault::HoldBefore);
    let running = tokio::spawn(async move { call(&first, &points(), "return-1").await });
    sandbox.until_held(1).await;

    let error = call(&second, &points(), "return-1").await.unwrap_err();
    assert!(matches!(problem(&error), IntentProblem::Held(_)));
    assert_eq!(error.effect(), Effect::Unknown);
    let settled = second.resolve_all(ENDPOINTS).await.unwrap();
    let [settled] = settled.as_slice() else {
        panic!("{settled:?}")
    };
    assert!(matches!(settled.settlement(), Settlement::Open(Open::Held)));

    sandbox.release();
    running.await.unwrap().unwrap();
    assert_eq!(calls_and_effects(&sandbox, REVERSE), (1, 1));
}

#[tokio::test]
async fn a_call_that_is_dropped_leaves_its_intent_to_the_next() {
    let (sandbox, store) = (sandbox(), MemoryIntents::new());
    let client = client(&sandbox, &store);
    sandbox.inject(Fault::HoldAfter);
    let request = points();
    tokio::select! {
        () = sandbox.until_held(1) => {}
        _ = client.call(&request).intent("return-1").send() => panic!("it is held"),
    }
    call(&client, &points(), "return-1").await.unwrap();
    assert_eq!(calls_and_effects(&sandbox, REVERSE), (2, 1));
}

#[tokio::test]
async fn what_a_repeat_may_do_twice_is_not_repeated() {
    let (sandbox, store) = (sandbox(), MemoryIntents::new());
    let client = client(&sandbox, &store);
    sandbox.inject(Fault::CutAfter);
    call(&client, &complete_refund(), "refund-1")
        .await
        .unwrap_err();
    let error = call(&client, &complete_refund(), "refund-1")
        .await
        .unwrap_err();
    assert!(matches!(problem(&error), IntentProblem::InDoubt(_)));
    assert_eq!(error.effect(), Effect::Unknown);
    let settled = client.resolve_all(ENDPOINTS).await.unwrap();
    assert!(matches!(
        settled[0].settlement(),
        Settlement::Open(Open::NoWay)
    ));

    // Somebody has looked.
    let ending = Ending {
        how: How::Applied,
        at: 0,
        request_id: None,
    };
    store.end("refund-1", ending).await.unwrap();
    let error = call(&client, &complete_refund(), "refund-1")
        .await
        .unwrap_err();
    assert_eq!(error.effect(), Effect::Applied);
    assert_eq!(calls_and_effects(&sandbox, REFUND), (1, 1));
}

/// The gateway refused the repeat before anybody looked at its contents.
#[tokio::test]
async fn a_refusal_of_the_repeat_alone_leaves_the_intent_open() {
    let (sandbox, store) = (sandbox(), MemoryIntents::new());
    let client = client(&sandbox, &store);
    sandbox.inject(Fault::CutAfter);
    call(&client, &points(), "return-1").await.unwrap_err();
    let key = key_of(&store, "return-1");
    let expired = ErrorResponse::new(27).sub_code("session-expired");
    sandbox.inject(Fault::ErrorBefore(expired));
    let error = call(&client, &points(), "return-1").await.unwrap_err();
    assert_eq!(error.effect(), Effect::Unknown, "{error}");
    assert_eq!(error.attempts().len(), 1);

    call(&client, &points(), "return-1").await.unwrap();
    assert_eq!(key_of(&store, "return-1"), key);
    assert_eq!(calls_and_effects(&sandbox, REVERSE), (3, 1));
}

#[tokio::test]
async fn retries_within_a_call_are_one_intent() {
    let (sandbox, store) = (sandbox(), MemoryIntents::new());
    let policy = RetryPolicy::default().first_delay(Duration::ZERO);
    let builder = client_builder().intents(store.clone()).retry(policy);
    let client = builder.transport(sandbox.clone()).build().unwrap();
    sandbox.inject(Fault::CutAfter);
    sandbox.inject(Fault::Html(502));
    call(&client, &points(), "return-1").await.unwrap();
    let count = sandbox.counts().of(REVERSE, &key_of(&store, "return-1"));
    assert_eq!((count.calls, count.effects), (3, 1));
    assert_eq!(store.find("return-1").unwrap().attempts(), 1);
}

#[tokio::test]
async fn an_id_has_1_to_512_bytes() {
    let (sandbox, store) = (sandbox(), MemoryIntents::new());
    let client = client(&sandbox, &store);
    for id in ["", " ", &"7".repeat(513)] {
        let error = call(&client, &points(), id).await.unwrap_err();
        assert_eq!(error.violations()[0].path(), "intent");
    }
    call(&client, &points(), &"7".repeat(512)).await.unwrap();
    assert_eq!(calls_and_effects(&sandbox, REVERSE), (1, 1));
}

#[tokio::test]
async fn a_call_in_json_runs_under_an_intent_as_well() {
    let (sandbox, store) = (sandbox(), MemoryIntents::new());
    let client = client(&sandbox, &store);
    let mut json: serde_json::Value = serde_json::from_str(crate::pages::REVERSE_POINT).unwrap();
    json["request_id"] = serde_json::Value::Null;
    sandbox.inject(Fault::CutAfter);
    for succeeds in [false, true] {
        let call = client.call_endpoint(ReversePoint::ENDPOINT, json.clone());
        assert_eq!(call.intent("return-1").send().await.is_ok(), succeeds);
    }
    assert_eq!(calls_and_effects(&sandbox, REVERSE), (2, 1));
}
