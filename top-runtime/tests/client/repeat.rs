//! A call of unknown effect, sent once more by its ticket.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::json;
use top_runtime::resolve::Ticket;
use top_runtime::send::{Progress, Reply, SendError};
use top_runtime::shape::Nested;
use top_runtime::{Client, Effect, Endpoint, Error, Field, Kind, RetryPolicy, Shape};

use crate::declared::{LookUp, Plain, Refund, refund};
use crate::memory::Memory;

/// A platform that loses the first call and answers the others so.
fn platform(then: Result<&'static str, Progress>) -> (Client, Memory) {
    let doubted = AtomicBool::new(false);
    let memory = Memory::new(move || {
        if !doubted.swap(true, Ordering::Relaxed) {
            return Err(SendError::new(Progress::Unknown));
        }
        then.map(|body| Reply::new(200, body))
            .map_err(SendError::new)
    });
    (memory.client(), memory)
}

async fn doubt(client: &Client) -> Ticket {
    let error = client.send(&refund()).await.unwrap_err();
    error.ticket().unwrap().clone()
}

const DONE: &str = r#"{"result":{"biz_success":true,"result":"f1"},"request_id":"r1"}"#;

#[tokio::test]
async fn the_very_same_parameters_are_sent() {
    let (client, memory) = platform(Ok(DONE));
    let ticket = doubt(&client).await;
    let answer = ticket.repeat(&client).unwrap().await.unwrap();
    assert_eq!(answer.value()["result"], "f1");
    assert_eq!(answer.request_id(), Some("r1"));
    let typed = ticket.repeat_as::<Refund>(&client).unwrap().await;
    assert_eq!(typed.unwrap(), "f1");
    let bodies: Vec<_> = memory.sent().into_iter().map(|sent| sent.body).collect();
    assert_eq!(bodies.len(), 3);
    // The clock stands still, so that even the signature is the same.
    assert!(bodies.iter().all(|body| *body == bodies[0]));
}

/// A platform may keep its promise by refusing the second call.
#[tokio::test]
async fn a_no_because_it_was_done_before_denies_nothing() {
    for (code, effect) in [
        ("DUPLICATE_REQUEST", Effect::Unknown),
        ("BALANCE_TOO_LOW", Effect::None),
    ] {
        let reply = format!(r#"{{"result":{{"biz_success":false,"err_code":"{code}"}}}}"#);
        let (_, memory) = platform(Ok(reply.leak()));
        let policy = RetryPolicy::default().first_delay(Duration::ZERO);
        let client = memory.builder().retry(policy).build().unwrap();
        let error = client.send(&refund()).await.unwrap_err();
        assert_eq!(error.effect(), effect, "{error}");
        assert_eq!(error.attempts().len(), 2);
    }
}

#[tokio::test]
async fn only_what_a_page_promises_is_repeated() {
    let memory = Memory::new(|| Err(SendError::new(Progress::Unknown)));
    let client = memory.client();
    let plain = Plain {
        order_id: "1".into(),
    };
    let error = client.send(&plain).await.unwrap_err();
    assert!(error.ticket().unwrap().repeat(&client).is_none());
    let ticket = doubt(&client).await;
    assert!(ticket.repeat_as::<LookUp>(&client).is_none());
    assert_eq!(memory.sent().len(), 2, "nothing was repeated");
}

/// A description that lets its key be left out: the derive would not take it.
static PAYMENT: Shape = Shape::new("Pay", &[Field::new("request_id", "", Kind::Text, false)]);
static PAY: Endpoint = Endpoint::loaded("taobao.shop.pay", Nested::loaded(&PAYMENT), Kind::Bool)
    .idempotent_by("request_id");

#[tokio::test]
async fn a_promise_that_goes_by_a_key_is_none_without_it() {
    let policy = RetryPolicy::default().first_delay(Duration::ZERO);
    for (request, attempts) in [(json!({}), 1), (json!({"request_id": "r-1"}), 3)] {
        let memory = Memory::new(|| Err(SendError::new(Progress::Unknown)));
        let builder = memory.builder().retry(policy.clone());
        let client = builder.build().unwrap();
        let error = client.call_endpoint(&PAY, request).send().await;
        let error = error.unwrap_err();
        assert_eq!(memory.sent().len(), attempts);
        let repeat = error.ticket().unwrap().repeat(&client);
        assert_eq!(repeat.is_some(), attempts > 1);
    }
}

#[tokio::test]
async fn an_answer_about_the_repeat_alone_leaves_the_doubt() {
    let about_the_repeat = [
        Err(Progress::NotSent),
        Ok(r#"{"error_response":{"code":7,"msg":"x"}}"#),
        Ok(
            r#"{"error_response":{"code":27,"msg":"x","sub_code":"session-expired","request_id":"r7"}}"#,
        ),
    ];
    for then in about_the_repeat {
        let (client, _) = platform(then);
        let ticket = doubt(&client).await;
        let error = ticket.repeat(&client).unwrap().await.unwrap_err();
        assert_eq!(error.effect(), Effect::Unknown, "{error}");
        let Error::Unknown(unknown) = &error else {
            panic!("{error}")
        };
        assert_eq!(unknown.repeat().unwrap().effect(), Effect::None);
        assert!(error.to_string().contains("its repeat failed"), "{error}");
        assert_eq!(error.request_id(), unknown.repeat().unwrap().request_id());
        assert!(std::error::Error::source(&error).is_some());
        assert!(error.ticket().unwrap().repeat(&client).is_some());
    }
}

#[tokio::test]
async fn an_answer_about_the_contents_settles_the_doubt() {
    let settled = [
        r#"{"result":{"biz_success":false,"err_code":"NO"}}"#,
        r#"{"error_response":{"code":50,"msg":"x","sub_code":"isv.invalid-parameter"}}"#,
    ];
    for body in settled {
        let (client, _) = platform(Ok(body));
        let error = doubt(&client).await.repeat(&client).unwrap().await;
        assert_eq!(error.unwrap_err().effect(), Effect::None, "{body}");
    }
    let (client, _) = platform(Err(Progress::Unknown));
    let error = doubt(&client).await.repeat(&client).unwrap().await;
    let error = error.unwrap_err();
    assert_eq!(error.effect(), Effect::Unknown);
    assert!(error.ticket().is_some());
}
