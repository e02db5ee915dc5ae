//! What writes is only rehearsed until somebody says yes.

use crate::program::{FLOW, Gateway, POINTS, REFUND, UNCHARGE, sample};

#[tokio::test(flavor = "multi_thread")]
async fn a_writing_method_is_shown_and_not_sent() {
    let gateway = Gateway::start().await;
    for method in [POINTS, UNCHARGE, REFUND] {
        let line = ["call", method, "--params", "-"];
        // Nothing happened: a script that forgot --yes must not take it for the call.
        let ran = gateway.run(&line, &sample(method)).await.exits(2);
        let ran = ran.says("only rehearsed: --yes sends it");
        assert!(ran.answer.contains("sign = ***\n"), "{}", ran.answer);
        assert!(ran.answer.contains(&format!("method = {method}\n")));
        // It does what was asked for.
        let line = ["call", method, "--params", "-", "--dry-run", "--json"];
        let told = gateway.run(&line, &sample(method)).await.exits(0).json();
        assert_eq!(told["outcome"], "rehearsed");
        assert_eq!(told["effect"], "none");
        assert_eq!(told["request"]["params"]["app_key"], "***");
        assert_eq!(gateway.calls(method), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_method_is_sent_unless_told_otherwise() {
    let gateway = Gateway::start().await;
    let line = ["call", FLOW, "--params", "-", "--dry-run"];
    gateway.run(&line, &sample(FLOW)).await.exits(0);
    assert_eq!(gateway.calls(FLOW), 0);
    gateway.run(&line[..4], &sample(FLOW)).await.exits(0);
    assert_eq!(gateway.calls(FLOW), 1);
    let line = ["call", FLOW, "--dry-run", "--yes"];
    gateway
        .run(&line, "")
        .await
        .exits(2)
        .says("cannot be used with");
}
