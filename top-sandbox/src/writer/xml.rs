//! XML, the format of a call that names none.

use std::fmt::Write;

use top_runtime::{Endpoint, Kind, List, Object, Ref};

use super::{Quirks, is_prose, names};
use crate::error_response::ErrorResponse;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"utf-8\" ?>";
/// The platform names the serving host behind the root, and a client has to bear it.
const HOST: &str = "<!--top-sandbox-->";

/// A successful reply.
pub(super) fn reply(
    endpoint: &Endpoint,
    value: Ref<'_>,
    request_id: &str,
    quirks: Quirks,
) -> String {
    let root = endpoint.root();
    let mut writer = Writer {
        out: format!("{DECLARATION}<{root}>"),
        quirks,
    };
    match (endpoint.member_name(), value) {
        (Some(member), value) => writer.element(member, endpoint.response(), value),
        (None, Ref::Object(object)) => writer.elements(object),
        (None, _) => {}
    }
    writer.element("request_id", Kind::Text, Ref::Text(request_id));
    let _ = write!(writer.out, "</{root}>{HOST}");
    writer.out
}

/// An `error_response`.
pub(super) fn error(error: &ErrorResponse, request_id: &str) -> String {
    let mut writer = Writer {
        out: format!("{DECLARATION}<error_response>"),
        quirks: Quirks::default(),
    };
    for (name, value, _) in error.members() {
        writer.element(name, Kind::Text, Ref::Text(&value));
    }
    writer.element("request_id", Kind::Text, Ref::Text(request_id));
    let _ = write!(writer.out, "</error_response>{HOST}");
    writer.out
}

struct Writer {
    out: String,
    quirks: Quirks,
}

impl Writer {
    fn elements(&mut self, object: &dyn Object) {
        for (index, field) in object.shape().fields().iter().enumerate() {
            let value = self.quirks.shown(field, object.get(index));
            self.element(field.name(), field.kind(), value);
        }
    }

    fn element(&mut self, name: &str, kind: Kind, value: Ref<'_>) {
        match value {
            Ref::Absent => {}
            Ref::List(list) => {
                let _ = write!(self.out, "<{name} list=\"true\">");
                self.items(kind, list);
                let _ = write!(self.out, "</{name}>");
            }
            value => {
                let _ = write!(self.out, "<{name}>");
                self.content(value);
                let _ = write!(self.out, "</{name}>");
            }
        }
    }

    fn items(&mut self, kind: Kind, list: &dyn List) {
        let Kind::List(&item) = kind else { return };
        if self.quirks.empty_lists {
            return;
        }
        let name = names::item_name(item);
        for index in 0..list.len() {
            self.element(&name, item, list.item(index));
        }
    }

    fn content(&mut self, value: Ref<'_>) {
        match value {
            Ref::Object(object) => self.elements(object),
            Ref::Text(text) => self.text(text),
            Ref::Integer(number) => self.plain(&number),
            Ref::Bool(flag) => self.plain(&flag),
            Ref::Decimal(number) => self.plain(&number),
            Ref::Date(date) => self.plain(&date),
            Ref::Raw(raw) => {
                let mut json = String::new();
                if raw.write(&mut json).is_ok() {
                    // Text has no quotation marks in XML.
                    let text = serde_json::from_str::<String>(&json);
                    self.text(&text.unwrap_or(json));
                }
            }
            _ => {}
        }
    }

    fn plain(&mut self, value: &dyn std::fmt::Display) {
        let _ = write!(self.out, "{value}");
    }

    fn text(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&apos;"),
                // XML has no way to write the other control characters.
                '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' => {}
                other => self.out.push(other),
            }
        }
        if self.quirks.control_characters && is_prose(text) {
            self.out.push_str("\t\r\n");
        }
    }
}
