//! No output of any kind shows the key, the secret, a session or a signature.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use top_runtime::send::{Progress, SendError};
use top_runtime::{Error, TopApi};
use tracing::field::{Field, Visit};
use tracing::{Event, Metadata, Subscriber, span};

use crate::declared::{Names, Refund, refund};
use crate::memory::{KEY, Memory, SECRET, SESSION};

const OWN: &str = "own-session-of-one-call";

/// Writes down everything that it is told.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<String>>);

impl Visit for Told {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0.lock().unwrap(), "{field}={value:?} ");
    }
}

impl Subscriber for Told {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &span::Attributes<'_>) -> span::Id {
        attributes.record(&mut self.clone());
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        values.record(&mut self.clone());
    }

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

/// Replies that echo what the platform should not echo.
fn replies() -> Vec<Memory> {
    let echo = format!("{KEY} {SECRET} {SESSION} {OWN}");
    let refusal = |code: i64, sub_code: &str| {
        Memory::body(format!(
            r#"{{"error_response":{{"code":{code},"msg":"{echo}","sub_code":"{sub_code}{echo}","sub_msg":"{echo}","request_id":"{echo}"}}}}"#
        ))
    };
    vec![
        refusal(25, "isv."),
        refusal(15, "isp."),
        refusal(7, ""),
        refusal(31, ""),
        Memory::status(502, format!("<html>{echo}</html>")),
        Memory::body(echo.clone()),
        Memory::body(format!(
            r#"{{"result":{{"biz_success":false,"err_code":"{echo}","err_msg":"{echo}"}},"request_id":"{echo}"}}"#
        )),
        Memory::body(format!(
            r#"{{"result":{{"biz_success":true,"count":"{echo}"}}}}"#
        )),
        Memory::body(r#"{"result":{"biz_success":true,"result":"F1"}}"#),
        Memory::new(|| Err(SendError::new(Progress::NotSent).because("no route"))),
        Memory::new(|| Err(SendError::new(Progress::Unknown).timed_out())),
    ]
}

/// Everything that a person could print of an error.
fn show(error: &Error, out: &mut String) {
    let _ = write!(
        out,
        "{error} {error:?} {error:#?} {} {}",
        error.hint(),
        error.hint_zh()
    );
    let _ = write!(
        out,
        "{:?} {:?} {:?}",
        error.body(),
        error.sub_code(),
        error.sub_msg()
    );
    let _ = write!(
        out,
        "{:?} {:?} {:?}",
        error.msg(),
        error.request_id(),
        error.platform()
    );
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        let _ = write!(out, "{cause} {cause:?}");
        source = cause.source();
    }
}

#[tokio::test]
async fn nothing_that_is_printed_holds_a_secret() {
    let told = Told::default();
    let _guard = tracing::subscriber::set_default(told.clone());
    let mut shown = String::new();
    let mut secrets = vec![
        KEY.to_owned(),
        SECRET.to_owned(),
        SESSION.to_owned(),
        OWN.to_owned(),
    ];
    for memory in replies() {
        let client = memory.client();
        let request = refund();
        match client.call(&request).session(OWN).send().await {
            Ok(value) => assert_eq!(value, "F1"),
            Err(error) => show(&error, &mut shown),
        }
        let params = serde_json::json!({"order_id": "1", "request_id": "k"});
        let call = client.call_endpoint(Refund::ENDPOINT, params).session(OWN);
        let _ = write!(shown, "{call:?}");
        match call.reply().await {
            Ok(answer) => {
                let _ = write!(shown, "{answer:?} {}", answer.body());
            }
            Err(error) => show(&error, &mut shown),
        }
        let names = Names { fields: None };
        if let Err(error) = client.call(&names).session(OWN).send().await {
            show(&error, &mut shown);
        }
        let call = client.call(&request).session(OWN);
        let _ = write!(shown, "{client:?} {call:?}");
        let signed = call.signed().unwrap();
        let _ = write!(shown, "{signed} {signed:?}");
        secrets.push(signed.sign().to_owned());
        for outgoing in memory.sent() {
            let _ = write!(shown, "{outgoing:?}");
            let body = String::from_utf8_lossy(&outgoing.body).into_owned();
            let (_, sign) = body.rsplit_once("&sign=").unwrap();
            secrets.push(sign.to_owned());
        }
    }
    let told = told.0.lock().unwrap();
    assert!(
        told.contains("alibaba.test.refund") && told.contains("rejected"),
        "{told}"
    );
    assert!(shown.contains("***") && shown.len() > 10_000);
    for secret in secrets {
        assert!(secret.len() >= 8);
        assert!(!shown.contains(&secret), "shown");
        assert!(!told.contains(&secret), "told");
    }
}
