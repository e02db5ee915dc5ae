//! Where in a JSON text each value stands, by the path that violations name it by.

mod members;

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::value::RawValue;
use top_runtime::{Kind, Shape};

use members::{items, members};

/// What the mask is made of.
const BLOT: char = '*';

/// The values of a JSON object, and what of it no output may show.
#[derive(Default)]
pub(crate) struct Places {
    /// Where the object begins.
    root: Range<usize>,
    ranges: BTreeMap<String, Range<usize>>,
    /// The second values of names that are written twice.
    repeated: Vec<(String, Range<usize>)>,
    /// Secrets, and what nobody knows to be none.
    hidden: Vec<Range<usize>>,
}

impl Places {
    /// Finds the values of a text that is a JSON object, a request of this shape.
    pub(super) fn of(shape: &'static Shape, text: &str) -> Self {
        let mut places = Self {
            root: text.find('{').map_or(0..0, |start| start..start + 1),
            ..Self::default()
        };
        places.object(Some(shape), text, "", text);
        places
    }

    /// The place of a value; that of the object around it where it is not given.
    pub(super) fn nearest(&self, path: &str) -> Range<usize> {
        let mut paths = std::iter::successors(Some(path), |path| around(path));
        let found = paths.find_map(|path| self.ranges.get(path));
        found.unwrap_or(&self.root).clone()
    }

    /// The first name that is written twice, and its second value.
    pub(super) fn repeated(&self) -> Option<(&str, Range<usize>)> {
        let (path, range) = self.repeated.first()?;
        Some((path, range.clone()))
    }

    /// The text with what is hidden masked. Every place stays where it is.
    pub(super) fn masked(&self, text: &str) -> String {
        let mut masked = String::with_capacity(text.len());
        // In the order of the text; what is inside something hidden comes behind it.
        for range in &self.hidden {
            if let Some(shown) = text.get(masked.len()..range.start) {
                masked.push_str(shown);
                masked.extend(text.get(range.clone()).into_iter().flat_map(blotted));
            }
        }
        masked.push_str(text.get(masked.len()..).unwrap_or_default());
        masked
    }

    fn object(&mut self, shape: Option<&'static Shape>, json: &str, path: &str, text: &str) {
        for (name, value) in members(json) {
            let here = if path.is_empty() {
                name.clone()
            } else {
                format!("{path}.{name}")
            };
            let field = shape.and_then(|shape| shape.field(&name));
            let range = range_of(value, text);
            let is_unknown = shape.is_some() && field.is_none();
            if is_unknown || field.is_some_and(|(_, field)| field.is_secret()) {
                self.hidden.push(range.clone());
            }
            if self.ranges.insert(here.clone(), range.clone()).is_some() {
                self.repeated.push((here.clone(), range));
            }
            self.value(field.map(|(_, field)| field.kind()), value, &here, text);
        }
    }

    fn value(&mut self, kind: Option<Kind>, value: &RawValue, path: &str, text: &str) {
        let json = value.get();
        if json.starts_with('{') {
            let shape = match kind {
                Some(Kind::Object(nested)) => Some(nested.shape()),
                _ => None,
            };
            return self.object(shape, json, path, text);
        }
        let item = match kind {
            Some(Kind::List(item)) => Some(*item),
            _ => None,
        };
        for (index, value) in items(json).into_iter().enumerate() {
            let here = format!("{path}[{index}]");
            self.ranges.insert(here.clone(), range_of(value, text));
            self.value(item, value, &here, text);
        }
    }
}

/// As many bytes of the mask, on as many lines.
fn blotted(hidden: &str) -> impl Iterator<Item = char> {
    let mask = |character: char| {
        let blot = if character.is_whitespace() {
            character
        } else {
            BLOT
        };
        let times = character.len_utf8() / blot.len_utf8();
        std::iter::repeat_n(blot, times)
    };
    hidden.chars().flat_map(mask)
}

/// The path of the object or list around a value.
fn around(path: &str) -> Option<&str> {
    let end = path.rfind(['.', '['])?;
    path.get(..end)
}

/// Where a part of the text stands in it.
fn range_of(part: &RawValue, text: &str) -> Range<usize> {
    let part = part.get();
    let start = part.as_ptr().addr().saturating_sub(text.as_ptr().addr());
    start..start + part.len()
}

#[cfg(test)]
mod tests {
    use top_runtime::{Field, Kind, Nested, Shape};

    use super::Places;

    static LINE: Shape = Shape::new("Line", &[Field::new("id", "", Kind::Integer, true)]);
    static LINES: Kind = Kind::Object(Nested::loaded(&LINE));
    static SHAPE: Shape = Shape::new(
        "Request",
        &[
            Field::new("name", "", Kind::Text, true),
            Field::new("lines", "", Kind::List(&LINES), false),
            Field::new("pin", "", Kind::Text, false).secret(),
        ],
    );
    const TEXT: &str = r#" {"name": "退款", "lines": [{"id": 7}, {"id":"x"}], "pin": "47 11",
        "sesion": {"a": "b"}}"#;

    fn at(path: &str) -> &str {
        &TEXT[Places::of(&SHAPE, TEXT).nearest(path)]
    }

    #[test]
    fn values_are_found_by_their_paths() {
        assert_eq!(at("name"), r#""退款""#);
        assert_eq!(at("lines[1].id"), r#""x""#);
        assert_eq!(at("lines[0]"), r#"{"id": 7}"#);
        assert_eq!(at("lines[1].fee"), r#"{"id":"x"}"#);
        assert_eq!(at("missing"), "{");
        assert_eq!(at(""), "{");
    }

    #[test]
    fn secrets_and_what_may_be_one_are_masked_in_their_place() {
        let masked = Places::of(&SHAPE, TEXT).masked(TEXT);
        assert_eq!(masked.len(), TEXT.len());
        assert!(
            masked.starts_with(r#" {"name": "退款", "lines": [{"id": 7}"#),
            "{masked}"
        );
        assert!(masked.contains(r#""pin": *** ***,"#), "{masked}");
        assert!(masked.contains(r#""sesion": ***** ****"#), "{masked}");
    }

    #[test]
    fn a_name_written_twice_is_told() {
        let text = r#"{"name": "a", "lines": [{"id": 1, "id": 2}]}"#;
        let places = Places::of(&SHAPE, text);
        let (path, range) = places.repeated().unwrap();
        assert_eq!((path, &text[range]), ("lines[0].id", "2"));
        assert!(Places::of(&SHAPE, TEXT).repeated().is_none());
    }
}
