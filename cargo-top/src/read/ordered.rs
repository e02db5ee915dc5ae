//! JSON that keeps what a map would lose: the order of members, names given twice, and lines.

use std::cell::Cell;
use std::fmt;
use std::io::Read;
use std::rc::Rc;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::fault::Fault;

/// A value and the line on which it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ordered {
    pub(super) line: usize,
    pub(super) value: Value,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    /// As written.
    Number(String),
    Text(String),
    List(Vec<Ordered>),
    Object(Vec<(String, Ordered)>),
}

impl Ordered {
    /// The text of a value without members; `None` for a list, an object and null.
    pub(super) fn text(&self) -> Option<String> {
        match &self.value {
            Value::Bool(value) => Some(value.to_string()),
            Value::Number(text) | Value::Text(text) => Some(text.clone()),
            Value::Null | Value::List(_) | Value::Object(_) => None,
        }
    }

    /// What it is, in a word.
    pub(super) fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
        }
    }
}

/// Reads the values of a text, one behind the other, whatever blanks stand between them.
pub(super) fn values(text: &str) -> Result<Vec<Ordered>, Fault> {
    let text = text.trim_start_matches('\u{feff}');
    let line = Rc::new(Cell::new(1));
    let reader = Lines {
        rest: text.as_bytes(),
        line: Rc::clone(&line),
    };
    let mut input = serde_json::Deserializer::from_reader(reader);
    let mut values = Vec::new();
    loop {
        match input.end() {
            Ok(()) => return Ok(values),
            Err(_) => values.push(value(&mut input, &line)?),
        }
    }
}

fn value(
    input: &mut serde_json::Deserializer<serde_json::de::IoRead<Lines<'_>>>,
    line: &Cell<usize>,
) -> Result<Ordered, Fault> {
    Seed(line).deserialize(input).map_err(|error| {
        Fault::new(
            error.line().max(1),
            format!("this is not JSON that can be read: {error}"),
            "Mend the JSON there. If the file ends too early, copy it again.",
        )
    })
}

/// Hands out bytes and counts the lines. Each byte is asked for alone, so the count is where the reader is.
struct Lines<'a> {
    rest: &'a [u8],
    line: Rc<Cell<usize>>,
}

impl Read for Lines<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let (Some((first, rest)), Some(place)) = (self.rest.split_first(), buffer.first_mut())
        else {
            return Ok(0);
        };
        if *first == b'\n' {
            self.line.set(self.line.get() + 1);
        }
        *place = *first;
        self.rest = rest;
        Ok(1)
    }
}

/// Reads one value; `serde_json` itself refuses to go deeper than 128 levels.
#[derive(Clone, Copy)]
struct Seed<'a>(&'a Cell<usize>);

impl Seed<'_> {
    fn leaf(self, value: Value) -> Ordered {
        Ordered {
            line: self.0.get(),
            value,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Ordered;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Ordered, D::Error> {
        input.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Ordered;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_unit<E>(self) -> Result<Ordered, E> {
        Ok(self.leaf(Value::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Ordered, E> {
        Ok(self.leaf(Value::Bool(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Ordered, E> {
        Ok(self.leaf(Value::Number(value.to_string())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Ordered, E> {
        Ok(self.leaf(Value::Number(value.to_string())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Ordered, E> {
        Ok(self.leaf(Value::Number(value.to_string())))
    }

    fn visit_str<E>(self, value: &str) -> Result<Ordered, E> {
        Ok(self.leaf(Value::Text(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut input: A) -> Result<Ordered, A::Error> {
        let line = self.0.get();
        let mut items = Vec::new();
        while let Some(item) = input.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Ordered {
            line,
            value: Value::List(items),
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut input: A) -> Result<Ordered, A::Error> {
        let line = self.0.get();
        let mut members = Vec::new();
        while let Some(name) = input.next_key::<String>()? {
            members.push((name, input.next_value_seed(self)?));
        }
        Ok(Ordered {
            line,
            value: Value::Object(members),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_lines_and_names_given_twice_are_kept() {
        let values =
            values("\u{feff}{\"b\": 1,\n \"a\": [true,\n null],\n\"b\": \"x\"}\n{}\n").unwrap();
        let [first, second] = values.as_slice() else {
            panic!("two values");
        };
        let Value::Object(members) = &first.value else {
            panic!("an object");
        };
        let lines: Vec<_> = members
            .iter()
            .map(|(name, value)| (name.as_str(), value.line))
            .collect();
        assert_eq!(lines, [("b", 1), ("a", 2), ("b", 4)]);
        assert_eq!((first.line, second.line), (1, 5));
    }

    #[test]
    fn a_fault_has_its_line_and_depth_has_an_end() {
        assert_eq!(values("{\"a\": 1}\n{\"a\": ]}").unwrap_err().line, 2);
        assert_eq!(values("{\"a\":\n").unwrap_err().line, 2);
        assert!(values(&"[".repeat(100_000)).is_err());
    }
}
