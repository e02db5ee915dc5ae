//! No output of any kind shows the key, the secret, a session or a signature.

use std::fmt::Write as _;

use top_runtime::send::{Progress, SendError};
use top_runtime::{Decimal, Error, Json, Serde, TopApi, TopObject};

use crate::declared::{Names, Refund, refund};
use crate::memory::{KEY, Memory, SECRET, SESSION};
use crate::told::Told;

const OWN: &str = "own-session-of-one-call";

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
    let told = told.text();
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

/// Holds what nobody may read, of every kind.
#[derive(Debug, TopObject)]
struct Hidden {
    /// A text.
    #[top_api(secret)]
    pin: Option<String>,
    /// A number.
    #[top_api(secret)]
    limit: Option<Decimal>,
    /// JSON as text.
    #[top_api(secret)]
    json: Option<Json>,
    /// A foreign type.
    #[top_api(secret)]
    foreign: Option<Serde<Vec<String>>>,
    /// For everybody.
    open: Option<i64>,
}

/// Sends secrets in one parameter.
#[derive(Debug, TopApi)]
#[top_api(method = "taobao.secrets.send", param = "request", response(done: bool))]
struct Wrapped {
    /// Secrets.
    inside: Vec<Hidden>,
}

/// Sends secrets as parameters.
#[derive(Debug, TopApi)]
#[top_api(method = "taobao.secrets.put", response(done: bool))]
struct Flat {
    /// One field of it is secret.
    inside: Option<Hidden>,
    /// All of it is.
    #[top_api(secret)]
    whole: Option<Hidden>,
    /// A number, of which every text is full.
    #[top_api(secret)]
    digit: Option<i64>,
}

fn hidden() -> Hidden {
    Hidden::new()
        .pin("pin-\"9876")
        .limit("1234.5".parse::<Decimal>().unwrap())
        .json(Json::parse(r#"{"word":"json-word"}"#).unwrap())
        .foreign(vec!["foreign-word".to_owned()])
        .open(20)
}

#[test]
fn a_signed_request_shows_secret_fields_of_no_kind_and_everything_else() {
    let client = Memory::body("").client();
    let masked = r#"{"pin":"***","limit":"***","json":"***","foreign":"***","open":20}"#;
    let wrapped = Wrapped {
        inside: vec![hidden()],
    };
    let signed = client.call(&wrapped).signed().unwrap();
    let shown: Vec<_> = signed.params().collect();
    let request = format!(r#"{{"inside":[{masked}]}}"#);
    assert!(shown.contains(&("request", &request)), "{signed}");
    assert!(
        shown.contains(&("timestamp", "2024-03-01 08:09:10")),
        "{signed}"
    );

    let flat = Flat::new().inside(hidden()).whole(hidden()).digit(0);
    let signed = client.call(&flat).signed().unwrap();
    let shown: Vec<_> = signed.params().collect();
    for expected in [("inside", masked), ("whole", "***"), ("digit", "***")] {
        assert!(shown.contains(&expected), "{signed}");
    }
    assert!(
        shown.contains(&("timestamp", "2024-03-01 08:09:10")),
        "{signed}"
    );
    for word in ["9876", "json-word", "foreign-word", "1234.5"] {
        assert!(!signed.to_string().contains(word), "{word}");
        assert!(signed.canonical().contains(word), "{word}");
    }
}

/// A refusal, a rejection and a page of a proxy that repeat what was sent.
fn echoes(echo: &str) -> [Memory; 3] {
    let refusal = serde_json::json!({"error_response": {
        "code": 41, "msg": echo, "sub_code": format!("isv.{echo}"), "sub_msg": echo,
    }});
    [
        Memory::body(refusal.to_string()),
        Memory::body(format!("not readable: {refusal}")),
        Memory::status(502, format!("<html>{echo}</html>")),
    ]
}

#[tokio::test]
async fn secret_fields_are_masked_where_the_platform_echoes_them() {
    let words = ["pin-\"9876", "1234.5", "json-word", "foreign-word"];
    let echo = format!("{} open=20 true", words.join(" "));
    let told = Told::default();
    let _guard = tracing::subscriber::set_default(told.clone());
    let wrapped = Wrapped {
        inside: vec![hidden()],
    };
    let flat = Flat::new().inside(hidden()).digit(0);
    let whole = Flat::new().whole(hidden());
    for memory in echoes(&echo) {
        let client = memory.client();
        let errors = [
            client.send(&wrapped).await.unwrap_err(),
            client.send(&flat).await.unwrap_err(),
            client.send(&whole).await.unwrap_err(),
        ];
        for error in errors {
            let mut shown = told.text();
            show(&error, &mut shown);
            let escaped = words[0].replace('"', "\\\"");
            for word in words.into_iter().chain([&*escaped, "9876"]) {
                assert!(!shown.contains(word), "{word}: {shown}");
            }
            // What nobody called secret stays.
            let body = error.body().unwrap();
            assert!(body.contains("*** *** *** *** open=20 true"), "{body}");
        }
    }
}

/// Asks for a token by one.
#[derive(Debug, TopApi)]
#[top_api(method = "taobao.secrets.swap", response(done: bool))]
struct Swap {
    /// Secret by its type.
    token: top_runtime::Secret,
}

#[tokio::test]
async fn secrets_by_type_are_masked_where_the_platform_echoes_them() {
    let swap = Swap {
        token: "a/token of=mine".into(),
    };
    for memory in echoes("a/token of=mine a%2Ftoken+of%3Dmine") {
        let error = memory.client().send(&swap).await.unwrap_err();
        let mut shown = String::new();
        show(&error, &mut shown);
        assert!(
            !shown.contains("mine") && shown.contains("*** ***"),
            "{shown}"
        );
    }
}
