//! What a typed call sends and gives.

use std::time::{Duration, Instant};

use top_runtime::sign::SigningKey;
use top_runtime::{Breach, Client, Effect, Error, File, Format, SignMethod, TopApi};

use crate::declared::{Names, Plain, Upload, refund};
use crate::memory::{KEY, Memory, SECRET, SESSION, refunded};

const DONE: &str = r#"{"result":{"result":"F1","biz_success":true},"request_id":"r1"}"#;

#[tokio::test]
async fn a_value_comes_back() {
    assert_eq!(refunded(Memory::body(DONE)).await.unwrap(), "F1");
}

#[tokio::test]
async fn every_parameter_travels_in_the_body() {
    let memory = Memory::body(DONE);
    memory.client().send(&refund()).await.unwrap();
    let sent = &memory.sent()[0];
    assert_eq!(&*sent.url, "https://eco.taobao.com/router/rest");
    assert!(sent.user_agent.starts_with("top-rs/"));
    assert!(sent.deadline > Instant::now());
    let body = memory.only_body();
    for part in [
        format!("app_key={KEY}&format=json&method=alibaba.test.refund&"),
        "&sign_method=hmac-sha256&simplify=true&timestamp=2024-03-01+08%3A09%3A10&v=2.0&".into(),
        format!("&session={SESSION}&"),
        "refund_request=%7B%22order_id%22%3A%22104033400000000000001%22%2C%22fee%22%3A0%2C".into(),
    ] {
        assert!(body.contains(&part), "{part} in {body}");
    }
}

#[tokio::test]
async fn an_answer_tells_what_came_along() {
    let client = Memory::body(DONE).client();
    let request = refund();
    let answer = client.call(&request).reply().await.unwrap();
    assert_eq!(answer.value(), "F1");
    assert_eq!(answer.request_id(), Some("r1"));
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.body(), DONE);
    assert_eq!(answer.into_value(), "F1");
}

#[tokio::test]
async fn a_call_has_a_session_and_a_deadline_of_its_own() {
    let memory = Memory::body(DONE);
    let client = memory.client();
    let request = refund();
    let call = client
        .call(&request)
        .session("another")
        .deadline(Duration::MAX);
    call.send().await.unwrap();
    assert!(memory.only_body().contains("session=another"));
}

#[tokio::test]
async fn a_session_that_is_needed_must_be_there() {
    let memory = Memory::body(r#"{"value":"v"}"#);
    let client = Client::builder()
        .app_key(KEY)
        .app_secret(SECRET)
        .transport(memory.clone())
        .build()
        .unwrap();
    let request = Plain {
        order_id: " ".into(),
    };
    let error = client.send(&request).await.unwrap_err();
    let paths: Vec<_> = error
        .violations()
        .iter()
        .map(|one| (one.path(), one.breach()))
        .collect();
    assert_eq!(
        paths,
        [
            ("order_id", &Breach::Missing),
            ("session", &Breach::NoSession)
        ]
    );
    for said in [
        error.violations()[1].to_string(),
        error.violations()[1].to_chinese(),
    ] {
        for way in [".session(", "TOP_SESSION", "session provider"] {
            assert!(said.contains(way), "{said}");
        }
    }
    assert_eq!(error.effect(), Effect::None);
    assert!(memory.sent().is_empty());

    let blank = client.call(&request).session(" ").send().await.unwrap_err();
    assert_eq!(blank.violations().len(), 2);
    let request = Plain {
        order_id: "1".into(),
    };
    let value = client.call(&request).session(SESSION).send().await.unwrap();
    assert_eq!(value, "v");
}

#[tokio::test]
async fn without_any_time_nothing_is_sent() {
    let memory = Memory::body(DONE);
    let client = memory.client();
    let request = refund();
    let call = client.call(&request).deadline(std::time::Duration::ZERO);
    let error = call.send().await.unwrap_err();
    assert!(matches!(&error, Error::NotSent(lost) if lost.cause().is_timeout()));
    assert!(memory.sent().is_empty());
    assert_eq!(client.send(&request).await.unwrap(), "F1");
}

#[tokio::test]
async fn an_empty_list_may_be_left_out() {
    let client = Memory::body(r#"{"request_id":"r"}"#).client();
    let names = client.send(&Names { fields: None }).await.unwrap();
    assert!(names.is_empty());
}

#[tokio::test]
async fn all_formats_give_the_same_value() {
    let classic = format!(r#"{{"alibaba_test_refund_response":{DONE}}}"#);
    let xml = "<alibaba_test_refund_response><result><result>F1</result>\
        <biz_success>true</biz_success></result></alibaba_test_refund_response><!--host-->";
    for (format, body) in [(Format::Classic, classic.as_str()), (Format::Xml, xml)] {
        let client = Memory::body(body).builder().format(format).build().unwrap();
        assert_eq!(client.send(&refund()).await.unwrap(), "F1");
    }
}

#[tokio::test]
async fn files_travel_beside_the_signature() {
    let memory = Memory::body(r#"{"url":"u"}"#);
    let image = File::new("a.png", &b"\x89PNG"[..]).content_type("image/png");
    let request = Upload {
        image,
        password: "hush-hush".into(),
    };
    assert_eq!(memory.client().send(&request).await.unwrap(), "u");
    assert!(
        memory.sent()[0]
            .content_type
            .starts_with("multipart/form-data;")
    );
    assert!(
        memory
            .only_body()
            .contains("name=\"image\"; filename=\"a.png\"")
    );
}

#[test]
fn a_signed_request_can_be_looked_at() {
    let memory = Memory::body(DONE);
    let client = memory
        .builder()
        .sign_method(SignMethod::Md5)
        .build()
        .unwrap();
    let request = refund();
    let signed = client.call(&request).signed().unwrap();
    assert!(memory.sent().is_empty());
    let expected = SigningKey::new(SECRET).sign_all(
        SignMethod::Md5,
        [("", signed.canonical().as_str())],
        None,
    );
    assert!(expected.matches(signed.sign()));
    assert!(
        signed
            .canonical()
            .starts_with(&format!("app_key{KEY}formatjsonmethodalibaba"))
    );
    assert!(!signed.canonical().contains(SECRET));
    assert!(String::from_utf8_lossy(signed.body()).ends_with(&format!("sign={}", signed.sign())));
    let shown = format!("{signed} {signed:?}");
    assert!(shown.contains("method = alibaba.test.refund"));
    for secret in [KEY, SESSION, signed.sign()] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn a_field_that_is_secret_is_not_shown() {
    let client = Memory::body("{}").client();
    let request = Upload {
        image: File::new("a.png", &b"x"[..]),
        password: "hush-\"hush".into(),
    };
    let signed = client.call(&request).signed().unwrap();
    assert!(signed.to_string().contains("password = ***"), "{signed}");
    assert!(signed.canonical().contains("passwordhush-\"hush"));
    let params = serde_json::json!({"image": null, "password": "hush-hush"});
    let call = client.call_endpoint(Upload::ENDPOINT, params);
    assert!(!format!("{call:?}").contains("hush"));
}

#[test]
fn the_future_can_move_between_threads() {
    fn movable<T: Send>(future: T) -> T {
        future
    }
    fn shared<T: Send + Sync + Clone + 'static>(_: &T) {}
    let client = Memory::body(DONE).client();
    shared(&client);
    let request = refund();
    drop(movable(client.send(&request)));
    drop(movable(client.call(&request).reply()));
    drop(movable(
        client.call_method("a.b", serde_json::json!({})).send(),
    ));
}
