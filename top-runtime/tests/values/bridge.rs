//! Declared structs in serde and validator.

use serde_json::json;
use top_runtime::check::check;
use top_runtime::read::{read_json, read_params};
use top_runtime::{DateTime, Decimal, File, Secret, Serde, TopApi, TopObject, bridge};

#[derive(Debug, Clone, PartialEq, TopObject)]
struct Line {
    sku: String,
    #[top_api(range(min = 0))]
    fee: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, TopApi)]
#[top_api(method = "taobao.test.order", response = bool, one_of(tags, first))]
struct Order {
    id: String,
    count: u8,
    paid: bool,
    price: Decimal,
    date: Option<DateTime>,
    lines: Vec<Line>,
    tags: Option<Vec<String>>,
    extra: Option<Serde<Vec<Option<i32>>>>,
    first: Option<Line>,
    #[top_api(secret)]
    phone: Option<String>,
    tokens: Option<Vec<Secret>>,
    image: Option<File>,
}

fn order() -> Order {
    Order {
        id: "7".into(),
        count: 3,
        paid: true,
        price: "0.1234567890123456789012345678".parse().unwrap(),
        date: DateTime::new(2016, 1, 1, 12, 0, 0),
        lines: vec![
            Line {
                sku: "a".into(),
                fee: Some(-1),
            },
            Line {
                sku: "b".into(),
                fee: None,
            },
        ],
        tags: Some(vec!["x".into()]),
        extra: Some(Serde(vec![Some(1), None])),
        first: Some(Line {
            sku: "c".into(),
            fee: Some(0),
        }),
        phone: None,
        tokens: None,
        image: None,
    }
}

#[test]
fn a_struct_comes_back_from_serde_as_it_was() {
    let json = serde_json::to_value(order()).unwrap();
    assert_eq!(
        json,
        json!({
            "id": "7", "count": 3, "paid": true, "price": "0.1234567890123456789012345678",
            "date": "2016-01-01 12:00:00", "lines": [{"sku": "a", "fee": -1}, {"sku": "b"}],
            "tags": ["x"], "extra": [1, null], "first": {"sku": "c", "fee": 0},
        })
    );
    assert_eq!(serde_json::from_value::<Order>(json).unwrap(), order());
    let text = serde_json::to_string(&order()).unwrap();
    assert_eq!(serde_json::from_str::<Order>(&text).unwrap(), order());
}

#[test]
fn secrets_are_masked_and_files_are_summed_up() {
    let order = Order {
        phone: Some("13800".into()),
        tokens: Some(vec!["6100".into()]),
        image: Some(File::new("a.png", "png")),
        ..order()
    };
    let json = serde_json::to_value(order).unwrap();
    assert_eq!(
        (&json["phone"], &json["tokens"]),
        (&"***".into(), &"***".into())
    );
    let summary = json!({"name": "a.png", "type": "application/octet-stream", "size": 3});
    assert_eq!(json["image"], summary);
    assert!(serde_json::from_value::<Order>(json).is_err());
}

#[test]
fn what_the_platform_sends_is_forgiven() {
    let json = json!({
        "id": 7, "count": "3.0", "paid": "true", "price": 1.5, "date": 1_451_620_800_000_i64,
        "lines": {"order_line": [{"sku": 1}]}, "tags": {"string": ["a", true]}, "extra": [2],
        "first": null, "unknown": {"a": [1]},
    });
    let read: Order = serde_json::from_value(json).unwrap();
    let expected = Order {
        price: "1.5".parse().unwrap(),
        lines: vec![Line {
            sku: "1".into(),
            fee: None,
        }],
        tags: Some(vec!["a".into(), "true".into()]),
        extra: Some(Serde(vec![Some(2)])),
        first: None,
        ..order()
    };
    assert_eq!(read, expected);
}

#[test]
fn lists_come_in_every_form() {
    for (lines, skus) in [
        (json!({}), vec![]),
        (json!(null), vec![]),
        (json!([]), vec![]),
        (json!({"line": {"sku": "a"}}), vec!["a"]),
        (json!({"line": null}), vec![]),
        (
            json!({"line": [{"sku": "a"}, {"sku": "b"}]}),
            vec!["a", "b"],
        ),
    ] {
        let mut json = serde_json::to_value(order()).unwrap();
        json["lines"] = lines;
        let read: Order = serde_json::from_value(json).unwrap();
        let read: Vec<_> = read.lines.iter().map(|line| line.sku.as_str()).collect();
        assert_eq!(read, skus);
    }
}

#[test]
fn mistakes_name_the_field() {
    let refused = |json| {
        serde_json::from_value::<Order>(json)
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        refused(json!({"id": null, "count": 1})),
        "missing fields id, paid, price"
    );
    assert_eq!(
        refused(json!({"count": 256})),
        "count must be a whole number from 0 to 255"
    );
    assert_eq!(
        refused(json!({"lines": {"a": [], "b": []}})),
        "lines must be a list"
    );
    assert_eq!(refused(json!({"lines": [{}]})), "missing field sku");
    let twice = serde_json::from_str::<Line>(r#"{"sku": "a", "sku": "b"}"#);
    assert!(
        twice
            .unwrap_err()
            .to_string()
            .starts_with("sku comes twice")
    );
    let message = refused(json!({"price": {"a": 1}}));
    assert!(
        message.contains("a number or a Boolean for price"),
        "{message}"
    );
}

#[test]
fn validator_hears_of_every_rule() {
    let broken = Order {
        id: " ".into(),
        tags: None,
        first: None,
        ..order()
    };
    let errors = bridge::validate(&broken).unwrap_err();
    let shown = errors.to_string();
    for part in [
        "id: id is required",
        "lines[0].fee: lines[0].fee must be at least 0",
        "__all__: give at least one of tags, first",
    ] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    assert!(!shown.contains("-1"), "values stay out: {shown}");
    let mut fine = order();
    fine.lines.clear();
    fine.lines.push(Line {
        sku: "a".into(),
        fee: None,
    });
    assert_eq!(bridge::validate(&fine), Ok(()));
}

#[test]
fn a_mask_that_was_read_back_is_not_sent() {
    let mut sent = order();
    sent.phone = Some("13800000000".into());
    let json = serde_json::to_value(sent).unwrap();
    let stored: Order = serde_json::from_value(json).unwrap();
    let violations = check(Order::ENDPOINT, &stored).unwrap_err().to_string();
    assert!(
        violations.contains("phone must be the secret itself"),
        "{violations}"
    );
}

#[test]
fn a_foreign_value_that_does_not_fit_is_not_quoted() {
    let mut read = order();
    let given = json!({ "extra": ["hunter2"] });
    let wrong = read_json(&mut read, given.as_object().unwrap()).unwrap_err();
    let expected = "extra must be JSON of the type that the field declares";
    assert_eq!(wrong.to_string(), expected);
    let params = [("extra", r#"["hunter2"]"#)];
    let wrong = read_params(Order::ENDPOINT, &mut read, params, []).unwrap_err();
    assert_eq!(wrong.to_string(), expected);
}
