//! What a ticket finds out about a call of unknown effect.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use top_runtime::codes::CodeTable;
use top_runtime::resolve::{Finding, Looked, Reason, Resolution, Ticket};
use top_runtime::send::{Progress, Reply, SendError};
use top_runtime::shape::Nested;
use top_runtime::{Client, DateTime, Endpoint, Field, Kind, Resolver, Shape, TopApi, TopObject};

use crate::memory::Memory;

/// Pays out: the fifth endpoint, resolved in one line.
#[derive(Debug, Clone, TopApi)]
#[top_api(
    method = "alibaba.test.payout",
    param = "payout",
    response(result: Payout),
    resolved_by(GetPayout, by(out_id = payout_id, shop), matches(kind = "PAYOUT"), absent("NO_SUCH")),
)]
pub(crate) struct Pay {
    payout_id: i64,
    shop: Option<String>,
    #[top_api(amount)]
    fee: i64,
}

/// Pays out, and is looked for in a list by a function.
#[derive(Debug, Clone, TopApi)]
#[top_api(
    method = "alibaba.test.payout.all",
    response = bool,
    resolved_by(GetPayouts, by(shop), settles_in = 5, judge = by_count),
)]
struct PayAll {
    shop: String,
}

/// Pays out, and is looked for by a read without an envelope.
#[derive(Debug, Clone, TopApi)]
#[top_api(
    method = "alibaba.test.payout.bare",
    response = bool,
    resolved_by(FindPayout, by(shop), settles_in = 0),
)]
struct PayBare {
    shop: String,
}

/// Reads one, without an envelope.
#[derive(Debug, Clone, TopApi)]
#[top_api(method = "alibaba.test.payout.find", response(entry: Entry), read)]
struct FindPayout {
    shop: String,
}

/// Reads one.
#[derive(Debug, Clone, TopApi)]
#[top_api(method = "alibaba.test.payout.get", response(result: Payout), read)]
pub(crate) struct GetPayout {
    out_id: String,
    shop: Option<String>,
}

