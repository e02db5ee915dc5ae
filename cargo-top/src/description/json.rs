//! A description as JSON, in the form that is read again.

use serde_json::{Map, Value};

use super::{Description, Field};

impl Description {
    /// Writes the description as JSON, in the form of the catalogue with `session` and `example`
    /// added. What is empty is left out; reading it again gives an equal description but for lines.
    pub fn to_json(&self) -> Value {
        let mut map = Map::new();
        put_text(&mut map, "name", &self.method);
        put_text(&mut map, "apiChineseName", &self.title);
        put_text(&mut map, "description", &self.text);
        put_text(&mut map, "group", self.group.as_deref().unwrap_or_default());
        put(&mut map, "id", self.id);
        put(&mut map, "session", self.session);
        put_fields(&mut map, "requestParams", &self.request);
        put_fields(&mut map, "responseParams", &self.reply);
        Value::Object(map)
    }
}

impl Field {
    fn to_json(&self) -> Value {
        let mut map = Map::new();
        put_text(&mut map, "name", &self.name);
        put_text(&mut map, "type", &self.written_type());
        put_text(&mut map, "description", &self.text);
        put_text(
            &mut map,
            "example",
            self.example.as_deref().unwrap_or_default(),
        );
        put(&mut map, "required", self.required);
        put(&mut map, "maxLength", self.limits.max_length);
        put(&mut map, "maxListSize", self.limits.max_items);
        put(&mut map, "minValue", self.limits.min_value);
        put(&mut map, "maxValue", self.limits.max_value);
        put_fields(&mut map, "subParams", &self.members);
        Value::Object(map)
    }

    /// The type with its list marks, for example `PayChannel[]`.
    pub fn written_type(&self) -> String {
        format!("{}{}", self.type_name, "[]".repeat(self.lists))
    }
}

fn put(map: &mut Map<String, Value>, key: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        map.insert(key.to_owned(), value.into());
    }
}

fn put_text(map: &mut Map<String, Value>, key: &str, text: &str) {
    put(map, key, Some(text).filter(|text| !text.is_empty()));
}

fn put_fields(map: &mut Map<String, Value>, key: &str, fields: &[Field]) {
    if !fields.is_empty() {
        let fields = fields.iter().map(Field::to_json).collect::<Vec<_>>();
        map.insert(key.to_owned(), fields.into());
    }
}
