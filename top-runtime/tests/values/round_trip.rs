//! Whatever a client encodes, a gateway reads back, on arbitrary shapes and values.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use top_runtime::check::{check, check_object};
use top_runtime::encode::{encode, to_json};
use top_runtime::{Field, Kind, Limit, Record, Rule, Shape, is_blank};

use crate::support::{flat, leak, list, object, optional, required, shape, shape_with, wrapped};

const NAMES: [&str; 8] = [
    "a",
    "b_id",
    "C",
    "字段",
    "quo\"te",
    "e.f",
    "long_name_of_a_field",
    "g",
];

/// A kind, and JSON values that are given and keep the rules.
type Typed = (Kind, BoxedStrategy<Value>);

fn scalar() -> impl Strategy<Value = Typed> {
    let text = "[^,]{0,12}".prop_filter("given", |text| !is_blank(text));
    let json = prop_oneof![Just("{}"), Just("[1]"), Just("\"x\""), Just(" 7 ")];
    let decimal = (any::<i64>(), 0_u32..20);
    let decimal = decimal
        .prop_map(|(digits, scale)| top_runtime::Decimal::new(digits, scale).to_string().into());
    let date = (-62_000_000_000_i64..253_000_000_000).prop_map(|seconds| {
        let date = top_runtime::DateTime::from_unix_seconds(seconds).unwrap();
        Value::from(date.to_string())
    });
    prop_oneof![
        Just((Kind::Text, text.prop_map(Value::from).boxed())),
        Just((Kind::Integer, any::<i64>().prop_map(Value::from).boxed())),
        Just((Kind::Fen, any::<i64>().prop_map(Value::from).boxed())),
        Just((Kind::Bool, any::<bool>().prop_map(Value::from).boxed())),
        Just((Kind::Yuan, decimal.clone().boxed())),
        Just((Kind::Decimal, decimal.boxed())),
        Just((Kind::Date, date.boxed())),
        Just((Kind::Json, json.prop_map(Value::from).boxed())),
        Just((
            Kind::IntegerCode(&[]),
            any::<i64>().prop_map(Value::from).boxed()
        )),
        Just((
            Kind::TextCode(&[]),
            "[a-z]{1,3}".prop_map(Value::from).boxed()
        )),
    ]
}

fn typed() -> impl Strategy<Value = Typed> {
    let raw = Just((
        Kind::Raw,
        prop_oneof![Just(json!(0)), Just(json!([null, {"a": ""}]))].boxed(),
    ));
    prop_oneof![9 => scalar(), 1 => raw].prop_recursive(3, 24, 6, |inner| {
        prop_oneof![
            inner.clone().prop_map(|(kind, value)| {
                (list(kind), vec(value, 1..4).prop_map(Value::from).boxed())
            }),
            members(inner).prop_map(|(shape, value)| (object(shape), value)),
        ]
    })
}

/// A shape, and objects of it. The first field is required, so no object is empty.
fn members(
    inner: impl Strategy<Value = Typed> + 'static,
) -> impl Strategy<Value = (&'static Shape, BoxedStrategy<Value>)> {
    vec(inner, 1..NAMES.len()).prop_map(|typed| {
        let (kinds, values): (Vec<_>, Vec<_>) = typed.into_iter().unzip();
        let fields = NAMES.iter().zip(kinds).enumerate();
        let fields = fields.map(|(index, (name, kind))| match index {
            0 => required(name, kind),
            _ => optional(name, kind),
        });
        let optional_ones = |(index, value): (usize, BoxedStrategy<Value>)| match index {
            0 => value,
            _ => prop_oneof![value, Just(Value::Null)].boxed(),
        };
        let values: Vec<_> = values.into_iter().enumerate().map(optional_ones).collect();
        let object = values.prop_map(|values| {
            let members = NAMES.iter().map(ToString::to_string).zip(values);
            Value::Object(members.filter(|(_, value)| !value.is_null()).collect())
        });
        (shape(fields.collect()), object.boxed())
    })
}

fn instance() -> impl Strategy<Value = Record> {
    members(typed()).prop_flat_map(|(shape, values)| {
        values.prop_map(move |json| Record::from_json(shape, json.as_object().unwrap()).unwrap())
    })
}

/// Blank, null and empty values inside JSON that the library wrote itself.
fn has_empty(json: &Value) -> bool {
    let member = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => is_blank(text),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    };
    match json {
        Value::Object(members) => members
            .values()
            .any(|value| member(value) || has_empty(value)),
        Value::Array(items) => items.iter().any(has_empty),
        _ => false,
    }
}

/// Any JSON for any kind, right or wrong.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[ ,a-c0-9.\u{3000}退]{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((prop::sample::select(&NAMES[..]), inner), 0..6).prop_map(|members| {
                let members = members
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value));
                Value::Object(members.collect::<Map<_, _>>())
            }),
        ]
    })
}

fn rough_kind() -> impl Strategy<Value = Kind> {
    scalar()
        .prop_map(|(kind, _)| kind)
        .prop_recursive(3, 16, 4, |inner| {
            prop_oneof![
                inner.clone().prop_map(list),
                vec(inner, 0..5).prop_map(|kinds| object(rough_shape(kinds))),
            ]
        })
}

/// Optional fields under limits and rules.
fn rough_shape(kinds: Vec<Kind>) -> &'static Shape {
    let limits = leak(vec![
        Limit::Length { min: 1, max: 4 },
        Limit::Range { min: -9, max: 9 },
        Limit::Items { max: 2 },
    ]);
    let fields: Vec<Field> = NAMES
        .iter()
        .zip(kinds)
        .map(|(name, kind)| optional(name, kind).limits(limits))
        .collect();
    let rules = match fields.len() {
        0 | 1 => vec![],
        _ => vec![
            Rule::OneOf(&[0, 1]),
            Rule::RequiredIf { field: 1, other: 0 },
        ],
    };
    shape_with(fields, rules)
}

proptest! {
    #[test]
    fn parameters_read_back_as_they_were(record in instance()) {
        let shape = top_runtime::Object::shape(&record);
        for endpoint in [flat(shape), wrapped(shape)] {
            // A `Json` item with a comma is the one thing here that no joined list can hold.
            if let Ok(checked) = check(endpoint, &record) {
                let params = encode(checked).unwrap();
                let read = Record::from_params(endpoint, params.iter(), []);
                prop_assert_eq!(read.as_ref(), Ok(&record));
            }
        }
    }

    #[test]
    fn json_is_what_the_record_holds(record in instance()) {
        let text = to_json(&record).unwrap();
        let parsed: Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&parsed, &record.to_json_value());
        prop_assert_eq!(text.len(), parsed.to_string().len(), "as compact as serde_json's");
    }

    #[test]
    fn no_input_panics_and_nothing_empty_is_sent(kinds in vec(rough_kind(), 0..6), json in anything()) {
        let shape = rough_shape(kinds);
        let Some(members) = json.as_object() else { return Ok(()) };
        let _ = top_runtime::encode::Params::from_json(members);
        let Ok(record) = Record::from_json(shape, members) else { return Ok(()) };
        let _ = check_object(&record);
        for endpoint in [flat(shape), wrapped(shape)] {
            let Ok(checked) = check(endpoint, &record) else { continue };
            let params = encode(checked).unwrap();
            for (name, value) in params.iter() {
                prop_assert!(!is_blank(value));
                if name == "req" {
                    prop_assert!(!has_empty(&serde_json::from_str(value).unwrap()), "{}", value);
                }
            }
        }
    }
}
