//! Parameters of a method that nobody declared, from JSON.

use serde_json::{Map, Number, Value as JsonValue};

use crate::blank::is_blank;
use crate::check::{MAX_DEPTH, TOO_DEEP};
use crate::encode::escape::quoted;
use crate::encode::{Params, write_scalar};
use crate::public::is_public;
use crate::read::{LOST_DIGITS, digits};
use crate::value::Ref;
use crate::violation::{Breach, Path, Violation, Violations};

impl Params {
    /// Makes business parameters of a JSON object without a declaration: one parameter a member.
    ///
    /// Scalars are text, lists of scalars are joined by commas, objects and other lists are JSON.
    /// Null, blank and empty values are not sent, at any depth.
    ///
    /// ```
    /// use top_runtime::encode::Params;
    ///
    /// let json = serde_json::json!({ "ids": [1, 2], "order": { "id": "7", "memo": null } });
    /// let params = Params::from_json(json.as_object().unwrap())?;
    /// assert_eq!(params.iter().collect::<Vec<_>>(), [("ids", "1,2"), ("order", r#"{"id":"7"}"#)]);
    /// # Ok::<(), top_runtime::Violations>(())
    /// ```
    ///
    /// # Errors
    /// All violations: names of public parameters, items that are blank or hold a comma, numbers
    /// that may have lost digits.
    pub fn from_json(json: &Map<String, JsonValue>) -> Result<Self, Violations> {
        let mut writer = Writer::default();
        for (name, value) in json {
            let path = Path::Root.field(name);
            if is_public(name) {
                writer.report(&path, Breach::PublicParameter);
            } else {
                let parameter = writer.params.open(name);
                let worth_sending = writer.parameter(value, &path);
                writer.params.close(parameter, worth_sending);
            }
        }
        Violations::none_or(writer.found)?;
        Ok(writer.params)
    }
}

#[derive(Default)]
struct Writer {
    params: Params,
    found: Vec<Violation>,
}

impl Writer {
    /// Writes a value as a parameter's text, and tells whether it is worth sending.
    fn parameter(&mut self, value: &JsonValue, path: &Path<'_>) -> bool {
        match value {
            JsonValue::Array(items) if items.iter().all(is_scalar) => self.joined(items, path),
            JsonValue::Object(_) | JsonValue::Array(_) => self.json(value, path, MAX_DEPTH),
            scalar => self.scalar(scalar, path),
        }
    }

    fn joined(&mut self, items: &[JsonValue], path: &Path<'_>) -> bool {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.params.text.push(',');
            }
            let here = path.item(index);
            let start = self.params.text.len();
            if !self.scalar(item, &here) {
                self.report(&here, Breach::BlankItem);
            }
            let written = self.params.text.get(start..);
            if written.is_some_and(|text| text.contains(',')) {
                self.report(&here, Breach::Comma);
            }
        }
        !items.is_empty()
    }

    /// Writes a scalar as text.
    fn scalar(&mut self, value: &JsonValue, path: &Path<'_>) -> bool {
        match value {
            JsonValue::String(text) => {
                self.params.text.push_str(text);
                !is_blank(text)
            }
            JsonValue::Number(number) => self.number(number, path),
            JsonValue::Bool(flag) => write_scalar(&mut self.params.text, Ref::Bool(*flag)),
            JsonValue::Null | JsonValue::Array(_) | JsonValue::Object(_) => false,
        }
    }

    fn number(&mut self, number: &Number, path: &Path<'_>) -> bool {
        match digits(number) {
            Some(digits) => self.params.text.push_str(&digits),
            None => self.report(path, LOST_DIGITS),
        }
        true
    }

    /// Writes a value as JSON.
    fn json(&mut self, value: &JsonValue, path: &Path<'_>, left: usize) -> bool {
        let Some(left) = left.checked_sub(1) else {
            self.report(path, TOO_DEEP);
            return true;
        };
        match value {
            JsonValue::Object(members) => self.members(members, path, left),
            JsonValue::Array(items) => self.items(items, path, left),
            JsonValue::String(text) => {
                quoted(&mut self.params.text, text);
                !is_blank(text)
            }
            scalar => self.scalar(scalar, path),
        }
    }

    fn members(&mut self, members: &Map<String, JsonValue>, path: &Path<'_>, left: usize) -> bool {
        self.params.text.push('{');
        let mut any = false;
        for (name, value) in members {
            let start = self.params.text.len();
            if any {
                self.params.text.push(',');
            }
            quoted(&mut self.params.text, name);
            self.params.text.push(':');
            if self.json(value, &path.field(name), left) {
                any = true;
            } else {
                self.params.text.truncate(start);
            }
        }
        self.params.text.push('}');
        any
    }

    fn items(&mut self, items: &[JsonValue], path: &Path<'_>, left: usize) -> bool {
        self.params.text.push('[');
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.params.text.push(',');
            }
            let here = path.item(index);
            let written = self.json(item, &here, left);
            if !written && is_scalar(item) {
                self.report(&here, Breach::BlankItem);
            }
        }
        self.params.text.push(']');
        !items.is_empty()
    }

    fn report(&mut self, path: &Path<'_>, breach: Breach) {
        self.found.push(Violation::new(path.to_string(), breach));
    }
}

fn is_scalar(value: &JsonValue) -> bool {
    !value.is_object() && !value.is_array()
}
