//! The gateway calls an address of the user's, which proves the call before it reads it.

use std::net::Ipv4Addr;
use std::time::{Duration, UNIX_EPOCH};

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef};
use axum::routing::any;
use tokio::net::TcpListener;
use top_runtime::spi::{Spi, SpiFailure, SpiVerifier, Verified};
use top_runtime::{File, TopObject};
use top_sandbox::{Sandbox, SpiAnswer, SpiCall};

use crate::pages::{KEY, SECRET};

/// The largest body that the user's routes take, in bytes.
const MAX_BODY: usize = 4096;
const METHOD: &str = "qimen.alibaba.member.activate";

/// A member card is activated.
#[derive(Debug, TopObject)]
struct Activate {
    /// Who asks for it.
    nick: String,
    /// The phone.
    tel: Option<String>,
    /// The shops where it counts.
    shops: Vec<i64>,
}

/// What the user's routes share; the verifier is a part of it.
#[derive(Clone)]
struct App {
    verifier: SpiVerifier,
}

impl FromRef<App> for SpiVerifier {
    fn from_ref(app: &App) -> Self {
        app.verifier.clone()
    }
}

async fn activate(Spi(call): Spi<Activate>) -> String {
    let tel = call.tel.unwrap_or_default();
    serde_json::json!({ "flag": "success", "nick": call.nick, "tel": tel, "shops": call.shops })
        .to_string()
}

/// Tells everything that was proven.
async fn mirror(call: Verified) -> String {
    let params: serde_json::Map<_, _> = call
        .params()
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect();
    let files = call
        .unsigned_files()
        .map(|(name, file)| (name.to_owned(), file.name().to_owned(), file.bytes().len()));
    let files: Vec<_> = files.collect();
    serde_json::json!({ "params": params, "body": call.body(), "files": files }).to_string()
}

/// Serves the user's routes on a free port until the test ends; gives the address.
async fn serve(verifier: SpiVerifier) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = Router::new()
        .route("/activate", any(activate))
        .route("/mirror", any(mirror))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .with_state(App { verifier });
    tokio::spawn(axum::serve(listener, app).into_future());
    format!("http://{address}")
}

fn sandbox() -> Sandbox {
    Sandbox::builder().app(KEY, SECRET).build()
}

fn call() -> SpiCall {
    sandbox().spi_call(KEY, METHOD)
}

fn assert_refused(answer: &SpiAnswer) {
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.content_type(), "application/json;charset=utf-8");
    let expected = serde_json::json!({
        "sub_code": "sign-check-failure", "sub_message": "Illegal request", "flag": "failure",
    });
    assert_eq!(answer.json(), expected);
}

#[tokio::test]
async fn a_call_is_read_however_it_travels() {
    let address = serve(SpiVerifier::new(SECRET)).await + "/activate";
    let json = serde_json::json!({ "nick": "买家", "tel": 138, "shops": [1, 2], "new": {} });
    let xml = "<?xml version=\"1.0\"?><request><nick>买家</nick><tel>138</tel>\
        <shops><shop>1</shop><shop>2</shop></shops></request>";
    let ways = [
        call().json(&json),
        call().xml(xml),
        call()
            .field("nick", "买家")
            .field("tel", "138")
            .field("shops", "1,2"),
        call()
            .param("nick", "买家")
            .param("tel", "138")
            .param("shops", "1,2"),
        call()
            .signed_header("nick", "买家")
            .signed_header("tel", "138")
            .field("shops", "1,2"),
        call()
            .field("nick", "买家")
            .field("tel", "138")
            .field("shops", "1,2")
            .file("image", File::new("a.png", vec![1, 2])),
    ];
    for way in ways {
        for way in [way.clone(), way.gbk()] {
            let answer = way.send(&address).await.unwrap();
            let expected = serde_json::json!({
                "flag": "success", "nick": "买家", "tel": "138", "shops": [1, 2],
            });
            assert_eq!((answer.status(), answer.json()), (200, expected), "{way:?}");
            assert_refused(&way.wrong_sign().send(&address).await.unwrap());
        }
    }
}

