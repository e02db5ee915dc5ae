//! Calls under an intent: however often one is made, it has one effect.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use top_apis::ENDPOINTS;
use top_apis::alsc::{GetFlowDetail, ReversePoint, Uncharge};
use top_runtime::codes::CodeTable;
use top_runtime::error::IntentProblem;
use top_runtime::intent::{
    Begun, Ending, How, Intent, IntentFile, IntentStore, MemoryIntents, Open, Settlement,
    StoreError, StoreErrorKind,
};
use top_runtime::send::BoxFuture;
use top_runtime::{Client, Effect, Error, RetryPolicy, TopApi};
use top_sandbox::{ErrorResponse, Fault, Sandbox, Server};

use crate::pages::{builder, client_builder, complete_refund, reverse_point, sandbox, uncharge};

const REVERSE: &str = "alibaba.alsc.crm.point.reversepoint";
const UNCHARGE: &str = "alibaba.alsc.crm.recharge.uncharge.update";
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
async fn what_was_left_open_is_looked_up_or_sent_again() {
    let (sandbox, store) = (sandbox(), MemoryIntents::new());
    let client = client(&sandbox, &store);
    sandbox.inject(Fault::CutAfter);
    call(&client, &uncharge(), "1-uncharge").await.unwrap_err();
    sandbox.inject(Fault::CutBefore);
    call(&client, &points(), "2-return").await.unwrap_err();

    let settled = client.resolve_all(ENDPOINTS).await.unwrap();
    let ends: Vec<_> = settled
        .iter()
        .map(|settled| (settled.intent().id(), settled.ended()))
        .collect();
    let applied = Some(How::Applied);
    assert_eq!(ends, [("1-uncharge", applied), ("2-return", applied)]);
    assert_eq!(calls_and_effects(&sandbox, UNCHARGE), (1, 1));
    assert_eq!(calls_and_effects(&sandbox, REVERSE), (2, 1));
    assert_eq!(client.pending_intents().await.unwrap(), []);
    assert!(client.resolve_all(ENDPOINTS).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_not_there_was_not_done_once_it_has_settled() {
    static PASSED: AtomicU64 = AtomicU64::new(0);
    let now = || SystemTime::now() + Duration::from_secs(PASSED.load(Ordering::SeqCst));
    let (sandbox, store) = (
        builder().clock(now).examples().build(),
        MemoryIntents::new(),
    );
    // As the sandbox was seen to answer.
    let codes = CodeTable::new().absent(GetFlowDetail::ENDPOINT, "FLOW_NOT_FOUND");
    let builder = client_builder().clock(now).codes(codes);
    let builder = builder.intents(store.clone());
    let client = builder.transport(sandbox.clone()).build().unwrap();
    let mut request = uncharge();
    request.outer_order_id = String::new();
    sandbox.inject(Fault::CutBefore);
    call(&client, &request, "uncharge-1").await.unwrap_err();

    for _ in 0..3 {
        let settled = client.resolve_all(ENDPOINTS).await.unwrap();
        assert!(matches!(
            settled[0].settlement(),
            Settlement::Open(Open::Unresolved(_))
        ));
    }
    // Asking often does not put the answer off.
    PASSED.store(12 * 60, Ordering::SeqCst);
    let settled = client.resolve_all(ENDPOINTS).await.unwrap();
    assert_eq!(settled[0].ended(), Some(How::NotApplied), "{settled:?}");
    assert_eq!(calls_and_effects(&sandbox, UNCHARGE), (1, 0));
}

#[tokio::test]
async fn a_restart_goes_on_with_what_is_in_the_file() {
    let folder = std::env::temp_dir().join(format!("top-gateway-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("till.intents");
    let sandbox = sandbox();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    let start = || {
        let builder = client_builder().gateway(server.url());
        let builder = builder.intents(IntentFile::open(&path).unwrap());
        builder.build().unwrap()
    };
    sandbox.inject(Fault::CutAfter);
    let first = start();
    call(&first, &points(), "return-1").await.unwrap_err();
    call(&first, &uncharge(), "uncharge-1").await.unwrap();
    drop(first);

    let second = start();
    let pending = second.pending_intents().await.unwrap();
    let [intent] = pending.as_slice() else {
        panic!("{pending:?}")
    };
    assert_eq!((intent.id(), intent.method()), ("return-1", REVERSE));
    let wrong = second.resume_as::<Uncharge>(intent).await.unwrap_err();
    assert!(matches!(wrong, Error::Invalid(_)), "{wrong}");
    second.resume_as::<ReversePoint>(intent).await.unwrap();
    assert_eq!(calls_and_effects(&sandbox, REVERSE), (2, 1));
    let error = call(&second, &uncharge(), "uncharge-1").await.unwrap_err();
    assert_eq!(error.effect(), Effect::Applied);
    assert_eq!(calls_and_effects(&sandbox, UNCHARGE), (1, 1));
    drop(second);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// A store whose disk is full.
struct Full;

impl IntentStore for Full {
    fn begin(&self, _: Intent) -> BoxFuture<'_, Result<Begun, StoreError>> {
        let full = StoreError::new(StoreErrorKind::Full, "has no room left");
        Box::pin(std::future::ready(Err(full)))
    }

    fn end(&self, _: &str, _: Ending) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(std::future::ready(Ok(())))
    }

    fn release(&self, _: &str) {}

    fn pending(&self) -> BoxFuture<'_, Result<Vec<Intent>, StoreError>> {
        Box::pin(std::future::ready(Ok(Vec::new())))
    }

    fn forget_ended(&self, _: i64) -> BoxFuture<'_, Result<usize, StoreError>> {
        Box::pin(std::future::ready(Ok(0)))
    }
}

#[tokio::test]
async fn what_cannot_be_stored_is_not_sent() {
    let sandbox = sandbox();
    let builder = client_builder().transport(sandbox.clone());
    let without = builder.build().unwrap();
    let builder = client_builder().transport(sandbox.clone());
    let full = builder.intents(Full).build().unwrap();
    for (client, why) in [(without, "was built without"), (full, "no room left")] {
        let error = call(&client, &points(), "return-1").await.unwrap_err();
        assert!(matches!(problem(&error), IntentProblem::Store(_)));
        assert_eq!(error.effect(), Effect::None);
        assert!(error.to_string().contains(why), "{error}");
    }
    assert_eq!(calls_and_effects(&sandbox, REVERSE), (0, 0));
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
