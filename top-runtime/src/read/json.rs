//! JSON values into slots.

use serde_json::{Map, Number, Value as JsonValue};

use crate::check::TOO_DEEP;
use crate::read::Reader;
use crate::scalar;
use crate::shape::{Field, Kind, Shape};
use crate::similar::most_similar;
use crate::value::{List, Object, Slot};
use crate::violation::{Breach, Path, Violation};

/// A number that a float cannot be trusted with.
pub(crate) const LOST_DIGITS: Breach =
    Breach::Expected("written as text: a JSON number with a fraction holds only 15 digits");

/// Not what the foreign type takes. serde's own words would quote the value.
pub(super) const FOREIGN: Breach = Breach::Expected("JSON of the type that the field declares");

impl Reader {
    /// Reads the members that the shape names, in its order, then complains about the others.
    pub(super) fn object(
        &mut self,
        object: &mut dyn Object,
        json: &Map<String, JsonValue>,
        path: &Path<'_>,
        left: usize,
    ) {
        let shape = object.shape();
        for (index, field) in shape.fields().iter().enumerate() {
            if let Some(value) = json.get(field.name()) {
                let here = path.field(field.name());
                self.value(field.kind(), value, object.slot(index), &here, left);
            }
        }
        for name in json.keys().filter(|name| shape.field(name).is_none()) {
            self.unknown(shape, &path.field(name), name);
        }
    }

    /// Reads a value that may nest `left` levels deep. `null` leaves the slot as it is.
    pub(super) fn value(
        &mut self,
        kind: Kind,
        json: &JsonValue,
        slot: Slot<'_>,
        path: &Path<'_>,
        left: usize,
    ) {
        match (slot, json) {
            (_, JsonValue::Null) => {}
            (Slot::Optional(slot), json) => self.value(kind, json, slot.fill(), path, left),
            (Slot::Object(object), JsonValue::Object(members)) => match left.checked_sub(1) {
                Some(left) => self.object(object, members, path, left),
                None => self.report(path, TOO_DEEP),
            },
            (Slot::List(list), JsonValue::Array(items)) => match left.checked_sub(1) {
                Some(left) => self.items(kind, items, list, path, left),
                None => self.report(path, TOO_DEEP),
            },
            (Slot::Object(_), _) => self.report(path, Breach::Expected("an object")),
            (Slot::List(_), _) => self.report(path, Breach::Expected("a list")),
            (Slot::Raw(raw), json) => {
                if raw.read(&json.to_string()).is_err() {
                    self.report(path, FOREIGN);
                }
            }
            (Slot::File(_), _) => {
                self.report(path, Breach::Expected("a file, which JSON cannot carry"));
            }
            (slot, json) => match text_of(kind, json) {
                Ok(text) => self.scalar(slot, &text, path),
                Err(breach) => self.report(path, breach),
            },
        }
    }

    fn items(
        &mut self,
        kind: Kind,
        items: &[JsonValue],
        list: &mut dyn List,
        path: &Path<'_>,
        left: usize,
    ) {
        let Kind::List(kind) = kind else { return };
        list.clear();
        for (index, item) in items.iter().enumerate() {
            let here = path.item(index);
            if item.is_null() {
                self.report(&here, Breach::BlankItem);
            } else {
                self.value(*kind, item, list.push(), &here, left);
            }
        }
    }

    pub(super) fn scalar(&mut self, slot: Slot<'_>, text: &str, path: &Path<'_>) {
        if let Err(expected) = scalar::put(slot, text) {
            self.report(path, Breach::Expected(expected));
        }
    }

    pub(crate) fn unknown(&mut self, shape: &'static Shape, path: &Path<'_>, name: &str) {
        let similar = most_similar(name, shape.fields().iter().map(Field::name));
        self.report(path, Breach::Unknown { similar });
    }

    pub(crate) fn report(&mut self, path: &Path<'_>, breach: Breach) {
        self.found.push(Violation::new(path.to_string(), breach));
    }
}

/// The text of a scalar, or of anything where the kind is text that holds JSON.
fn text_of(kind: Kind, json: &JsonValue) -> Result<String, Breach> {
    match json {
        JsonValue::String(text) => Ok(text.clone()),
        JsonValue::Bool(flag) => Ok(flag.to_string()),
        JsonValue::Number(number) => digits(number).ok_or(LOST_DIGITS),
        json if matches!(kind, Kind::Json) => Ok(json.to_string()),
        _ => Err(Breach::Expected("text, a number or a Boolean")),
    }
}

/// The digits of a number as they were written; `None` where its float may have lost some.
pub(crate) fn digits(number: &Number) -> Option<String> {
    if !number.is_f64() {
        return Some(number.to_string());
    }
    let text = number.as_f64()?.to_string();
    let significant = text.trim_start_matches(['-', '0', '.']);
    let count = significant.bytes().filter(u8::is_ascii_digit).count();
    (count <= 15).then_some(text)
}
