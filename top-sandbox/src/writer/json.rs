//! JSON: classic, with a root and wrapped lists, or simplified, with neither.

use std::fmt::Write;

use top_runtime::{Endpoint, Kind, List, Object, Ref};

use super::{Quirks, is_prose, names};
use crate::error_response::ErrorResponse;

/// A successful reply with its root and wrapped lists.
pub(super) fn classic(
    endpoint: &Endpoint,
    value: Ref<'_>,
    request_id: &str,
    quirks: Quirks,
) -> String {
    let out = format!("{{\"{}\":", endpoint.root());
    let mut writer = Writer {
        out,
        quirks,
        classic: true,
    };
    writer.reply(endpoint, value, request_id);
    writer.out.push('}');
    writer.out
}

/// A successful reply with neither.
pub(super) fn simplified(
    endpoint: &Endpoint,
    value: Ref<'_>,
    request_id: &str,
    quirks: Quirks,
) -> String {
    let mut writer = Writer {
        out: String::new(),
        quirks,
        classic: false,
    };
    writer.reply(endpoint, value, request_id);
    writer.out
}

/// An `error_response`.
pub(super) fn error(error: &ErrorResponse, request_id: &str) -> String {
    let mut writer = Writer {
        out: String::from("{\"error_response\":{"),
        quirks: Quirks::default(),
        classic: true,
    };
    for (name, value, is_number) in error.members() {
        writer.key(name);
        if is_number {
            writer.out.push_str(&value);
        } else {
            writer.quoted(&value);
        }
    }
    writer.key("request_id");
    writer.quoted(request_id);
    writer.out.push_str("}}");
    writer.out
}

struct Writer {
    out: String,
    quirks: Quirks,
    classic: bool,
}

impl Writer {
    fn reply(&mut self, endpoint: &Endpoint, value: Ref<'_>, request_id: &str) {
        self.out.push('{');
        match (endpoint.member_name(), value) {
            (Some(member), value) => self.member(member, endpoint.response(), value),
            (None, Ref::Object(object)) => self.members(object),
            (None, _) => {}
        }
        self.key("request_id");
        self.quoted(request_id);
        self.out.push('}');
    }

    fn members(&mut self, object: &dyn Object) {
        for (index, field) in object.shape().fields().iter().enumerate() {
            let value = self.quirks.shown(field, object.get(index));
            self.member(field.name(), field.kind(), value);
        }
    }

    fn member(&mut self, name: &str, kind: Kind, value: Ref<'_>) {
        if !matches!(value, Ref::Absent) {
            self.key(name);
            self.value(kind, value);
        }
    }

    fn key(&mut self, name: &str) {
        if !self.out.ends_with('{') {
            self.out.push(',');
        }
        let _ = write!(self.out, "\"{name}\":");
    }

    fn value(&mut self, kind: Kind, value: Ref<'_>) {
        match value {
            Ref::Integer(number) => self.bare(&number),
            Ref::Bool(flag) => self.bare(&flag),
            // Prices and decimals are text on the wire (protocol §5.1).
            Ref::Decimal(number) => self.quoted(&number.to_string()),
            Ref::Date(date) => self.quoted(&date.to_string()),
            Ref::Text(text) => self.text(text),
            Ref::Object(object) => {
                self.out.push('{');
                self.members(object);
                self.out.push('}');
            }
            Ref::List(list) => self.list(kind, list),
            Ref::Raw(raw) => self.raw(raw),
            _ => self.out.push_str("null"),
        }
    }

    fn bare(&mut self, value: &dyn std::fmt::Display) {
        let quote = if self.quirks.wrong_types { "\"" } else { "" };
        let _ = write!(self.out, "{quote}{value}{quote}");
    }

    fn text(&mut self, text: &str) {
        // A leading zero or a long id would not survive as a number.
        let is_number = text
            .parse::<i64>()
            .is_ok_and(|number| number.to_string() == text);
        if self.quirks.wrong_types && is_number {
            self.out.push_str(text);
        } else {
            self.quoted(text);
            if self.quirks.control_characters && is_prose(text) {
                self.out.pop();
                self.out.push_str("\t\r\n\u{1}\"");
            }
        }
    }

    fn list(&mut self, kind: Kind, list: &dyn List) {
        if self.quirks.empty_lists || (self.classic && list.is_empty()) {
            self.out.push_str("{}");
            return;
        }
        let Kind::List(&item) = kind else { return };
        if self.classic {
            let _ = write!(self.out, "{{\"{}\":", names::item_name(item));
        }
        self.out.push('[');
        for index in 0..list.len() {
            if index > 0 {
                self.out.push(',');
            }
            self.value(item, list.item(index));
        }
        self.out.push(']');
        if self.classic {
            self.out.push('}');
        }
    }

    fn raw(&mut self, raw: &dyn top_runtime::Raw) {
        let start = self.out.len();
        if raw.write(&mut self.out).is_err() {
            self.out.truncate(start);
            self.out.push_str("null");
        }
    }

    fn quoted(&mut self, text: &str) {
        let _ = write!(self.out, "{}", serde_json::Value::from(text));
    }
}
