//! What observers and `tracing` hear of calls, and what a dry run shows.

use std::error::Error as StdError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use top_runtime::observe::{Attempt, Finished, Observer, Started};
use top_runtime::send::{BoxFuture, Outgoing, Progress, Reply, SendError, Transport};
use top_runtime::{AmountGuard, Client, Effect, Error, Fen, MASK, RetryPolicy, TopApi};

use crate::declared::refund;
use crate::memory::{KEY, Memory, SECRET, SESSION};
use crate::told::Told;

/// Pays somebody.
#[derive(Debug, Clone, TopApi)]
#[top_api(method = "taobao.shop.pay", response(paid: bool), idempotent_by(key))]
struct Pay {
    /// Names the payment.
    key: String,
    /// How much, in 分.
    #[top_api(amount)]
    fee: Fen,
    /// Proves who pays.
    #[top_api(secret)]
    pin: String,
}

fn pay() -> Pay {
    Pay {
        key: "P-1".into(),
        fee: Fen(1250),
        pin: "pin-0000-4711".into(),
    }
}

const PAID: &str = r#"{"paid":true,"request_id":"r-1"}"#;
const SLOW: &str = r#"{"error_response":{"code":15,"msg":"Remote service error","sub_code":"isp.remote-service-timeout","sub_msg":"slow","request_id":"r-2"}}"#;

/// Writes down what it hears.
#[derive(Clone, Default)]
struct Ear {
    heard: Arc<Mutex<Vec<String>>>,
    wants_params: bool,
    refuses: bool,
}

impl Ear {
    fn note(&self, words: String) {
        println!("heard: {words}");
        self.heard.lock().unwrap().push(words);
    }

    fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

impl Observer for Ear {
    fn starting(&self, call: &Started<'_>) -> Result<(), Box<dyn StdError + Send + Sync>> {
        let shown = call.params.map(|params| {
            let pairs = params.iter().map(|(name, value)| format!("{name}={value}"));
            pairs.collect::<Vec<_>>().join(" ")
        });
        self.note(format!("starting {:?} {shown:?}", call.idempotency_key));
        if self.refuses {
            return Err("the ear is full".into());
        }
        Ok(())
    }

    fn attempt(&self, attempt: &Attempt<'_>) {
        let ending = &attempt.ending;
        self.note(format!(
            "attempt {} {} {:?} {:?} {:?} {:?} {:?} {}",
            attempt.number,
            ending.outcome,
            ending.effect,
            ending.status,
            ending.code,
            ending.sub_code,
            ending.request_id,
            attempt.received_bytes,
        ));
    }

    fn finished(&self, finished: &Finished<'_>) {
        let ending = &finished.ending;
        self.note(format!(
            "finished {} {} {:?} {:?}",
            finished.attempts, ending.outcome, ending.effect, ending.request_id
        ));
    }

