//! Calls by name and JSON.

use serde_json::json;
use top_runtime::{Breach, Effect, Error, Format, TopApi};

use crate::declared::{Names, Refund};
use crate::memory::Memory;

#[tokio::test]
async fn any_method_can_be_called_by_name() {
    let memory =
        Memory::body(r#"{"time":"2024-03-01 08:09:10","n":104033400000000001,"request_id":"r"}"#);
    let client = memory.client();
    let call = client.call_method(
        "taobao.time.get",
        json!({"ids": [1, 2], "blank": " ", "no": null}),
    );
    let answer = call.reply().await.unwrap();
    assert_eq!(answer.value()["time"], "2024-03-01 08:09:10");
    assert_eq!(answer.value()["n"], 104_033_400_000_000_001_i64);
    assert_eq!(answer.request_id(), Some("r"));
    let body = memory.only_body();
    assert!(
        body.contains("&ids=1%2C2&method=taobao.time.get&"),
        "{body}"
    );
    assert!(!body.contains("blank") && !body.contains("no="));
}

#[tokio::test]
async fn a_classic_root_is_taken_off() {
    let memory = Memory::body("{\"time_get_response\":{\"time\":\"a\tb\",\"request_id\":\"r\"}}");
    let client = memory.builder().format(Format::Classic).build().unwrap();
    let value = client
        .call_method("taobao.time.get", json!(null))
        .send()
        .await
        .unwrap();
    assert_eq!(value, json!({"time": "a\tb", "request_id": "r"}));
}

#[tokio::test]
async fn a_refusal_that_cannot_be_read_is_no_answer() {
    for body in [
        r#"{"error_response":"no"}"#,
        r#"{"error_response":null,"request_id":"r"}"#,
    ] {
        let client = Memory::body(body).client();
        let call = client.call_method("taobao.shop.pay", json!({}));
        let error = call.send().await.unwrap_err();
        assert!(matches!(error, Error::Unreadable(_)), "{error}");
        assert_eq!(error.effect(), Effect::Unknown);
    }
}

#[tokio::test]
async fn a_client_that_speaks_xml_asks_for_json_where_nothing_is_declared() {
    let memory = Memory::body(r#"{"time":"t"}"#);
    let client = memory.builder().format(Format::Xml).build().unwrap();
    let value = client
        .call_method("taobao.time.get", json!({}))
        .send()
        .await
        .unwrap();
    assert_eq!(value["time"], "t");
    assert!(memory.only_body().contains("&format=json&"));
}

#[tokio::test]
async fn nothing_is_known_about_an_undeclared_method() {
    let memory = Memory::status(502, "<html></html>");
    let error = memory
        .client()
        .call_method("a.b", json!({}))
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.effect(), Effect::Unknown);
    assert_eq!(error.method(), "a.b");
}

#[tokio::test]
async fn a_reply_cut_short_proves_nothing_about_an_undeclared_method() {
    for body in [r#"{"x_y_response":{"done":true,"#, "<x_y_response/>"] {
        let client = Memory::body(body).client();
        let error = client.call_method("x.y", json!({})).send().await;
        let error = error.unwrap_err();
        assert!(matches!(error, Error::Unreadable(_)), "{error:?}");
        assert_eq!(error.effect(), Effect::Unknown, "{body}");
    }
}

#[tokio::test]
async fn wrong_parameters_are_not_sent() {
    let memory = Memory::body("{}");
    let client = memory.client();
    for (method, params, path) in [
        (" ", json!({}), "method"),
        ("a.b", json!([1]), "params"),
        ("a.b", json!({"session": "1"}), "session"),
        ("a.b", json!({"ids": ["1,2"]}), "ids[0]"),
    ] {
        let error = client.call_method(method, params).send().await.unwrap_err();
        assert_eq!(error.path(), Some(path), "{error}");
    }
    assert!(memory.sent().is_empty());
}

#[tokio::test]
async fn a_declaration_serves_untyped_calls_too() {
    let memory =
        Memory::body(r#"{"result":{"result":"F1","biz_success":"true"},"request_id":"r"}"#);
    let client = memory.client();
    let params = json!({"order_id": "1", "request_id": "k"});
    let value = client
        .call_endpoint(Refund::ENDPOINT, params.clone())
        .send()
        .await
        .unwrap();
    assert_eq!(value["result"], "F1");
    assert_eq!(value["biz_success"], true);
    let signed = client
        .call_endpoint(Refund::ENDPOINT, params)
        .signed()
        .unwrap();
    assert!(
        signed
            .canonical()
            .contains(r#"refund_request{"order_id":"1","request_id":"k"}"#)
    );

    let params = json!({"order_id": "", "request_id": "k", "feee": 1});
    let error = client
        .call_endpoint(Refund::ENDPOINT, params)
        .send()
        .await
        .unwrap_err();
    // What is wrong, and what is missing.
    let [violation, missing] = error.violations() else {
        panic!("{error}")
    };
    assert_eq!(
        (missing.path(), missing.breach()),
        ("order_id", &Breach::Missing)
    );
    assert_eq!(violation.path(), "feee");
    assert_eq!(
        *violation.breach(),
        Breach::Unknown {
            similar: Some("fee")
        }
    );
}

#[tokio::test]
async fn a_declared_failure_is_an_error_untyped_too() {
    let client = Memory::body(r#"{"result":{"biz_success":false,"err_code":"E1"}}"#).client();
    let params = json!({"order_id": "1", "request_id": "k"});
    let error = client
        .call_endpoint(Refund::ENDPOINT, params)
        .send()
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Rejected(_)));
    let client = Memory::body(r#"{"names":{"string":["a","b"]}}"#).client();
    let names = client
        .call_endpoint(Names::ENDPOINT, json!({}))
        .send()
        .await
        .unwrap();
    assert_eq!(names, json!(["a", "b"]));
}