#[tokio::test]
async fn all_that_was_signed_is_told() {
    let address = serve(SpiVerifier::new(SECRET)).await + "/mirror";
    let file = File::new("图.png", vec![0; 300]);
    let sent = call()
        .signed_header("x-trace", "a b")
        .signed_header("x-empty", "")
        .param("remark", "")
        .field("memo", "a+b=c&d");
    let answer = sent
        .file("image", file)
        .send(&address)
        .await
        .unwrap()
        .json();
    let params = &answer["params"];
    assert_eq!(params["method"], METHOD);
    assert_eq!(params["memo"], "a+b=c&d");
    assert_eq!(
        (&params["x-trace"], &params["x-empty"], &params["remark"]),
        (&"a b".into(), &"".into(), &"".into())
    );
    assert!(params["sign"].is_null());
    assert_eq!(
        answer["files"][0],
        serde_json::json!(["image", "图.png", 300])
    );

    let answer = call()
        .raw("text/plain", "as it stands")
        .send(&address)
        .await
        .unwrap();
    assert_eq!(answer.json()["body"], "as it stands");
}

#[tokio::test]
async fn only_a_fresh_call_is_answered() {
    let now = UNIX_EPOCH + Duration::from_secs(1_709_251_750);
    let sandbox = Sandbox::builder()
        .app(KEY, SECRET)
        .clock(move || now)
        .build();
    let verifier = SpiVerifier::new(SECRET).clock(move || now);
    let address = serve(verifier.max_age(Duration::from_secs(60))).await + "/mirror";
    let call = sandbox.spi_call(KEY, METHOD);
    let seconds = Duration::from_secs;
    for fresh in [
        call.clone(),
        call.clone().older_by(seconds(60)),
        call.clone().ahead_by(seconds(120)),
    ] {
        let answer = fresh.send(&address).await.unwrap();
        assert_eq!(answer.json()["params"]["method"], METHOD);
    }
    for stale in [
        call.clone().older_by(seconds(61)),
        call.ahead_by(seconds(121)),
    ] {
        assert_refused(&stale.send(&address).await.unwrap());
    }
}

#[tokio::test]
async fn a_scene_s_own_words_are_used() {
    let failure = SpiFailure::sign_check()
        .names("errorCode", "errorMessage", "success")
        .flag(false);
    let verifier = SpiVerifier::new(SECRET);
    let json = serve(verifier.clone().failing_with(failure.clone())).await + "/activate";
    let answer = call().wrong_sign().send(&json).await.unwrap().json();
    assert_eq!(
        answer,
        serde_json::json!({
            "errorCode": "sign-check-failure", "errorMessage": "Illegal request", "success": false,
        })
    );

    let xml = serve(verifier.failing_with(failure.xml("response"))).await + "/activate";
    let answer = call().wrong_sign().send(&xml).await.unwrap();
    assert_eq!(answer.content_type(), "text/xml;charset=utf-8");
    assert_eq!(
        answer.body(),
        "<response><success>false</success>\
        <errorCode>sign-check-failure</errorCode>\
        <errorMessage>Illegal request</errorMessage></response>"
    );
}

#[tokio::test]
async fn a_proven_call_that_does_not_fit_is_told_so() {
    let address = serve(SpiVerifier::new(SECRET)).await + "/activate";
    let answer = call().json(&serde_json::json!({ "shops": ["one"] }));
    let answer = answer.send(&address).await.unwrap();
    assert_eq!(
        (answer.status(), answer.json()["sub_code"].as_str()),
        (200, Some("invalid-parameter"))
    );
    let message = answer.json()["sub_message"].to_string();
    assert!(
        message.contains("shops[0]") && !message.contains("one\""),
        "{message}"
    );
}

#[tokio::test]
async fn a_body_past_the_bound_is_refused() {
    let address = serve(SpiVerifier::new(SECRET)).await + "/mirror";
    let large = call().raw("text/plain", "x".repeat(MAX_BODY + 1));
    assert_refused(&large.send(&address).await.unwrap());
    let fits = call().raw("text/plain", "x".repeat(MAX_BODY));
    let told = fits.send(&address).await.unwrap().json();
    assert_eq!(told["body"].as_str().map(str::len), Some(MAX_BODY));
}

#[tokio::test]
async fn calls_that_cannot_be_made_are_told_before_anything_is_sent() {
    for address in [
        "",
        "https://localhost/spi",
        "http://localhost/spi?a=1",
        "/spi",
    ] {
        let error = call().send(address).await.unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput, "{address}");
    }
    let address = "http://localhost:1/spi";
    for call in [
        sandbox().spi_call("another", METHOD),
        call().param("nick", "👍").gbk(),
        call().ahead_by(Duration::MAX),
    ] {
        let error = call.send(address).await.unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput, "{error}");
    }
    let shown = format!(
        "{:?}",
        call().field("nick", "买家").param("x", "secret value")
    );
    assert!(shown.contains('x') && !shown.contains("secret value"));
}
