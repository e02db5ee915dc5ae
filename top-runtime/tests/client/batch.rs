//! What a batch sends, and what each call hears of the reply.

use serde_json::json;
use top_runtime::client::Batch;
use top_runtime::send::{Progress, SendError};
use top_runtime::{Breach, Client, Effect, Error, File, Format, TopApi};

use crate::declared::{Names, Plain, Refund, Upload, refund};
use crate::memory::{KEY, Memory, SESSION};

const DONE: &str = r#"{"result":{"result":"F1","biz_success":true},"request_id":"r1"}"#;
const NAMES: &str = r#"{"names":["a"],"request_id":"r2"}"#;
const OWN: &str = "own-session-of-one-call";
const SEPARATOR: &str = "\r\n-S-\r\n";

fn names() -> Names {
    Names { fields: None }
}

fn plain() -> Plain {
    Plain {
        order_id: "7".into(),
    }
}

/// The effects of a refund, a plain call with a session of its own, and a read, which were sent
/// together; `None` where one succeeded.
async fn effects(answer: Memory) -> [Option<Effect>; 3] {
    let client = answer.client();
    let mut batch = client.batch();
    let refund = batch.add(&refund());
    let plain = batch.add_with_session(&plain(), OWN);
    let names = batch.add(&names());
    let mut outcomes = batch.send().await.unwrap();
    let effect = |error: Error| {
        let shown = format!("{error} {error:?} {:?}", error.body());
        println!("{shown}");
        assert!(
            ![KEY, SESSION, OWN]
                .iter()
                .any(|secret| shown.contains(secret))
        );
        assert_eq!(error.ticket().is_some(), error.effect() == Effect::Unknown);
        error.effect()
    };
    [
        outcomes.take(refund).err().map(effect),
        outcomes.take(plain).err().map(effect),
        outcomes.take(names).err().map(effect),
    ]
}

/// What is known of a write, of another one and of a read.
const LOST: [Option<Effect>; 3] = [
    Some(Effect::Unknown),
    Some(Effect::Unknown),
    Some(Effect::None),
];
const NOTHING: [Option<Effect>; 3] = [Some(Effect::None); 3];

