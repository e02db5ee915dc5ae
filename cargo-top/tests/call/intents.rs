//! The same intent never has a second effect, in whatever process.

use std::path::Path;

use top_sandbox::Fault;

use crate::program::{Gateway, REFUND, sample};

fn fresh(name: &str) -> String {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // Of an earlier run.
    let _ = std::fs::remove_file(&file);
    file.to_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_carried_out_once() {
    let gateway = Gateway::start().await;
    let file = fresh("once.intents");
    let line = ["call", REFUND, "--params", "-", "--yes", "--json"];
    let line = [&line[..], &["--intent", "refund-4711", "--intents", &file]].concat();
    gateway.run(&line, &sample(REFUND)).await.exits(0);
    let again = gateway.run(&line, &sample(REFUND)).await.exits(0).json();
    assert_eq!(again["outcome"], "intent");
    assert_eq!(again["effect"], "applied");
    assert_eq!(gateway.calls(REFUND), 1);

    let other = sample(REFUND).replace("123", "124");
    let told = gateway.run(&line, &other).await.exits(2).json();
    assert_eq!(told["effect"], "none");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_doubt_is_not_forgotten() {
    let gateway = Gateway::start().await;
    gateway.sandbox.inject(Fault::CutAfter);
    let file = fresh("doubt.intents");
    let line = [
        "call",
        REFUND,
        "--params",
        "-",
        "--yes",
        "--intent",
        "r-1",
        "--intents",
        &file,
    ];
    gateway.run(&line, &sample(REFUND)).await.exits(3);
    // It may have been done, and a repeat may do it twice.
    let ran = gateway.run(&line, &sample(REFUND)).await.exits(3);
    ran.says("was left in doubt");
    assert_eq!(gateway.calls(REFUND), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_notes_nothing_down() {
    let gateway = Gateway::start().await;
    let file = fresh("rehearsed.intents");
    let line = ["call", REFUND, "--params", "-", "--intent", "r-1"];
    let vars = [
        ("TOP_INTENTS", &*file),
        ("TOP_SESSION", crate::program::SESSION),
    ];
    gateway.run_in(&line, &sample(REFUND), &vars).await.exits(2);
    assert!(!Path::new(&file).exists());
    gateway
        .run(&line, &sample(REFUND))
        .await
        .exits(2)
        .says("--intents <FILE>");
}
