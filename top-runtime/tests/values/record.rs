//! Values of shapes known only at run time.

use crate::support::{flat, list, messages, object, optional, record, required, shape, wrapped};
use serde_json::json;
use top_runtime::{File, Kind, Record, Ref, Shape};

fn order() -> &'static Shape {
    let item = shape(vec![
        required("sku_code", Kind::Text),
        optional("fee", Kind::Fen),
    ]);
    shape(vec![
        required("order_id", Kind::Text),
        optional("quantity", Kind::Integer),
        optional("price", Kind::Yuan),
        optional("paid", Kind::Bool),
        optional("date", Kind::Date),
        optional("items", list(object(item))),
        optional("ids", list(Kind::Integer)),
        optional("ext", Kind::Json),
        optional("any", Kind::Raw),
        optional("image", Kind::File),
        optional("phone", Kind::Text).secret(),
    ])
}

#[test]
fn json_is_read_as_the_platform_would() {
    let given = json!({
        "order_id": 123, "quantity": "12.0", "price": 1.5, "paid": "true",
        "date": 1_451_620_800_000_i64, "items": [{"sku_code": true, "fee": "7"}], "ids": ["1", 2],
        "ext": {"a": [1]}, "any": [null], "phone": null,
    });
    assert_eq!(
        record(order(), &given).to_json_value(),
        json!({
            "order_id": "123", "quantity": 12, "price": "1.5", "paid": true,
            "date": "2016-01-01 12:00:00", "items": [{"sku_code": "true", "fee": 7}],
            "ids": [1, 2], "ext": "{\"a\":[1]}", "any": [null],
        })
    );
}

#[test]
fn every_mistake_is_found() {
    let given = json!({
        "order_id": ["a"], "quantity": "NaN", "price": "1.23456789012345678901234567890",
        "paid": 1, "date": "tomorrow", "items": [{"sku_cod": "a"}, 7, null],
        "ids": [9_223_372_036_854_775_808_u64, 1.5], "image": "x", "ordr_id": "a", "zzz": 1,
    });
    let refused = Record::from_json(order(), given.as_object().unwrap()).unwrap_err();
    assert_eq!(
        messages(&refused),
        [
            "order_id must be text, a number or a Boolean",
            "quantity must be a whole number of 64 bits",
            "price must be a decimal number of at most 28 digits",
            "paid must be true or false",
            "date must be a date yyyy-MM-dd HH:mm:ss",
            "there is no field items[0].sku_cod; did you mean sku_code?",
            "items[1] must be an object",
            "items[2] is blank, and blank values are never sent",
            "ids[0] must be a whole number of 64 bits",
            "ids[1] must be a whole number of 64 bits",
            "image must be a file, which JSON cannot carry",
            "there is no field ordr_id; did you mean order_id?",
            "there is no field zzz",
        ]
    );
}

#[test]
fn long_numbers_are_refused_rather_than_rounded() {
    let given: serde_json::Value =
        serde_json::from_str(r#"{"order_id": 123456789012345678901, "price": 0.1234567890123456}"#)
            .unwrap();
    let refused = Record::from_json(order(), given.as_object().unwrap()).unwrap_err();
    assert_eq!(refused.as_slice().len(), 2, "{refused}");
}

#[test]
fn received_parameters_become_values() {
    let params = [
        ("method", "taobao.test.flat"),
        ("order_id", "a,b"),
        ("ids", "1,2"),
        ("items", r#"[{"sku_code":"x"}]"#),
        ("price", " "),
        ("any", "{}"),
    ];
    let image = File::new("a.png", "png");
    let files = [("image", image.clone())];
    let read = Record::from_params(flat(order()), params, files).unwrap();
    let expected = json!({
        "order_id": "a,b", "ids": [1, 2], "items": [{"sku_code": "x"}], "any": {}, "image": null,
    });
    assert_eq!(read.to_json_value(), expected);
    assert!(matches!(read.value("image"), Ref::File(file) if *file == image));
    assert!(matches!(read.value("price"), Ref::Absent));

    let json = expected.to_string();
    let mut read =
        Record::from_params(wrapped(order()), [("req", &*json), ("v", "2.0")], []).unwrap();
    read.set_file("image", image).unwrap();
    assert_eq!(read.to_json_value(), expected);
}

#[test]
fn bad_parameters_are_violations() {
    let params = [
        ("ids", "1,x"),
        ("items", "[{"),
        ("image", "x"),
        ("odrer_id", "7"),
    ];
    let files = [
        ("paid", File::new("a", "")),
        ("nothing", File::new("a", "")),
    ];
    let refused = Record::from_params(flat(order()), params, files).unwrap_err();
    assert_eq!(
        messages(&refused),
        [
            "ids[1] must be a whole number of 64 bits",
            "items must be JSON text",
            "image must be a file",
            "there is no field odrer_id; did you mean order_id?",
            "paid must be text, not a file",
            "there is no field nothing",
        ]
    );
    for (text, expected) in [
        ("[]", "req must be an object"),
        ("{", "req must be JSON text"),
    ] {
        let refused = Record::from_params(wrapped(order()), [("req", text)], []).unwrap_err();
        assert_eq!(messages(&refused), [expected]);
    }
}

#[test]
fn debug_masks_secrets_and_skips_what_is_not_given() {
    let mut read = record(order(), &json!({"order_id": "7", "ids": [1]}));
    read.set("phone", "13800").unwrap();
    let shown = format!("{read:?}");
    assert_eq!(
        shown,
        r#"Loaded { order_id: "7", ids: [Integer(1)], phone: *** }"#
    );
}

#[test]
fn deep_json_is_refused() {
    let mut deep = json!([]);
    for _ in 0..200 {
        deep = json!([deep]);
    }
    let mut kind = Kind::Integer;
    for _ in 0..300 {
        kind = list(kind);
    }
    let shape = shape(vec![optional("deep", kind)]);
    let given = json!({"deep": deep});
    let refused = Record::from_json(shape, given.as_object().unwrap()).unwrap_err();
    assert!(messages(&refused)[0].ends_with("must be nested at most 128 levels deep"));
}