/// Reads all.
#[derive(Debug, Clone, TopApi)]
#[top_api(method = "alibaba.test.payouts.get", response(payouts: Vec<Entry>), read)]
pub(crate) struct GetPayouts {
    pub(crate) shop: String,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
#[top_api(outcome(value = entry))]
pub(crate) struct Payout {
    success: Option<bool>,
    err_code: Option<String>,
    entry: Option<Entry>,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
pub(crate) struct Entry {
    out_id: Option<String>,
    shop: Option<String>,
    kind: Option<String>,
    time: Option<DateTime>,
}

fn by_count(looked: &Looked<'_>) -> Finding {
    assert_eq!(looked.request()["shop"], "s1");
    assert!(!format!("{looked:?}").contains("s1"), "customers' data");
    match looked.value().and_then(|value| value.as_array()) {
        Some(all) if all.len() >= 2 => Finding::Applied,
        Some(_) => Finding::NotThere,
        None => looked.by_declaration(),
    }
}

/// 2024-03-01 08:09:10 in GMT+8.
const START: u64 = 1_709_251_750;

/// A client whose first call breaks off and whose others are answered with `body`, and its clock.
pub(crate) fn platform(body: Result<&str, Progress>) -> (Client, Memory, Arc<AtomicU64>) {
    let (clock, doubted) = (Arc::new(AtomicU64::new(START)), AtomicBool::new(false));
    let body = body.map(str::to_owned);
    let memory = Memory::new(move || {
        if !doubted.swap(true, Ordering::Relaxed) {
            return Err(SendError::new(Progress::Unknown));
        }
        let body = body.clone().map(|body| Reply::new(200, body));
        body.map_err(SendError::new)
    });
    let time = Arc::clone(&clock);
    let now = move || UNIX_EPOCH + Duration::from_secs(time.load(Ordering::Relaxed));
    (memory.builder().clock(now).build().unwrap(), memory, clock)
}

pub(crate) async fn doubt<A: TopApi>(client: &Client, request: &A) -> Ticket {
    let error = client.send(request).await.err().unwrap();
    error.ticket().unwrap().clone()
}

pub(crate) fn pay() -> Pay {
    Pay {
        payout_id: 77,
        shop: None,
        fee: 100,
    }
}

/// What a lost payout is resolved to by this reply, this many seconds later.
async fn resolved(body: &str, later: u64) -> Resolution {
    let (client, _, clock) = platform(Ok(body));
    let ticket = doubt(&client, &pay()).await;
    clock.fetch_add(later, Ordering::Relaxed);
    let resolution = ticket.resolve(&client).await;
    println!("{ticket:?} {resolution:?}");
    resolution
}

pub(crate) const THERE: &str = r#"{"result":{"success":true,"entry":{"out_id":77,"kind":"PAYOUT","time":"2024-03-01 08:09:11"}},"request_id":"r1"}"#;

#[tokio::test]
async fn what_the_call_has_left_is_found() {
    let Resolution::Applied(found) = resolved(THERE, 0).await else {
        panic!("not found");
    };
    assert_eq!(found.value()["kind"], "PAYOUT");
    assert_eq!(found.request_id(), Some("r1"));
    let entry = found.into_value::<GetPayout>().unwrap();
    assert_eq!(entry.out_id.as_deref(), Some("77"));
    assert_eq!(entry.time, DateTime::new(2024, 3, 1, 8, 9, 11));

    let Resolution::Applied(found) = resolved(THERE, 0).await else {
        panic!("not found");
    };
    assert!(
        found.into_value::<GetPayouts>().is_none(),
        "another method's"
    );
}

#[tokio::test]
async fn the_read_is_asked_by_what_the_call_gave() {
    let (client, memory, _) = platform(Ok(THERE));
    let request = Pay {
        shop: Some("s 1".into()),
        ..pay()
    };
    let ticket = doubt(&client, &request).await;
    assert_eq!(ticket.method(), "alibaba.test.payout");
    assert_eq!(ticket.given_up(), UNIX_EPOCH + Duration::from_secs(START));
    ticket.resolve(&client).await;
    let sent = memory.sent();
    let asked = String::from_utf8_lossy(&sent[1].body).into_owned();
    assert!(asked.contains("method=alibaba.test.payout.get"), "{asked}");
    assert!(
        asked.contains("out_id=77") && asked.contains("shop=s"),
        "{asked}"
    );
    assert!(!asked.contains("fee"), "{asked}");
}

#[tokio::test]
async fn nothing_there_is_an_answer_only_when_the_call_can_no_longer_come() {
    let nothing = [
        r#"{"result":{"success":true},"request_id":"r1"}"#,
        r#"{"result":{"success":true,"entry":{}}}"#,
        r#"{"result":{"success":true,"entry":null},"request_id":"r1"}"#,
        r#"{"result":{"success":false,"err_code":"NO_SUCH"},"request_id":"r1"}"#,
        r#"{"error_response":{"code":50,"msg":"x","sub_code":"isv.NO_SUCH"}}"#,
    ];
    for body in &nothing[..4] {
        let early = resolved(body, 1259).await;
        let Resolution::StillUnknown { why, ask_again_in } = early else {
            panic!("{body}: {early:?}");
        };
        assert!(matches!(why, Reason::NotSettled), "{body}: {why}");
        assert_eq!(ask_again_in, Some(Duration::from_secs(1)));
        let late = resolved(body, 1260).await;
        assert!(matches!(late, Resolution::NotApplied), "{body}: {late:?}");
    }
    // The family of a sub_code counts as a whole, with its prefix.
    let other = resolved(nothing[4], 100_000).await;
    assert!(
        matches!(other, Resolution::StillUnknown { .. }),
        "{other:?}"
    );
}

#[tokio::test]
async fn a_value_that_is_left_out_is_told_from_a_reply_that_says_nothing() {
    let request = PayBare { shop: "s1".into() };
    for (body, known) in [
        (r#"{"request_id":"r1"}"#, "NotApplied"),
        (r#"{"entry":null,"request_id":"r1"}"#, "NotApplied"),
        (r#"{"entry":{"shop":"s1"},"request_id":"r1"}"#, "Applied"),
        (
            r#"{"entry":{"shop":"s2"},"request_id":"r1"}"#,
            "StillUnknown",
        ),
        ("{}", "StillUnknown"),
        (r#"{"entry":null}"#, "NotApplied"),
        ("", "StillUnknown"),
    ] {
        let (client, ..) = platform(Ok(body));
        let resolution = doubt(&client, &request).await.resolve(&client).await;
        let shown = format!("{resolution:?}");
        assert!(shown.starts_with(known), "{body}: {shown}");
    }
    // Of a reply that has a flag for it, the word of success is missing as well.
    let silent = resolved(r#"{"request_id":"r1"}"#, 100_000).await;
    assert!(
        matches!(silent, Resolution::StillUnknown { .. }),
        "{silent:?}"
    );
}

#[tokio::test]
async fn a_code_that_no_page_documents_can_be_added() {
    let body = r#"{"result":{"success":false,"err_code":"GONE:7"},"request_id":"r1"}"#;
    for (read, known) in [(GetPayout::ENDPOINT, true), (GetPayouts::ENDPOINT, false)] {
        let (_, memory, clock) = platform(Ok(body));
        let time = Arc::clone(&clock);
        let now = move || UNIX_EPOCH + Duration::from_secs(time.load(Ordering::Relaxed));
        let codes = CodeTable::new().absent(read, "GONE");
        let client = memory.builder().clock(now).codes(codes).build().unwrap();
        let ticket = doubt(&client, &pay()).await;
        clock.fetch_add(1260, Ordering::Relaxed);
        let resolution = ticket.resolve(&client).await;
        let gone = matches!(resolution, Resolution::NotApplied);
        assert_eq!(gone, known, "{resolution:?}");
    }
}

#[tokio::test]
async fn what_proves_nothing_stays_unknown_for_ever() {
    let doubtful = [
        // Whoever said this, it was not the platform.
        "{}",
        r#"{"result":{}}"#,
        "<html>",
        // Other entries: the one looked for may stand behind them.
        r#"{"result":{"success":true,"entry":{"out_id":"78","kind":"PAYOUT"}},"request_id":"r1"}"#,
        r#"{"result":{"success":true,"entry":{"out_id":"77","kind":"RECHARGE"}},"request_id":"r1"}"#,
        r#"{"result":{"success":true,"entry":{"out_id":"77"}},"request_id":"r1"}"#,
        // Refusals of other kinds.
        r#"{"result":{"success":false,"err_code":"OTHER"},"request_id":"r1"}"#,
        r#"{"result":{"success":false},"request_id":"r1"}"#,
        r#"{"error_response":{"code":27,"msg":"x","sub_code":"session-expired"}}"#,
        r#"{"error_response":{"code":15,"msg":"x","sub_code":"isp.remote-service-timeout"}}"#,
    ];
    for body in doubtful {
        let resolution = resolved(body, 100_000).await;
        let unknown = matches!(resolution, Resolution::StillUnknown { .. });
        assert!(unknown, "{body}: {resolution:?}");
    }
}

#[tokio::test]
async fn a_read_that_fails_says_when_to_ask_again() {
    let (client, _, _) = platform(Err(Progress::NotSent));
    let resolution = doubt(&client, &pay()).await.resolve(&client).await;
    let Resolution::StillUnknown { why, ask_again_in } = resolution else {
        panic!("{resolution:?}");
    };
    assert!(matches!(why, Reason::ReadFailed(_)), "{why}");
    assert!(ask_again_in.is_some());

    let ban = r#"{"error_response":{"code":7,"msg":"x","sub_msg":"This ban will last for 9 more seconds"}}"#;
    let Resolution::StillUnknown { ask_again_in, .. } = resolved(ban, 0).await else {
        panic!("a ban is no answer");
    };
    assert_eq!(ask_again_in, Some(Duration::from_secs(10)));
}

#[tokio::test]
async fn a_clock_that_was_set_back_does_not_settle_anything() {
    let (client, _, clock) = platform(Ok(r#"{"result":{"success":true},"request_id":"r"}"#));
    let ticket = doubt(&client, &pay()).await;
    clock.store(START - 100_000, Ordering::Relaxed);
    let resolution = ticket.resolve(&client).await;
    assert!(matches!(resolution, Resolution::StillUnknown { .. }));
}

#[tokio::test]
async fn a_function_judges_where_data_cannot() {
    let request = PayAll { shop: "s1".into() };
    let two = r#"{"payouts":[{"shop":"s1"},{"shop":"s2"}],"request_id":"r1"}"#;
    let (client, ..) = platform(Ok(two));
    let resolution = doubt(&client, &request).await.resolve(&client).await;
    assert!(
        matches!(resolution, Resolution::Applied(_)),
        "{resolution:?}"
    );

    let one = r#"{"payouts":[{"shop":"s1"}],"request_id":"r1"}"#;
    let (client, _, clock) = platform(Ok(one));
    let ticket = doubt(&client, &request).await;
    clock.fetch_add(5, Ordering::Relaxed);
    let resolution = ticket.resolve(&client).await;
    assert!(
        matches!(resolution, Resolution::NotApplied),
        "{resolution:?}"
    );

    let (client, ..) = platform(Ok("{}"));
    let resolution = doubt(&client, &request).await.resolve(&client).await;
    assert!(matches!(resolution, Resolution::StillUnknown { .. }));
}

/// A description that lets all that finds the call be left out: the derive would not take it.
static SHOP: Shape = Shape::new("Shop", &[Field::new("shop", "", Kind::Text, false)]);
static READ: Endpoint = Endpoint::loaded("taobao.pay.get", Nested::loaded(&SHOP), Kind::Raw).read();
static RESOLVER: Resolver = Resolver::new(&READ, &[("shop", "shop")]).settles_in(0);
static PAY: Endpoint =
    Endpoint::loaded("taobao.pay", Nested::loaded(&SHOP), Kind::Bool).resolved_by(&RESOLVER);

#[tokio::test]
async fn a_call_that_nothing_finds_is_not_looked_for() {
    let (client, memory, _) = platform(Ok(r#"{"kind":"PAYOUT","request_id":"r1"}"#));
    let call = client.call_endpoint(&PAY, serde_json::json!({}));
    let error = call.send().await.unwrap_err();
    let resolution = error.ticket().unwrap().resolve(&client).await;
    let Resolution::StillUnknown {
        why: Reason::Unaskable(_),
        ..
    } = resolution
    else {
        panic!("{resolution:?}")
    };
    assert_eq!(memory.sent().len(), 1);
}
