//! Rules are held before anything is sent, all at once, with paths.

use crate::support::{
    flat, list, object, optional, record, refused, required, shape, shape_with, wrapped,
};
use serde_json::json;
use top_runtime::check::{check, check_object};
use top_runtime::{File, Kind, Limit, Nested, Object, Record, Rule, Shape, Slot};

#[test]
fn everything_wrong_is_said_at_once_in_the_order_of_the_fields() {
    let item = shape(vec![
        required("sku", Kind::Text).limits(&[Limit::Length { min: 1, max: 3 }]),
        required("fee", Kind::Fen).limits(&[Limit::Range { min: 1, max: 9 }]),
    ]);
    let request = shape_with(
        vec![
            optional("brand_id", Kind::Text),
            optional("out_brand_id", Kind::Text),
            optional("shop", Kind::Text),
            optional("order_from", Kind::Integer),
            required("items", list(object(item))).limits(&[Limit::Items { max: 1 }]),
            required("name", Kind::Text),
        ],
        vec![
            Rule::OneOf(&[0, 1]),
            Rule::RequiredIf { field: 3, other: 2 },
        ],
    );
    let given = json!({
        "brand_id": "\u{3000}", "shop": "7", "name": " ",
        "items": [{"sku": "退款退款", "fee": 0}, {"fee": 9}],
    });
    let expected = [
        "give at least one of brand_id, out_brand_id",
        "order_from is required when shop is given",
        "items may have at most 1 items",
        "items[0].sku must have 1 to 3 characters",
        "items[0].fee must be 1 to 9",
        "items[1].sku is required",
        "name is required",
    ];
    assert_eq!(
        refused(wrapped(request), &record(request, &given)),
        expected
    );
    assert_eq!(refused(flat(request), &record(request, &given)), expected);
}

#[test]
fn groups_in_nested_structs_name_their_place() {
    let person = shape_with(
        vec![
            optional("phone", Kind::Text),
            optional("mail", Kind::Text),
            optional("age", Kind::Integer),
        ],
        vec![Rule::OneOf(&[0, 1])],
    );
    let request = shape(vec![required("buyer", object(person))]);
    let given = record(request, &json!({"buyer": {"age": 0}}));
    assert_eq!(
        refused(flat(request), &given),
        ["give at least one of buyer: phone, mail"]
    );
}

#[test]
fn an_object_of_blanks_is_not_dropped_in_silence() {
    let person = shape(vec![
        required("name", Kind::Text),
        optional("age", Kind::Integer),
    ]);
    let request = shape(vec![optional("buyer", object(person))]);
    let blank = record(request, &json!({"buyer": {"name": " "}}));
    for endpoint in [flat(request), wrapped(request)] {
        assert_eq!(refused(endpoint, &blank), ["buyer.name is required"]);
        let without = record(request, &json!({}));
        assert!(check(endpoint, &without).is_ok());
    }
}

#[test]
fn empty_counts_as_not_given() {
    let inner = shape(vec![optional("a", Kind::Text)]);
    let request = shape(vec![
        required("list", list(Kind::Text)),
        required("object", object(inner)),
        required("raw", Kind::Raw),
    ]);
    let given = record(
        request,
        &json!({"list": [], "object": {"a": ""}, "raw": {}}),
    );
    assert_eq!(
        refused(flat(request), &given),
        ["list is required", "object is required", "raw is required"]
    );
}

#[test]
fn zero_and_false_are_given() {
    let request = shape(vec![
        required("a", Kind::Integer),
        required("b", Kind::Bool),
    ]);
    let given = record(request, &json!({"a": 0, "b": false}));
    assert!(check(flat(request), &given).is_ok());
}

#[test]
fn joined_lists_hold_no_commas_and_no_list_holds_blanks() {
    let request = shape(vec![required("ids", list(Kind::Text))]);
    let given = record(request, &json!({"ids": ["a,b", "", "c"]}));
    assert_eq!(
        refused(flat(request), &given),
        [
            "ids[0] holds a comma, and the list is joined by commas",
            "ids[1] is blank, and blank values are never sent"
        ]
    );
    assert_eq!(
        refused(wrapped(request), &given),
        ["ids[1] is blank, and blank values are never sent"]
    );
    let inner = shape(vec![required("inner", object(request))]);
    let nested = record(inner, &json!({"inner": {"ids": ["a,b"]}}));
    assert!(check(flat(inner), &nested).is_ok());
}

