//! The same intent never has a second effect, in whatever process.

use std::path::Path;

use top_runtime::intent::IntentFile;
use top_sandbox::{Fault, Injection};

use crate::program::{Gateway, REFUND, UNCHARGE, run, sample};

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
async fn what_is_open_is_listed() {
    let gateway = Gateway::start().await;
    let file = fresh("listed.intents");
    let list = ["intents", &file, "--json"];
    run(&list).exits(2).says("there are no intents in");
    assert!(!Path::new(&file).exists());

    let intent = ["--intent", "till 3: 4711", "--intents", &file];
    let line = ["call", UNCHARGE, "--params", "-", "--yes"];
    let line = [&line[..], &intent].concat();
    // More often than a call is repeated.
    let fault = Injection::new(Fault::CutAfter).times(20);
    gateway.sandbox.inject(fault);
    gateway.run(&line, &sample(UNCHARGE)).await.exits(3);
    gateway.sandbox.clear_faults();

    let listed = run(&list).exits(1).json();
    let [one] = &listed.as_array().unwrap()[..] else {
        panic!("{listed}");
    };
    assert_eq!(one["id"], "till 3: 4711");
    assert_eq!(one["method"], UNCHARGE);
    assert_eq!(one["state"], "open");
    assert_eq!(one["attempts"], 1);
    let key = one["idempotency"].as_str().unwrap();
    assert!(sample(UNCHARGE).contains(key), "{listed}");
    let told = run(&list[..2]).exits(1).answer;
    assert!(
        told.contains("1 intent is open") && told.contains(key),
        "{told}"
    );

    // Whoever holds the file is not disturbed.
    let held = IntentFile::open(&file).unwrap();
    run(&list).exits(2).says("Client::pending_intents");
    drop(held);

    gateway.run(&line, &sample(UNCHARGE)).await.exits(0);
    assert_eq!(run(&list).exits(0).json(), serde_json::json!([]));
    assert_eq!(run(&list[..2]).exits(0).answer, "no intent is open\n");
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
