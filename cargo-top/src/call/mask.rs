//! A reply without what its declaration calls secret.

use serde_json::Value as JsonValue;
use top_runtime::{Kind, MASK};

/// Masks the secrets in a value of this kind.
pub(super) fn mask(kind: Kind, value: &mut JsonValue) {
    match (kind, value) {
        (Kind::Object(nested), JsonValue::Object(members)) => {
            for (name, value) in members {
                match nested.shape().field(name) {
                    Some((_, field)) if field.is_secret() => *value = MASK.into(),
                    Some((_, field)) => mask(field.kind(), value),
                    None => {}
                }
            }
        }
        (Kind::List(item), JsonValue::Array(items)) => {
            for value in items {
                mask(*item, value);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use top_runtime::{Field, Kind, Nested, Shape};

    use super::mask;

    #[test]
    fn secrets_are_masked_at_any_depth() {
        static TOKEN: Shape = Shape::new(
            "Token",
            &[
                Field::new("pin", "", Kind::Text, false).secret(),
                Field::new("id", "", Kind::Integer, false),
            ],
        );
        static ITEM: Kind = Kind::Object(Nested::loaded(&TOKEN));
        let mut reply = json!([{"pin": "0000", "id": 7, "other": 1}]);
        mask(Kind::List(&ITEM), &mut reply);
        assert_eq!(reply, json!([{"pin": "***", "id": 7, "other": 1}]));
    }
}