    fn wants_params(&self) -> bool {
        self.wants_params
    }
}

fn client(memory: &Memory, ear: &Ear) -> Client {
    let at_once = RetryPolicy::default().first_delay(Duration::ZERO);
    let builder = memory.builder().retry(at_once);
    builder.observer(ear.clone()).build().unwrap()
}

#[tokio::test]
async fn an_observer_hears_each_attempt_and_the_end() {
    let ear = Ear {
        wants_params: true,
        ..Ear::default()
    };
    client(&Memory::body(PAID), &ear)
        .send(&pay())
        .await
        .unwrap();
    assert_eq!(
        ear.heard(),
        [
            format!(r#"starting Some("P-1") Some("key=P-1 fee=1250 pin={MASK}")"#),
            format!(
                r#"attempt 1 ok Applied Some(200) None None Some("r-1") {}"#,
                PAID.len()
            ),
            r#"finished 1 ok Applied Some("r-1")"#.to_owned(),
        ]
    );
}

#[tokio::test]
async fn an_observer_hears_of_every_repeat_and_gets_no_value_unasked() {
    let ear = Ear::default();
    let client = client(&Memory::body(SLOW), &ear);
    let error = client.send(&refund()).await.unwrap_err();
    assert_eq!(error.effect(), Effect::Unknown);
    let attempt = |number| {
        let words = r#"Unknown Some(200) Some(15) Some("isp.remote-service-timeout") Some("r-2")"#;
        format!("attempt {number} unknown {words} {}", SLOW.len())
    };
    assert_eq!(
        ear.heard(),
        [
            "starting None None".to_owned(),
            attempt(1),
            attempt(2),
            attempt(3),
            r#"finished 3 unknown Unknown Some("r-2")"#.to_owned(),
        ]
    );
}

#[tokio::test]
async fn a_repeat_ends_for_observers_as_it_does_for_its_caller() {
    let ear = Ear::default();
    let lost = AtomicBool::new(false);
    let memory = Memory::new(move || {
        if lost.swap(true, Ordering::Relaxed) {
            let expired = r#"{"error_response":{"code":27,"msg":"x","request_id":"r-3"}}"#;
            return Ok(Reply::new(200, expired));
        }
        Err(SendError::new(Progress::Unknown))
    });
    let builder = memory.builder().retry(RetryPolicy::none());
    let client = builder.observer(ear.clone()).build().unwrap();
    let error = client.send(&pay()).await.unwrap_err();
    let again = error.ticket().unwrap().repeat(&client).unwrap().await;
    assert_eq!(again.unwrap_err().effect(), Effect::Unknown);
    let heard = ear.heard();
    let [.., attempt, finished] = heard.as_slice() else {
        panic!("{heard:?}")
    };
    assert!(attempt.starts_with("attempt 1 refused None"), "{attempt}");
    assert_eq!(finished, r#"finished 1 unknown Unknown Some("r-3")"#);
}

#[tokio::test]
async fn what_is_undeclared_is_masked_altogether() {
    let ear = Ear {
        wants_params: true,
        ..Ear::default()
    };
    let client = client(&Memory::body(PAID), &ear);
    let params = serde_json::json!({"pin": "pin-0000-4711"});
    client
        .call_method("taobao.shop.pay", params)
        .send()
        .await
        .unwrap();
    assert_eq!(
        ear.heard()[0],
        format!(r#"starting None Some("pin={MASK}")"#)
    );
}

#[tokio::test]
async fn an_observer_may_keep_a_call_from_being_sent() {
    let memory = Memory::body(PAID);
    let ear = Ear {
        refuses: true,
        ..Ear::default()
    };
    let error = client(&memory, &ear).send(&pay()).await.unwrap_err();
    assert!(matches!(error, Error::NotSent(_)));
    assert!(error.to_string().contains("the ear is full"), "{error}");
    assert!(memory.sent().is_empty());
    assert_eq!(ear.heard()[1..], ["finished 0 not sent None None"]);
}

/// Takes every request and answers none.
struct Silent;

impl Transport for Silent {
    fn post(&self, _: Outgoing) -> BoxFuture<'_, Result<Reply, SendError>> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn a_call_that_nobody_waits_for_any_more_is_heard_of() {
    let ear = Ear::default();
    let guard = AmountGuard::new();
    let builder = Memory::body("").builder().transport(Silent);
    let builder = builder.observer(ear.clone()).guard(guard.clone());
    let client = builder.clock(|| UNIX_EPOCH).build().unwrap();
    // Polled once, and dropped.
    tokio::select! {
        biased;
        _ = client.send(&pay()) => unreachable!("nobody answers"),
        () = std::future::ready(()) => {}
    }
    assert_eq!(
        ear.heard(),
        [
            "starting None None",
            "attempt 1 abandoned Unknown None None None None 0",
            "finished 1 abandoned Unknown None",
        ]
    );
    assert_eq!(guard.spent_on(UNIX_EPOCH), Fen(1250));
    drop(client.send(&pay()));
    assert_eq!(ear.heard().len(), 3, "what was never awaited is no call");
}

#[tokio::test]
async fn tracing_hears_opentelemetry_s_names() {
    let told = Told::default();
    let guard = tracing::subscriber::set_default(told.clone());
    let failing = Memory::body(SLOW);
    let once = failing
        .builder()
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let _ = once.send(&pay()).await;
    let lost = Memory::new(|| Err(SendError::new(Progress::NotSent).because("no route")));
    let once = lost.builder().retry(RetryPolicy::none()).build().unwrap();
    let _ = once.send(&pay()).await;
    drop(guard);
    let text = told.text();
    for expected in [
        r#"otel.kind="client" otel.name="taobao.shop.pay""#,
        r#"rpc.system="top" rpc.method="taobao.shop.pay""#,
        "server.address=",
        "http.response.status_code=200",
        r#"error.type="unknown""#,
        r#"error.type="not sent""#,
        r#"otel.status_code="ERROR""#,
        r#"top.outcome="unknown" top.effect="unknown" top.code=15"#,
        r#"top.sub_code="isp.remote-service-timeout" top.request_id="r-2""#,
        "top.sent_bytes=",
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    for secret in [KEY, SECRET, SESSION, "pin-0000-4711", "P-1"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[tokio::test]
async fn what_had_no_effect_is_given_back_to_the_guard() {
    let answers = Arc::new(Mutex::new(vec![
        Reply::new(200, PAID),
        Reply::new(200, SLOW),
        Reply::new(
            200,
            r#"{"error_response":{"code":25,"msg":"Invalid signature"}}"#,
        ),
    ]));
    let memory = Memory::new(move || Ok(answers.lock().unwrap().pop().unwrap()));
    let guard = AmountGuard::new().per_day(Fen(2500));
    let builder = memory.builder().retry(RetryPolicy::none());
    let client = builder.guard(guard.clone()).build().unwrap();
    let once = || client.send(&pay());
    let day = UNIX_EPOCH + Duration::from_secs(1_709_251_750);
    let mut spent = Vec::new();
    for _ in 0..3 {
        let _ = once().await;
        spent.push(guard.spent_on(day));
    }
    assert_eq!(spent, [Fen(0), Fen(1250), Fen(2500)]);
    let error = once().await.unwrap_err();
    assert_eq!((error.effect(), memory.sent().len()), (Effect::None, 3));
    let words = "taobao.shop.pay would move 1250分 (12.50元), and of the day's 2500分 (25.00元) already 2500分 (25.00元) are used";
    assert!(error.to_string().contains(words), "{error}");
}

#[tokio::test]
async fn a_dry_run_shows_everything_and_sends_nothing() {
    let memory = Memory::body(PAID);
    let ear = Ear::default();
    let guard = AmountGuard::new().per_call(Fen(2000)).per_day(Fen(2000));
    let builder = memory.builder().retry(RetryPolicy::default());
    let builder = builder.observer(ear.clone()).guard(guard.clone());
    let client = builder.build().unwrap();
    let rehearsal = client.call(&pay()).dry_run().unwrap();
    assert_eq!(rehearsal.amount(), Some(Fen(1250)));
    assert_eq!(rehearsal.left_today(), Some(Fen(750)));
    assert_eq!(rehearsal.idempotent_by(), Some("key"));
    let shown = rehearsal.to_string();
    for expected in [
        "method = taobao.shop.pay",
        "guard: lets it through, 1250分 (12.50元), 750分 (7.50元) left today",
        "attempts: at most 3",
        "in doubt: sent again by the same key, settled by nothing that is declared",
    ] {
        assert!(shown.contains(expected), "{expected} in {shown}");
    }
    let under_intent = client.call(&pay()).intent("till-1").dry_run().unwrap();
    assert!(
        under_intent
            .to_string()
            .contains("intent: till-1, not stored")
    );
    let too_much = serde_json::json!({"key": "P-2", "fee": 2001, "pin": "pin-0000-4711"});
    let call = client.call_endpoint(Pay::ENDPOINT, too_much.clone());
    let refused = call.dry_run().unwrap();
    assert!(refused.refused().is_some());
    assert!(
        refused
            .to_string()
            .contains("guard: refuses it: taobao.shop.pay would move 2001分")
    );
    let error = client.call_endpoint(Pay::ENDPOINT, too_much).send().await;
    assert!(matches!(error, Err(Error::NotSent(_))));
    assert!(memory.sent().is_empty());
    // The dry runs were silent, the refused call was not.
    assert_eq!(ear.heard(), ["finished 0 not sent None None"]);
    for (secret, text) in [KEY, SESSION, "pin-0000-4711"]
        .into_iter()
        .flat_map(|secret| [(secret, shown.clone()), (secret, format!("{rehearsal:?}"))])
    {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}