#[test]
fn limits_of_a_list_hold_for_its_items() {
    let limits = &[Limit::Length { min: 0, max: 2 }, Limit::Items { max: 2 }];
    let request = shape(vec![required("ids", list(Kind::Text)).limits(limits)]);
    let given = record(request, &json!({"ids": ["a", "abc"]}));
    assert_eq!(
        refused(flat(request), &given),
        ["ids[1] must have at most 2 characters"]
    );
}

#[test]
fn decimals_have_ranges_too() {
    let range = &[Limit::Range {
        min: 0,
        max: i64::MAX,
    }];
    let request = shape(vec![required("fee", Kind::Yuan).limits(range)]);
    let large = record(request, &json!({"fee": "10000000000000000000000.5"}));
    assert!(check(flat(request), &large).is_ok());
    let negative = record(request, &json!({"fee": "-0.01"}));
    assert_eq!(
        refused(flat(request), &negative),
        ["fee must be at least 0"]
    );
}

#[test]
fn a_file_is_a_parameter_or_nothing() {
    let inner = shape(vec![required("image", Kind::File)]);
    let mut image = Record::new(inner);
    image.set_file("image", File::new("a.png", "png")).unwrap();
    assert!(check(flat(inner), &image).is_ok());
    let nested = ["image is a file; only the request itself can hold one"];
    assert_eq!(refused(wrapped(inner), &image), nested);
    assert!(check_object(&image).is_ok());
}

#[test]
fn json_text_is_json() {
    let request = shape(vec![optional("ext", Kind::Json)]);
    for (text, ok) in [
        ("{\"a\":[1]}", true),
        ("", true),
        ("{a:1}", false),
        ("1 2", false),
    ] {
        let given = record(request, &json!({"ext": text}));
        assert_eq!(check(flat(request), &given).is_ok(), ok, "{text}");
        assert_eq!(check_object(&given).is_ok(), ok, "{text}");
    }
}

#[test]
fn public_parameters_keep_their_names() {
    let request = shape(vec![
        optional("sign", Kind::Text),
        optional("method", Kind::Text),
    ]);
    let given = Record::new(request);
    assert_eq!(
        refused(flat(request), &given),
        [
            "sign is the name of a public parameter of TOP",
            "method is the name of a public parameter of TOP"
        ]
    );
    assert!(check(wrapped(request), &given).is_ok());
}

/// A shape that holds itself.
fn endless() -> &'static Shape {
    static FIELDS: &[top_runtime::Field] = &[
        top_runtime::Field::new("next", "", Kind::Object(Nested::declared(endless)), false),
        top_runtime::Field::new("id", "", Kind::Integer, false),
    ];
    static SHAPE: Shape = Shape::new("Endless", FIELDS);
    &SHAPE
}

fn deepen(object: &mut dyn Object, levels: usize) {
    let Slot::Optional(id) = object.slot(1) else {
        panic!()
    };
    let Slot::Integer(id) = id.fill() else {
        panic!()
    };
    *id = 1;
    if levels > 0 {
        let Slot::Optional(next) = object.slot(0) else {
            panic!()
        };
        let Slot::Object(next) = next.fill() else {
            panic!()
        };
        deepen(next, levels - 1);
    }
}

#[test]
fn depth_has_an_end() {
    let mut fine = Record::new(endless());
    deepen(&mut fine, 127);
    assert!(check(wrapped(endless()), &fine).is_ok());
    let mut deep = Record::new(endless());
    deepen(&mut deep, 1000);
    let messages = refused(wrapped(endless()), &deep);
    assert_eq!(messages.len(), 1);
    assert!(
        messages[0].ends_with("must be nested at most 128 levels deep"),
        "{messages:?}"
    );
    assert!(top_runtime::encode::to_json(&deep).is_err());
}
