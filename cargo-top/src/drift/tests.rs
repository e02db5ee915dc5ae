use serde_json::{Value, json};

use super::{Documented, Drift, Facts};

fn facts(value: Value) -> Facts {
    serde_json::from_value(value).unwrap()
}

fn refund() -> Value {
    json!({
        "method": "taobao.refund",
        "session": true,
        "read": false,
        "idempotent_by": "id",
        "param": "req",
        "request": {
            "name": "Refund",
            "fields": [
                {"name": "id", "type": "String", "required": true, "length": {"max": 64}},
                {"name": "fee", "type": "Number", "unit": "fen", "required": true},
                {"name": "shop_id", "type": "String", "required": false},
                {"name": "out_shop_id", "type": "String", "required": false},
                {"name": "ways", "type": "object", "lists": 1, "required": false, "object": {
                    "name": "Way",
                    "fields": [{"name": "way", "type": "Number", "required": true,
                        "codes": [{"value": "1"}, {"value": "2"}]}],
                }},
            ],
            "one_of": [["shop_id", "out_shop_id"]],
        },
        "member": "result",
        "reply": {"type": "Boolean"},
    })
}

/// The refund with this value at this place; `null` takes it away.
fn with(edits: &[(&str, Value)]) -> Value {
    let mut page = refund();
    for (pointer, value) in edits {
        let (holder, key) = pointer.rsplit_once('/').unwrap();
        let holder = page.pointer_mut(holder).unwrap();
        match (holder, value) {
            (Value::Object(members), Value::Null) => drop(members.remove(key)),
            (Value::Object(members), value) => drop(members.insert(key.to_owned(), value.clone())),
            (Value::Array(items), Value::Null) => drop(items.remove(key.parse().unwrap())),
            (Value::Array(items), value) => items.push(value.clone()),
            _ => panic!("{pointer} leads nowhere"),
        }
    }
    page
}

/// What is told about a page that says the same to everybody.
fn drift(page: Value) -> Vec<String> {
    drift_of(refund(), page.clone(), page).0
}

fn drift_of(declared: Value, certain: Value, guessed: Value) -> (Vec<String>, Vec<String>) {
    let documented = Documented {
        certain: facts(certain),
        guessed: facts(guessed),
        tells_session: true,
    };
    let drift = Drift::between(&facts(declared), &documented);
    let told = |all: &[super::Difference]| {
        let mut told = Vec::new();
        for difference in all {
            let line = difference.to_string();
            told.push(line.strip_prefix("taobao.refund: ").unwrap().to_owned());
        }
        told
    };
    (told(&drift.found), told(&drift.notes))
}

#[test]
fn the_same_is_no_drift() {
    assert!(drift(refund()).is_empty());
}

/// Each page differs from the declaration in one fact, which is told.
fn are_told(cases: &[(String, Value, &str)]) {
    for (pointer, value, told) in cases {
        assert_eq!(
            drift(with(&[(pointer, value.clone())])),
            [*told],
            "{pointer}"
        );
    }
}

#[test]
fn every_change_of_a_field_is_told_where_it_is() {
    let fields = "/request/fields";
    let field = |more: Value| {
        let mut field = json!({"name": "note", "type": "String", "required": false});
        let members = field.as_object_mut().unwrap();
        members.extend(more.as_object().unwrap().clone());
        field
    };
    let way = "/request/fields/4/object/fields/0";
    are_told(&[
        (
            format!("{fields}/-"),
            field(json!({"required": true})),
            "request note: new, and required: String",
        ),
        (
            format!("{fields}/-"),
            field(json!({"lists": 2})),
            "request note: new, optional: String[][]",
        ),
        (
            format!("{fields}/2/required"),
            json!(true),
            "request shop_id: required, declared as optional",
        ),
        (
            format!("{fields}/0/required"),
            json!(false),
            "request id: optional, declared as required",
        ),
        (
            format!("{fields}/0/type"),
            json!("Number"),
            "request id: another type: String → Number",
        ),
        (
            format!("{fields}/4/lists"),
            json!(0),
            "request ways: another type: Way[] → Way",
        ),
        (
            format!("{fields}/1/unit"),
            json!("yuan"),
            "request fee: another unit: Number in fen → Number in yuan",
        ),
        (
            format!("{fields}/1/unit"),
            Value::Null,
            "request fee: another unit: Number in fen → Number",
        ),
        (
            format!("{fields}/0/length"),
            json!({"max": 32}),
            "request id: tighter limit: length up to 64 → length up to 32",
        ),
        (
            format!("{fields}/0/length"),
            Value::Null,
            "request id: looser limit: length up to 64 → any length",
        ),
        (
            format!("{way}/codes/-"),
            json!({"value": "3"}),
            "request ways[].way: new codes: 3",
        ),
        (
            format!("{way}/codes/0"),
            Value::Null,
            "request ways[].way: codes removed: 1",
        ),
        (
            format!("{way}/type"),
            json!("String"),
            "request ways[].way: another type: Number → String",
        ),
    ]);
}

