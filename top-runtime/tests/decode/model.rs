//! Any JSON that `serde_json` writes reads as `serde_json` reads it.

use crate::declared::{Everything, it};
use proptest::prelude::*;
use serde_json::{Map, Value as JsonValue, json};
use top_runtime::Value;

/// JSON for the fields of [`Everything`], and for some that it has not.
fn object() -> impl Strategy<Value = JsonValue> {
    let leaf = prop_oneof![scalars().prop_map(JsonValue::Object), Just(json!({})),];
    leaf.prop_recursive(4, 16, 2, |inner| {
        (scalars(), inner).prop_map(|(mut members, nested)| {
            members.insert("nested".into(), nested);
            JsonValue::Object(members)
        })
    })
}

fn scalars() -> impl Strategy<Value = Map<String, JsonValue>> {
    let member = prop_oneof![
        any::<String>().prop_map(|text| ("text", json!(text))),
        any::<i64>().prop_map(|number| ("integer", json!(number))),
        any::<i32>().prop_map(|number| ("narrow", json!(number))),
        any::<bool>().prop_map(|flag| ("flag", json!(flag))),
        prop::collection::vec(any::<i64>(), 0..4).prop_map(|list| ("integers", json!(list))),
        prop::collection::vec(any::<String>(), 0..4).prop_map(|list| ("texts", json!(list))),
        any_json().prop_map(|value| ("raw", value)),
        any_json().prop_map(|value| ("unknown", value)),
    ];
    prop::collection::vec(member, 0..8).prop_map(|members| {
        members
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    })
}

fn any_json() -> impl Strategy<Value = JsonValue> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(JsonValue::from),
        any::<i64>().prop_map(JsonValue::from),
        any::<String>().prop_map(JsonValue::from),
        Just(JsonValue::Null),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(JsonValue::from),
            prop::collection::vec((any::<String>(), inner), 0..4)
                .prop_map(|members| JsonValue::Object(members.into_iter().collect())),
        ]
    })
}

/// What [`Everything`] should hold, taken from the tree of `serde_json`.
fn expected(json: &JsonValue) -> Everything {
    Everything {
        text: json["text"].as_str().map(Into::into),
        integer: json["integer"].as_i64(),
        narrow: json["narrow"]
            .as_i64()
            .map(|number| i32::try_from(number).unwrap()),
        flag: json["flag"].as_bool(),
        integers: serde_json::from_value(json["integers"].clone()).unwrap_or_default(),
        texts: serde_json::from_value(json["texts"].clone()).unwrap_or_default(),
        raw: Some(&json["raw"])
            .filter(|raw| !raw.is_null())
            .map(|raw| top_runtime::Serde(raw.clone())),
        nested: json.get("nested").map(|nested| Box::new(expected(nested))),
        ..Value::empty()
    }
}

proptest! {
    #[test]
    fn compact_pretty_and_any_order_read_the_same(json in object()) {
        let expected = expected(&json);
        prop_assert_eq!(&it::<Everything>(&json.to_string()).unwrap(), &expected);
        prop_assert_eq!(&it::<Everything>(&serde_json::to_string_pretty(&json).unwrap()).unwrap(), &expected);
        let mut backwards: Vec<_> = json.as_object().unwrap().iter().collect();
        backwards.reverse();
        let members: Vec<_> = backwards.iter().map(|(name, value)| format!("{}:{value}", json!(name))).collect();
        prop_assert_eq!(&it::<Everything>(&format!("{{{}}}", members.join(" , "))).unwrap(), &expected);
    }
}