#[tokio::test]
async fn every_call_has_its_own_reply() {
    let body = [DONE, r#"{"value":"v"}"#, NAMES].join(SEPARATOR);
    assert_eq!(effects(Memory::body(body)).await, [None; 3]);
    let refused = r#"{"error_response":{"code":41,"msg":"Invalid arguments"}}"#;
    let body = [DONE, refused, "<html>"].join(SEPARATOR);
    let expected = [None, Some(Effect::None), Some(Effect::None)];
    assert_eq!(effects(Memory::body(body)).await, expected);
    let body = [r#"{"result":{"result":"F1"#, r#"{"value":"v"}"#, NAMES].join(SEPARATOR);
    let expected = [Some(Effect::Unknown), None, None];
    assert_eq!(effects(Memory::body(body)).await, expected);
}

#[tokio::test]
async fn replies_that_nobody_can_assign_are_nobodys() {
    let refused = r#"{"error_response":{"code":41,"msg":"Invalid arguments"}}"#;
    for body in [
        String::new(),
        DONE.into(),
        r#"{"value":"v"}"#.into(),
        NAMES.into(),
        r#"{"result":{"biz_success":false}}"#.into(),
        "<html>".into(),
        [DONE, NAMES].join(SEPARATOR),
        [refused, DONE].join(SEPARATOR),
        [refused; 4].join(SEPARATOR),
    ] {
        assert_eq!(effects(Memory::body(body.as_str())).await, LOST, "{body}");
    }
}

#[tokio::test]
async fn a_refusal_of_the_whole_is_each_calls() {
    let whole = |code: i64, sub_code: &str| {
        Memory::body(format!(
            r#"{{"error_response":{{"code":{code},"msg":"{KEY} {OWN}","sub_code":"{sub_code}"}}}}"#
        ))
    };
    assert_eq!(effects(whole(25, "")).await, NOTHING);
    assert_eq!(effects(whole(7, "")).await, NOTHING);
    assert_eq!(effects(whole(15, "isp.timeout")).await, LOST);
    // A provider speaks of one call, and nobody says of which.
    assert_eq!(effects(whole(50, "isv.invalid-parameter")).await, LOST);
    assert_eq!(effects(Memory::status(502, "<html>")).await, LOST);
    let body = [DONE; 3].join(SEPARATOR);
    assert_eq!(effects(Memory::status(502, body)).await, LOST);
}

#[tokio::test]
async fn a_line_that_breaks_breaks_for_all() {
    let unsent = || Err(SendError::new(Progress::NotSent).because("no route"));
    let memory = Memory::new(unsent);
    assert_eq!(effects(memory.clone()).await, NOTHING);
    assert_eq!(memory.sent().len(), 1);
    let lost = || Err(SendError::new(Progress::Unknown).timed_out());
    let memory = Memory::new(lost);
    assert_eq!(effects(memory.clone()).await, LOST);
    assert_eq!(memory.sent().len(), 1);
}

#[tokio::test]
async fn the_url_holds_no_session_and_no_output_shows_it() {
    let memory = Memory::body(DONE);
    let client = memory.client();
    let mut batch = client.batch();
    let _refund = batch.add(&refund());
    let _plain = batch.add_with_session(&plain(), OWN);
    println!("{batch:?}");
    println!("{:?}", batch.send().await.unwrap());
    let sent = &memory.sent()[0];
    let (address, query) = sent.url.split_once('?').unwrap();
    assert_eq!(address, "https://eco.taobao.com/router/batch");
    assert!(query.contains(KEY) && query.contains("sign="));
    assert!(!query.contains(SESSION) && !query.contains(OWN));
    assert!(!format!("{sent:?}").contains("sign="));
    assert_eq!(sent.content_type, "text/plain;charset=UTF-8");
    let body = memory.only_body();
    let segments: Vec<_> = body.split(SEPARATOR).collect();
    let begin = |method: &str, session: &str| format!("method={method}&session={session}&");
    assert_eq!(segments.len(), 2);
    assert!(segments[0].starts_with(&begin("alibaba.test.refund", SESSION)));
    assert!(segments[1].starts_with(&begin("alibaba.test.plain", OWN)));
}

fn invalid(error: &Error) -> (&str, &Breach) {
    assert_eq!(error.effect(), Effect::None);
    let violation = &error.violations()[0];
    (violation.path(), violation.breach())
}

#[tokio::test]
async fn an_invalid_call_is_not_sent_and_harms_no_other() {
    let memory = Memory::body(DONE);
    let client = memory.client();
    let mut batch = client.batch();
    let wrong = batch.add(&Refund {
        request_id: String::new(),
        ..refund()
    });
    let right = batch.add(&refund());
    let file = batch.add(&Upload {
        image: File::new("a.png", &b"png"[..]),
        password: "p".into(),
    });
    let unknown = batch.add_endpoint(Names::ENDPOINT, json!({"field": 1}));
    let mut outcomes = batch.send().await.unwrap();
    assert_eq!(outcomes.errors().count(), 3);
    assert_eq!(outcomes.take(right).unwrap(), "F1");
    let error = outcomes.take(wrong).unwrap_err();
    assert_eq!(invalid(&error), ("request_id", &Breach::Missing));
    assert_eq!(invalid(&outcomes.take(file).unwrap_err()).0, "image");
    assert_eq!(invalid(&outcomes.take(unknown).unwrap_err()).0, "field");
    assert!(!memory.only_body().contains("-S-"));
}

async fn refused(batch: Batch<'_>) -> Error {
    batch.send().await.unwrap_err()
}

#[tokio::test]
async fn a_batch_that_cannot_be_sent_as_a_whole_is_not_sent() {
    let memory = Memory::body(DONE);
    let client = memory.client();
    let mut batch = client.batch().at_most(1);
    let _first = batch.add(&refund());
    let _second = batch.add(&refund());
    let error = refused(batch).await;
    assert_eq!(invalid(&error), ("batch", &Breach::Items { max: 1 }));

    let elsewhere: Client = memory.builder().gateway("https://a/proxy").build().unwrap();
    assert_eq!(invalid(&refused(elsewhere.batch()).await).0, "gateway");

    let nothing = client.batch().send().await.unwrap();
    assert_eq!(nothing.errors().count(), 0);
    assert!(memory.sent().is_empty());
}

#[tokio::test]
async fn a_batch_of_one_is_answered_by_one_reply() {
    let text = DONE.replace("F1", "F\r\n-S-\r\n1");
    for (body, value) in [(DONE, "F1"), (&text, "F\r\n-S-\r\n1")] {
        let client = Memory::body(body).client();
        let mut batch = client.batch();
        let placed = batch.add(&refund());
        let mut outcomes = batch.send().await.unwrap();
        assert_eq!(outcomes.take(placed).unwrap(), value);
    }
}

#[tokio::test]
async fn untyped_calls_give_json_and_xml_is_read_too() {
    let xml = "<names_get_response><names><string>a</string></names></names_get_response>";
    let memory = Memory::body([xml, xml].join(SEPARATOR));
    let client = memory.builder().format(Format::Xml).build().unwrap();
    let mut batch = client.batch();
    let typed = batch.add(&names());
    let json = batch.add_endpoint(Names::ENDPOINT, json!({}));
    let mut outcomes = batch.send().await.unwrap();
    assert_eq!(outcomes.take(typed).unwrap(), ["a"]);
    assert_eq!(outcomes.take(json).unwrap(), json!(["a"]));

    let refused = "<error_response><code>25</code><msg>Invalid signature</msg></error_response>";
    let client = Memory::body(refused);
    let client = client.builder().format(Format::Xml).build().unwrap();
    let mut batch = client.batch();
    let placed = [batch.add(&refund()), batch.add(&refund())];
    let mut outcomes = batch.send().await.unwrap();
    for placed in placed {
        let error = outcomes.take(placed).unwrap_err();
        assert_eq!((error.effect(), error.code()), (Effect::None, Some(25)));
    }
}

#[tokio::test]
#[should_panic(expected = "another batch")]
async fn a_place_belongs_to_its_batch() {
    let client = Memory::body(DONE).client();
    let (mut one, mut other) = (client.batch(), client.batch());
    let _own = one.add(&refund());
    let foreign = other.add(&refund());
    let mut outcomes = one.send().await.unwrap();
    let _never = outcomes.take(foreign);
}