#[test]
fn every_change_of_a_rule_the_method_or_the_reply_is_told() {
    are_told(&[
        (
            "/request/one_of".into(),
            Value::Null,
            "request: rule removed: one of out_shop_id, shop_id",
        ),
        (
            "/request/required_if".into(),
            json!([{"field": "shop_id", "other": "fee"}]),
            "request: new rule: shop_id where fee is given",
        ),
        (
            "/session".into(),
            json!(false),
            "needs no session, declared with one",
        ),
        (
            "/read".into(),
            json!(true),
            "changes nothing, not declared as a read",
        ),
        (
            "/idempotent_by".into(),
            Value::Null,
            "idempotent by another field: id → none",
        ),
        (
            "/param".into(),
            json!("request"),
            "travels in another parameter: req → request",
        ),
        (
            "/reply/type".into(),
            json!("String"),
            "reply result: another type: Boolean → String",
        ),
    ]);
}

#[test]
fn a_field_that_is_gone_is_removed() {
    let told = drift(with(&[
        ("/request/fields/3", Value::Null),
        ("/request/one_of", Value::Null),
    ]));
    assert_eq!(told[0], "request out_shop_id: removed: String");
}

#[test]
fn the_gravest_comes_first() {
    let optional = json!({"name": "note", "type": "String", "required": false});
    let required = json!({"name": "why", "type": "String", "required": true});
    let told = drift(with(&[
        ("/request/fields/-", optional),
        ("/request/one_of", Value::Null),
        ("/request/fields/1/unit", Value::Null),
        ("/request/fields/0/type", json!("Number")),
        ("/request/fields/-", required),
    ]));
    let changes: Vec<_> = told
        .iter()
        .map(|line| line.split(": ").nth(1).unwrap())
        .collect();
    assert_eq!(
        changes,
        [
            "new, and required",
            "another type",
            "another unit",
            "rule removed",
            "new, optional"
        ]
    );
}

#[test]
fn a_reply_may_have_more_members() {
    let whole = json!({"type": "object", "object": {"name": "Reply", "fields": [
        {"name": "result", "type": "Boolean", "required": false},
        {"name": "code", "type": "String", "required": false},
    ]}});
    let told = drift(with(&[("/member", Value::Null), ("/reply", whole)]));
    assert_eq!(told, ["reply code: new, optional: String"]);
}

#[test]
fn a_person_decides_what_a_page_lets_one_guess() {
    let cases = [
        ("/request/fields/1/unit", Value::Null),
        ("/request/fields/2/required", json!(true)),
        ("/request/fields/4/object/fields/0/codes", Value::Null),
        ("/request/one_of", Value::Null),
        ("/read", json!(true)),
        ("/idempotent_by", Value::Null),
    ];
    for (pointer, value) in cases {
        let (with, without) = (refund(), with(&[(pointer, value)]));
        let (found, notes) = drift_of(with.clone(), without.clone(), with.clone());
        assert!(found.is_empty() && notes.is_empty(), "{pointer}: {found:?}");
        let (found, notes) = drift_of(without.clone(), without, with);
        assert!(found.is_empty() && notes.len() == 1, "{pointer}: {found:?}");
    }
}

#[test]
fn a_guess_that_changes_is_a_drift() {
    let yuan = with(&[("/request/fields/1/unit", json!("yuan"))]);
    let none = with(&[("/request/fields/1/unit", Value::Null)]);
    let (found, notes) = drift_of(refund(), none, yuan);
    assert_eq!(
        found,
        ["request fee: another unit: Number in fen → Number in yuan"]
    );
    assert!(notes.is_empty());
}

#[test]
fn a_page_without_a_sample_call_says_nothing_of_sessions() {
    let page = facts(with(&[("/session", json!(false))]));
    let documented = Documented {
        certain: page.clone(),
        guessed: page,
        tells_session: false,
    };
    let drift = Drift::between(&facts(refund()), &documented);
    assert!(drift.found.is_empty() && drift.notes.is_empty());
}
