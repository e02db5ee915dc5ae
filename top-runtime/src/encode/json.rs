//! Structs as compact JSON, without nulls, blanks and empty values.

use serde::ser::Error as _;

use crate::blank::is_blank;
use crate::check::MAX_DEPTH;
use crate::encode::escape::{escaped, quoted};
use crate::encode::write_scalar;
use crate::text::MASK;
use crate::value::{List, Object, Raw, Ref};
use crate::violation::{Breach, Violation};

/// Writes a struct as the JSON that travels to the platform: without absent and blank fields,
/// empty lists and objects without members. Items of lists keep their places, whatever they are.
///
/// # Errors
/// Where serde cannot write a [`Serde`](crate::Serde) field, and where values nest more than 128
/// levels deep.
pub fn to_json(object: &dyn Object) -> Result<String, serde_json::Error> {
    let mut out = String::with_capacity(512);
    write_json(object, &mut out)?;
    Ok(out)
}

/// Appends what [`to_json`] makes.
///
/// # Errors
/// As [`to_json`].
pub fn write_json(object: &dyn Object, out: &mut String) -> Result<(), serde_json::Error> {
    let mut writer = Json::new(out);
    writer.object(object).map_err(Fault::into_error)?;
    Ok(())
}

/// Writes values into a text.
pub(super) struct Json<'a> {
    out: &'a mut String,
    /// How many levels it may still go down.
    left: usize,
    /// Whether what is declared `secret` is masked.
    masked: bool,
}

impl<'a> Json<'a> {
    pub(super) fn new(out: &'a mut String) -> Self {
        Self {
            out,
            left: MAX_DEPTH,
            masked: false,
        }
    }

    pub(super) fn masked(self, masked: bool) -> Self {
        Self { masked, ..self }
    }

    /// Writes a value, and tells whether it is worth sending.
    pub(super) fn value(&mut self, value: Ref<'_>) -> Result<bool, Fault> {
        match value {
            Ref::Absent | Ref::File(_) => {
                self.out.push_str("null");
                Ok(false)
            }
            Ref::Text(text) => {
                quoted(self.out, text);
                Ok(!is_blank(text))
            }
            Ref::Integer(number) => {
                self.out.push_str(itoa::Buffer::new().format(number));
                Ok(true)
            }
            Ref::Bool(_) => Ok(write_scalar(self.out, value)),
            Ref::Decimal(_) | Ref::Date(_) => {
                self.out.push('"');
                write_scalar(self.out, value);
                self.out.push('"');
                Ok(true)
            }
            Ref::Raw(raw) => write_raw(self.out, raw),
            Ref::Object(object) => self.deeper(|json| json.object(object)),
            Ref::List(list) => self.deeper(|json| json.list(list)),
        }
    }

    /// Writes an object, and tells whether it has members.
    pub(super) fn object(&mut self, object: &dyn Object) -> Result<bool, Fault> {
        self.out.push('{');
        let mut any = false;
        for (index, field) in object.shape().fields().iter().enumerate() {
            let value = object.get(index);
            if matches!(value, Ref::Absent) {
                continue;
            }
            let start = self.out.len();
            if any {
                self.out.push(',');
            }
            self.out.push('"');
            escaped(self.out, field.name());
            self.out.push_str("\":");
            let value_start = self.out.len();
            let written = self.value(value);
            if !written.map_err(|fault| fault.at(Step::Field(field.name())))? {
                self.out.truncate(start);
                continue;
            }
            any = true;
            if self.masked && field.is_secret() {
                self.out.truncate(value_start);
                quoted(self.out, MASK);
            }
        }
        self.out.push('}');
        Ok(any)
    }

    fn list(&mut self, list: &dyn List) -> Result<bool, Fault> {
        self.out.push('[');
        for index in 0..list.len() {
            if index > 0 {
                self.out.push(',');
            }
            let written = self.value(list.item(index));
            written.map_err(|fault| fault.at(Step::Item(index)))?;
        }
        self.out.push(']');
        Ok(!list.is_empty())
    }

    fn deeper(
        &mut self,
        write: impl FnOnce(&mut Self) -> Result<bool, Fault>,
    ) -> Result<bool, Fault> {
        let too_deep = || Fault::new(serde_json::Error::custom("nested too deeply"));
        self.left = self.left.checked_sub(1).ok_or_else(too_deep)?;
        let written = write(self);
        self.left += 1;
        written
    }
}

fn write_raw(out: &mut String, raw: &dyn Raw) -> Result<bool, Fault> {
    let start = out.len();
    raw.write(out).map_err(Fault::new)?;
    Ok(!is_empty_json(out.get(start..).unwrap_or_default()))
}

/// Whether a JSON text is null, blank, or has nothing in it.
pub(crate) fn is_empty_json(json: &str) -> bool {
    let json = json.trim_ascii();
    let within = |open, close| json.strip_prefix(open)?.strip_suffix(close);
    matches!(json, "" | "null")
        || [('{', '}'), ('[', ']'), ('"', '"')]
            .into_iter()
            .any(|(open, close)| within(open, close).is_some_and(is_blank))
}

/// What serde could not write, and where. The place is put together on the way out.
///
/// Boxed, so that success stays small to hand on.
#[derive(Debug)]
pub(super) struct Fault(Box<(serde_json::Error, Vec<Step>)>);

#[derive(Debug)]
pub(super) enum Step {
    Field(&'static str),
    Item(usize),
}

impl Fault {
    fn new(error: serde_json::Error) -> Self {
        Self(Box::new((error, Vec::new())))
    }

    pub(super) fn at(mut self, step: Step) -> Self {
        self.0.1.push(step);
        self
    }

    fn into_error(self) -> serde_json::Error {
        self.0.0
    }

    pub(super) fn into_violation(self) -> Violation {
        let (error, steps) = *self.0;
        let mut path = String::new();
        for step in steps.iter().rev() {
            match step {
                Step::Field(name) if path.is_empty() => path.push_str(name),
                Step::Field(name) => path.extend([".", name]),
                Step::Item(index) => path.extend(["[", &index.to_string(), "]"]),
            }
        }
        Violation::new(path, Breach::Serde(error.to_string()))
    }
}
