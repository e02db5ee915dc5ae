//! The reply of a read, taken apart by its declaration.

use serde_json::Value as JsonValue;

use crate::outcome::can_reject;
use crate::shape::{Kind, Shape, Verdict};

/// A reply and its parts.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    whole: &'a JsonValue,
    value: Option<&'a JsonValue>,
    is_an_answer: bool,
}

impl<'a> Reading<'a> {
    /// Takes a reply of this kind apart; `signed` says whether it had the platform's id of the
    /// call.
    pub(super) fn new(kind: Kind, whole: &'a JsonValue, signed: bool) -> Self {
        let (envelope, shape) = envelope(kind, whole);
        let verdict = shape.map_or(&Verdict::NONE, Shape::judged_by);
        let named = |at: Option<u16>| Some(shape?.fields().get(usize::from(at?))?.name());
        let flags = [
            named(verdict.flag_field()),
            named(verdict.code_field()),
            named(verdict.message_field()),
        ];
        let value = match named(verdict.value_field()) {
            Some(name) => envelope.get(name),
            None => has_more_than(envelope, &flags).then_some(envelope),
        };
        let told = [flags[0], flags[1]].into_iter().flatten();
        let mut told = told.filter_map(|name| envelope.get(name));
        Self {
            whole,
            value: value.filter(|value| !is_blank(value)),
            is_an_answer: signed || told.any(|flag| !flag.is_null()),
        }
    }

    /// All of it.
    pub(super) fn whole(&self) -> &'a JsonValue {
        self.whole
    }

    /// What was asked for, where it is given.
    pub(super) fn value(&self) -> Option<&'a JsonValue> {
        self.value
    }

    /// Whether it is the platform that answers: a proxy's `{}` says nothing about a call.
    pub(super) fn is_an_answer(&self) -> bool {
        self.is_an_answer
    }
}

/// Whether a reply of this kind tells success from rejection.
pub(super) fn has_envelope(kind: Kind) -> bool {
    let (_, shape) = envelope(kind, &JsonValue::Null);
    shape.is_some_and(can_reject)
}

/// The object that tells success from rejection: the reply, or one directly in it.
fn envelope(kind: Kind, whole: &JsonValue) -> (&JsonValue, Option<&'static Shape>) {
    let Kind::Object(nested) = kind else {
        return (whole, None);
    };
    let shape = nested.shape();
    if can_reject(shape) {
        return (whole, Some(shape));
    }
    let inner = shape.fields().iter().find_map(|field| match field.kind() {
        Kind::Object(nested) if can_reject(nested.shape()) => {
            let inner = whole.get(field.name()).unwrap_or(&JsonValue::Null);
            Some((inner, Some(nested.shape())))
        }
        _ => None,
    });
    inner.unwrap_or((whole, Some(shape)))
}

fn has_more_than(value: &JsonValue, names: &[Option<&str>]) -> bool {
    match value {
        JsonValue::Object(members) => members
            .iter()
            .any(|(name, value)| !names.contains(&Some(name)) && !is_blank(value)),
        value => !is_blank(value),
    }
}

/// What a gateway writes where it has nothing.
fn is_blank(value: &JsonValue) -> bool {
    match value {
        JsonValue::Null => true,
        JsonValue::String(text) => crate::blank::is_blank(text),
        JsonValue::Array(items) => items.iter().all(is_blank),
        JsonValue::Object(members) => members.values().all(is_blank),
        _ => false,
    }
}
