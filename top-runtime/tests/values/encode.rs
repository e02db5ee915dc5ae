//! Business parameters as protocol §4 wants them.

use crate::support::{
    flat, list, messages, object, optional, pairs, record, required, sent, shape, wrapped,
};
use std::collections::BTreeMap;

use serde_json::{Value, json};
use top_runtime::check::check;
use top_runtime::encode::{Params, encode, to_json};
use top_runtime::{File, Kind, Record, Serde, Shape, TopApi, TopObject};

/// One field of every kind, and an object with the same.
fn kinds(nested: Option<&'static Shape>) -> &'static Shape {
    let mut fields = vec![
        optional("text", Kind::Text),
        optional("number", Kind::Integer),
        optional("fen", Kind::Fen),
        optional("flag", Kind::Bool),
        optional("decimal", Kind::Decimal),
        optional("price", Kind::Yuan),
        optional("date", Kind::Date),
        optional("json", Kind::Json),
        optional("raw", Kind::Raw),
        optional("texts", list(Kind::Text)),
        optional("numbers", list(Kind::Integer)),
        optional("prices", list(Kind::Yuan)),
    ];
    if let Some(nested) = nested {
        fields.push(optional("object", object(nested)));
        fields.push(optional("objects", list(object(nested))));
        fields.push(optional("table", list(list(Kind::Integer))));
    }
    shape(fields)
}

fn full() -> Value {
    json!({
        "text": "退款 \"a\"\n", "number": 9_007_199_254_740_993_i64, "fen": 0, "flag": false,
        "decimal": "0.000000000000000000001", "price": "200.10", "date": "2016-01-01 12:00:00",
        "json": "{\"a\": 1}", "raw": {"b": [null]}, "texts": ["a", "b"], "numbers": [1, -2],
        "prices": ["1.50", "2"],
    })
}

const FULL: &str = concat!(
    r#"{"text":"退款 \"a\"\n","number":9007199254740993,"fen":0,"flag":false,"#,
    r#""decimal":"0.000000000000000000001","price":"200.10","date":"2016-01-01 12:00:00","#,
    r#""json":"{\"a\": 1}","raw":{"b":[null]},"texts":["a","b"],"numbers":[1,-2],"#,
    r#""prices":["1.50","2"]}"#,
);

#[test]
fn with_a_param_all_is_json_in_it() {
    let shape = kinds(None);
    let params = sent(wrapped(shape), &record(shape, &full()));
    assert_eq!(pairs(&params), [("req", FULL)]);
}

#[test]
fn without_a_param_each_field_is_a_parameter() {
    let inner = kinds(None);
    let shape = kinds(Some(inner));
    let mut given = full();
    given["object"] = full();
    given["objects"] = json!([full(), {}]);
    given["table"] = json!([[1], []]);
    let params = sent(flat(shape), &record(shape, &given));
    let objects = format!("[{FULL},{{}}]");
    assert_eq!(
        pairs(&params),
        [
            ("text", "退款 \"a\"\n"),
            ("number", "9007199254740993"),
            ("fen", "0"),
            ("flag", "false"),
            ("decimal", "0.000000000000000000001"),
            ("price", "200.10"),
            ("date", "2016-01-01 12:00:00"),
            ("json", "{\"a\": 1}"),
            ("raw", "{\"b\":[null]}"),
            ("texts", "a,b"),
            ("numbers", "1,-2"),
            ("prices", "1.50,2"),
            ("object", FULL),
            ("objects", &objects),
            ("table", "[[1],[]]"),
        ]
    );
}

#[test]
fn nothing_empty_is_sent_at_any_depth() {
    let inner = kinds(None);
    let shape = kinds(Some(inner));
    let empty = json!({
        "text": " \t", "json": "", "raw": null, "texts": [], "objects": [],
        "object": {"text": "\u{3000}", "raw": "  ", "numbers": []},
    });
    let given = record(shape, &empty);
    assert_eq!(pairs(&sent(flat(shape), &given)), []);
    assert_eq!(pairs(&sent(wrapped(shape), &given)), [("req", "{}")]);
    assert_eq!(to_json(&given).unwrap(), "{}");
}

#[test]
fn files_travel_beside() {
    let shape = shape(vec![
        required("image", Kind::File),
        required("title", Kind::Text),
    ]);
    let mut given = record(shape, &json!({"title": "t"}));
    let image = File::new("a.png", "png").content_type("image/png");
    given.set_file("image", image.clone()).unwrap();
    let params = sent(flat(shape), &given);
    assert_eq!(pairs(&params), [("title", "t")]);
    assert_eq!(params.files(), [("image".into(), image)]);
}

#[derive(TopObject)]
struct Line {
    grid: Serde<BTreeMap<(i32, i32), i32>>,
}

#[derive(TopApi)]
#[top_api(method = "taobao.test.grid", response = bool)]
struct Grid {
    lines: Vec<Line>,
}

#[test]
fn what_serde_cannot_write_is_a_violation_with_a_path() {
    // JSON knows no keys but text.
    let grid = Serde(BTreeMap::from([((1, 2), 3)]));
    let request = Grid {
        lines: vec![Line { grid }],
    };
    let refused = encode(check(Grid::ENDPOINT, &request).unwrap()).unwrap_err();
    assert_eq!(
        messages(&refused),
        ["lines[0].grid cannot be written as JSON: key must be a string"]
    );
}

#[test]
fn debug_shows_names_only() {
    let shape = shape(vec![required("phone", Kind::Text)]);
    let params = sent(flat(shape), &record(shape, &json!({"phone": "13800"})));
    assert_eq!(format!("{params:?}"), r#"{"phone"}"#);
}

#[test]
fn pushed_parameters_stand_behind() {
    let mut params = sent(wrapped(shape(vec![])), &Record::new(shape(vec![])));
    params.push("extra", "1");
    assert_eq!(pairs(&params), [("req", "{}"), ("extra", "1")]);
    assert_eq!(params.iter().len(), 2);
}

#[test]
fn an_undeclared_call_travels_by_the_same_rules() {
    let json = json!({
        "fields": "a,b", "n": 12, "zero": 0, "flag": false, "price": 1.5, "gone": null,
        "blank": " ", "ids": [1, 2], "none": [], "empty": {"a": {"b": null}},
        "order": {"id": "7", "x": null, "list": [1, "a,b"], "y": ""}, "orders": [{"a": 1}, {}],
    });
    let params = Params::from_json(json.as_object().unwrap()).unwrap();
    let mut sent = pairs(&params);
    sent.sort_unstable();
    assert_eq!(
        sent,
        [
            ("fields", "a,b"),
            ("flag", "false"),
            ("ids", "1,2"),
            ("n", "12"),
            ("order", r#"{"id":"7","list":[1,"a,b"]}"#),
            ("orders", r#"[{"a":1},{}]"#),
            ("price", "1.5"),
            ("zero", "0"),
        ]
    );
}

#[test]
fn an_undeclared_call_is_checked_as_far_as_it_can_be() {
    let json = json!({
        "a": ["x,y", null], "b": {"list": [""]}, "c": 0.123_456_789_012_345_67, "sign": "x",
    });
    let refused = Params::from_json(json.as_object().unwrap()).unwrap_err();
    let mut found = messages(&refused);
    found.sort();
    assert_eq!(
        found,
        [
            "a[0] holds a comma, and the list is joined by commas",
            "a[1] is blank, and blank values are never sent",
            "b.list[0] is blank, and blank values are never sent",
            "c must be written as text: a JSON number with a fraction holds only 15 digits",
            "sign is the name of a public parameter of TOP",
        ]
    );
}
