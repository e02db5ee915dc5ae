//! After an unknown outcome: how to find out, and finding out.

use top_sandbox::{Fault, Injection};

use crate::program::{FLOW, Gateway, UNCHARGE, sample};

/// Every attempt breaks off, carried out or not.
async fn doubtful(fault: Fault) -> Gateway {
    let gateway = Gateway::start().await;
    let cuts = Injection::new(fault).method(UNCHARGE).times(9);
    gateway.sandbox.inject(cuts);
    gateway
}

#[tokio::test(flavor = "multi_thread")]
async fn the_read_that_tells_is_named_with_what_to_ask() {
    let gateway = doubtful(Fault::CutAfter).await;
    let line = ["call", UNCHARGE, "--params", "-", "--yes"];
    let ran = gateway.run(&line, &sample(UNCHARGE)).await.exits(3);
    ran.says(&format!("| cargo top call {FLOW} --params -\n"));

    let line = [&line[..], &["--json"]].concat();
    let told = gateway.run(&line, &sample(UNCHARGE)).await.exits(3).json();
    assert_eq!(told["find_out"]["method"], FLOW);
    let question = told["find_out"]["params"].to_string();
    let found = gateway
        .run(&["call", FLOW, "--params", "-"], &question)
        .await;
    let found = found.exits(0).json();
    assert_eq!(found["result"]["flow_type"], "UNCHARGE");
}

#[tokio::test(flavor = "multi_thread")]
async fn resolve_asks_it() {
    let line = [
        "call",
        UNCHARGE,
        "--params",
        "-",
        "--yes",
        "--resolve",
        "--json",
    ];
    let gateway = doubtful(Fault::CutAfter).await;
    let told = gateway.run(&line, &sample(UNCHARGE)).await.exits(0).json();
    assert_eq!(told["outcome"], "unknown");
    assert_eq!(told["effect"], "applied");
    assert_eq!(told["resolution"]["state"], "applied");
    assert_eq!(gateway.sandbox.counts().of_method(UNCHARGE).effects, 1);

    // What is not there yet may still come.
    let gateway = doubtful(Fault::CutBefore).await;
    let told = gateway.run(&line, &sample(UNCHARGE)).await.exits(3).json();
    assert_eq!(told["resolution"]["state"], "still unknown");
}
