//! A request written in the order of its declaration.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value as JsonValue};
use top_runtime::{Kind, Shape};

/// A request as JSON text over several lines, its members in the order of the declaration.
pub(crate) fn pretty(shape: &'static Shape, request: &Map<String, JsonValue>) -> String {
    // Text keys and JSON values can always be written.
    serde_json::to_string_pretty(&Object { shape, request }).unwrap_or_default()
}

struct Object<'a> {
    shape: &'static Shape,
    request: &'a Map<String, JsonValue>,
}

struct Value<'a>(Kind, &'a JsonValue);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for field in self.shape.fields() {
            if let Some(value) = self.request.get(field.name()) {
                map.serialize_entry(field.name(), &Value(field.kind(), value))?;
            }
        }
        map.end()
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.0, self.1) {
            (Kind::Object(nested), JsonValue::Object(request)) => {
                let shape = nested.shape();
                Object { shape, request }.serialize(serializer)
            }
            (Kind::List(item), JsonValue::Array(items)) => {
                serializer.collect_seq(items.iter().map(|value| Value(*item, value)))
            }
            (_, value) => value.serialize(serializer),
        }
    }
}
