//! Rules of single values and between the fields of one struct.

use rust_decimal::Decimal;
use serde::de::IgnoredAny;
use validator::{ValidateLength as _, ValidateRange as _};

use crate::blank::is_blank;
use crate::check::MAX_DEPTH;
use crate::encode::is_empty_json;
use crate::shape::{Limit, Rule, Shape};
use crate::value::{Object, Ref};
use crate::violation::Breach;

/// Whether a value is given: not absent, blank, an empty list or empty JSON, or a struct that
/// gives nothing.
pub(super) fn is_given(value: Ref<'_>) -> bool {
    gives(value, MAX_DEPTH)
}

fn gives(value: Ref<'_>, depth: usize) -> bool {
    match value {
        Ref::Absent => false,
        Ref::Text(text) => !is_blank(text),
        Ref::List(list) => !list.is_empty(),
        Ref::Object(object) => match depth.checked_sub(1) {
            Some(depth) => {
                (0..object.shape().fields().len()).any(|index| gives(object.get(index), depth))
            }
            // The walk refuses it for its depth.
            None => true,
        },
        Ref::Raw(raw) => {
            let mut json = String::new();
            // Encoding says why serde could not write it.
            raw.write(&mut json).is_err() || !is_empty_json(&json)
        }
        _ => true,
    }
}

/// Which rule between fields a field breaks by not being given.
///
/// A group is broken by its first field alone, so that it is reported once.
pub(super) fn absence(object: &dyn Object, index: usize, rule: &Rule) -> Option<Breach> {
    let given = |position: u16| is_given(object.get(position.into()));
    let name = |position: u16| name(object.shape(), position);
    match *rule {
        Rule::RequiredIf { field, other } if usize::from(field) == index && given(other) => {
            Some(Breach::MissingBecauseOf(name(other)))
        }
        Rule::OneOf(group @ [first, ..])
            if usize::from(*first) == index && !group.iter().copied().any(given) =>
        {
            Some(Breach::NoneOf(group.iter().copied().map(name).collect()))
        }
        _ => None,
    }
}

fn name(shape: &Shape, position: u16) -> &'static str {
    let field = shape.fields().get(usize::from(position));
    field.map_or("", |field| field.name())
}

/// Whether a value breaks a limit.
pub(super) fn broken(limit: &Limit, value: Ref<'_>) -> Option<Breach> {
    match (*limit, value) {
        (Limit::Length { min, max }, Ref::Text(text)) => {
            let kept = text.validate_length(Some(min), Some(max), None);
            (!kept).then_some(Breach::Length { min, max })
        }
        (Limit::Range { min, max }, Ref::Integer(number)) => {
            let kept = number.validate_range(Some(min), Some(max), None, None);
            (!kept).then_some(Breach::Range { min, max })
        }
        (Limit::Range { min, max }, Ref::Decimal(number)) => {
            (!between(number, min, max)).then_some(Breach::Range { min, max })
        }
        (Limit::Items { max }, Ref::List(list)) => {
            let kept = u64::try_from(list.len()).is_ok_and(|len| len <= max);
            (!kept).then_some(Breach::Items { max })
        }
        _ => None,
    }
}

/// `i64::MIN` and `i64::MAX` mean no end, and a decimal may lie beyond them.
fn between(number: Decimal, min: i64, max: i64) -> bool {
    (min == i64::MIN || number >= Decimal::from(min))
        && (max == i64::MAX || number <= Decimal::from(max))
}

/// Whether a text is JSON.
pub(super) fn is_json(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}
