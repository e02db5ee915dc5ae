//! The control path: faults and counts over HTTP.

use serde_json::{Value, json};
use top_sandbox::Server;

use crate::pages::{UNCHARGE, client_builder, sandbox};
use crate::raw::{Params, Request, Response};

async fn control(server: &Server, verb: &'static str, path: &str, body: &str) -> Response {
    let request = Request {
        verb,
        target: format!("/_sandbox/{path}"),
        headers: "Content-Type: application/json\r\n".to_owned(),
        body: body.to_owned(),
    };
    request.send(server).await
}

fn uncharge() -> Params {
    let params = Params::new("alibaba.alsc.crm.recharge.uncharge.update");
    params.with("param_uncharge_open_req", UNCHARGE).signed()
}

#[tokio::test]
async fn faults_are_ordered_listed_and_called_off() {
    let server = Server::start(sandbox(), 0).await.unwrap();
    let order = r#"{"fault":"error_before","code":27,"sub_code":"session-expired","times":2}"#;
    let listed = control(&server, "POST", "faults", order).await;
    let expected = json!([{"fault": "error_before", "method": null, "times": 2}]);
    assert_eq!(listed.json(), expected);

    let refused = uncharge().post(&server).await.error();
    assert_eq!(refused, (27, "session-expired".to_owned()));
    let left = control(&server, "GET", "faults", "").await;
    assert_eq!(left.json()[0]["times"], 1);
    let cleared = control(&server, "DELETE", "faults", "").await;
    assert_eq!(cleared.json(), json!([]));
    assert!(uncharge().post(&server).await.is_reply());
}

#[tokio::test]
async fn wrong_orders_are_refused_with_a_sentence() {
    let server = Server::start(sandbox(), 0).await.unwrap();
    let refused = control(&server, "POST", "faults", r#"{"fault":"fire"}"#).await;
    assert_eq!(refused.status(), "400");
    assert!(refused.text().starts_with("no fault fire"));
}

#[tokio::test]
async fn counts_are_read_and_cleared() {
    let server = Server::start(sandbox(), 0).await.unwrap();
    for _ in 0..2 {
        uncharge().post(&server).await;
    }
    let counts = control(&server, "GET", "counts", "").await.json();
    let expected = json!([{
        "method": "alibaba.alsc.crm.recharge.uncharge.update",
        "key": "43426234265234",
        "calls": 2,
        "effects": 1,
    }]);
    assert_eq!(counts, expected);
    let cleared = control(&server, "DELETE", "counts", "").await.json();
    assert_eq!(cleared, Value::Array(Vec::new()));
}

#[tokio::test]
async fn methods_that_nobody_serves_are_counted_as_one() {
    let sandbox = sandbox();
    let builder = client_builder().transport(sandbox.clone());
    let client = builder.build().unwrap();
    for number in 0..10_000 {
        let method = format!("no.such.method{number}");
        let refused = client.call_method(method, json!({})).send().await;
        assert_eq!(refused.unwrap_err().code(), Some(22));
    }
    let counts = sandbox.counts();
    let counted: Vec<_> = counts.iter().collect();
    assert_eq!(counted.len(), 1);
    assert_eq!((counted[0].0, counted[0].2.calls), ("", 10_000));
}
