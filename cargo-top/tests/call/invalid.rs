//! Parameters that break rules, or are none.

use crate::program::{Gateway, POINTS, REFUND, SESSION, sample};

#[tokio::test(flavor = "multi_thread")]
async fn all_broken_rules_are_shown_where_they_are() {
    let gateway = Gateway::start().await;
    let params = r#"{
  "out_order_id": "S1",
  "refund_fee": "much",
  "sub_refund_orders": [
    {"sub_out_order_id": "1", "sku_code": "a", "refund_quantity": 1, "refund_fees": 5}
  ]
}"#;
    let line = ["call", REFUND, "--params", "-", "--yes"];
    let ran = gateway.run(&line, params).await.exits(2);
    let ran = ran.says("the request breaks 5 rules; nothing was sent");
    let ran = ran.says("refund_fee must be a whole number");
    let ran = ran.says("did you mean refund_fee?");
    let ran = ran.says("out_refund_id is required");
    let ran = ran.says("sub_refund_orders[0].refund_fee is required");
    ran.says(r#""refund_fee": "much","#);

    let told = gateway.run(&[&line[..], &["--json"]].concat(), "{}").await;
    let told = told.exits(2).json();
    let paths = told["violations"].as_array().unwrap().iter();
    let paths: Vec<_> = paths
        .map(|violation| violation["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["out_order_id", "", "out_refund_id", "refund_fee"]);
    assert_eq!(gateway.calls(REFUND), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_among_the_parameters_is_not_shown() {
    let gateway = Gateway::start().await;
    let params = format!(r#"{{"session": "{SESSION}"}}"#);
    let line = ["call", POINTS, "--params", "-"];
    // Every run is searched for it.
    let ran = gateway.run(&line, &params).await.exits(2);
    ran.says("there is no field session")
        .says(r#""session": ***"#);
}

#[tokio::test(flavor = "multi_thread")]
async fn text_that_is_no_object_is_told() {
    let gateway = Gateway::start().await;
    let line = ["call", POINTS, "--params", "-"];
    for (text, words) in [
        ("", "standard input is no JSON object: it is empty"),
        ("[1]", "standard input is no JSON object"),
        ("{\n  \"a\": }", "at line 2 column 8"),
    ] {
        gateway.run(&line, text).await.exits(2).says(words);
    }
    let line = ["call", POINTS, "--params", "no-such-file.json"];
    gateway
        .run(&line, "")
        .await
        .exits(2)
        .says("cannot read the parameters from no-such-file");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_written_twice_is_refused() {
    let gateway = Gateway::start().await;
    let params =
        sample(REFUND).replace(r#""refund_fee":123"#, r#""refund_fee":1,"refund_fee":123"#);
    let line = ["call", REFUND, "--params", "-", "--yes"];
    let ran = gateway.run(&line, &params).await.exits(2);
    ran.says("refund_fee is written twice; nothing was sent");
    assert_eq!(gateway.calls(REFUND), 0);
}
