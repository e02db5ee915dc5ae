//! The exit code of a call tells its effect.

use top_sandbox::{ErrorResponse, Fault, Injection};

use crate::program::{FLOW, Gateway, POINTS, REFUND, SESSION, UNCHARGE, sample};

const METHODS: [&str; 4] = [POINTS, FLOW, UNCHARGE, REFUND];

#[tokio::test(flavor = "multi_thread")]
async fn the_four_endpoints_are_called() {
    let gateway = Gateway::start().await;
    for method in METHODS {
        for format in ["simplified", "classic", "xml"] {
            let line = ["call", method, "--params", "-", "--yes", "--format", format];
            let ran = gateway.run(&line, &sample(method)).await.exits(0);
            let ran = ran
                .says(&format!("{method}: done"))
                .says("request_id  sandbox");
            assert!(ran.json().is_object());
        }
    }
    let counts = gateway.sandbox.counts();
    // The same number is carried out once; the refund makes no such promise.
    assert_eq!(counts.of_method(POINTS).effects, 1);
    assert_eq!(counts.of_method(REFUND).effects, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_happened_is_2() {
    let gateway = Gateway::start().await;
    let line = ["call", REFUND, "--params", "-", "--yes", "--json"];
    let refusal = ErrorResponse::new(41).sub_code("isv.invalid-parameter");
    gateway.sandbox.inject(Fault::ErrorBefore(refusal));
    let told = gateway.run(&line, &sample(REFUND)).await.exits(2).json();
    assert_eq!(told["outcome"], "refused");
    assert_eq!(told["effect"], "none");
    assert_eq!(told["code"], 41);
    assert_eq!(told["sub_code"], "isv.invalid-parameter");
    assert_eq!(told["may_be_repeated"], true);

    let unpaid = sample(REFUND).replace("S00001111", "S00002222");
    let told = gateway.run(&line, &unpaid).await.exits(2).json();
    assert_eq!(told["outcome"], "rejected");
    assert!(told["hint"].is_string() && told["hint_zh"].is_string());
    assert_eq!(gateway.sandbox.counts().of_method(REFUND).effects, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_is_3() {
    let gateway = Gateway::start().await;
    gateway.sandbox.inject(Fault::CutAfter);
    let line = ["call", REFUND, "--params", "-", "--yes"];
    let ran = gateway.run(&line, &sample(REFUND)).await.exits(3);
    let ran = ran.says("nobody knows whether it took effect");
    let ran = ran.says("no: look it up first, or it may be done twice");
    ran.says("by hand: no read is declared");
    // It was not sent again behind the user's back.
    assert_eq!(gateway.calls(REFUND), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn unreadable_is_4() {
    let gateway = Gateway::start().await;
    gateway.sandbox.inject(Fault::Garbage);
    let line = ["call", REFUND, "--params", "-", "--yes", "--json"];
    let told = gateway.run(&line, &sample(REFUND)).await.exits(4).json();
    assert_eq!(told["outcome"], "unreadable");
    assert_eq!(told["effect"], "unknown");
    assert_eq!(told["may_be_repeated"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_that_breaks_off_changed_nothing() {
    let gateway = Gateway::start().await;
    let cuts = Injection::new(Fault::CutBefore).method(FLOW).times(9);
    gateway.sandbox.inject(cuts);
    let line = ["call", FLOW, "--params", "-", "--json"];
    let told = gateway.run(&line, &sample(FLOW)).await.exits(2).json();
    assert_eq!(told["effect"], "none");
    assert_eq!(told["attempts"].as_array().unwrap().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_gives_up_in_time() {
    let gateway = Gateway::start().await;
    gateway.sandbox.inject(Fault::HoldBefore);
    let line = ["call", REFUND, "--params", "-", "--yes", "--timeout", "0.2"];
    gateway.run(&line, &sample(REFUND)).await.exits(3);
    gateway.sandbox.release();
    let line = ["call", REFUND, "--timeout", "0"];
    gateway
        .run(&line, "")
        .await
        .exits(2)
        .says("must be more than 0");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_session_comes_from_the_environment_or_a_file() {
    let gateway = Gateway::start().await;
    let line = ["call", REFUND, "--params", "-", "--yes"];
    let ran = gateway.run_in(&line, &sample(REFUND), &[]).await;
    ran.exits(2).says("session is required");
    gateway.run(&line, &sample(REFUND)).await.exits(0);

    let file = std::env::temp_dir().join(format!("cargo-top-session-{}", std::process::id()));
    std::fs::write(&file, format!("{SESSION}\n")).unwrap();
    let line = [&line[..], &["--session-file", file.to_str().unwrap()]].concat();
    gateway.run_in(&line, &sample(REFUND), &[]).await.exits(0);
    std::fs::remove_file(&file).unwrap();
    let ran = gateway.run_in(&line, &sample(REFUND), &[]).await;
    ran.exits(2).says("cannot read the session from");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_is_not_set_is_named() {
    let gateway = Gateway::start().await;
    let line = ["call", FLOW];
    let vars = [("TOP_APP_SECRET", "")];
    let ran = gateway.run_in(&line, "", &vars).await.exits(2);
    ran.says("TOP_APP_SECRET is not set");
}
