//! Limits that are given as data, as far as they fit the type.

use super::Type;
use crate::description::Limits;

/// The limits that the declaration can hold, and what is to be said of the others.
pub(super) fn fitting(limits: Limits, kind: &Type) -> (Limits, Vec<String>) {
    let mut fitting = Limits::default();
    let mut checks = Vec::new();
    let told = |what: String, why: &str| format!("the page limits it by {what}: {why}");
    if let Some(max) = limits.max_length {
        match kind {
            Type::Text | Type::Json => fitting.max_length = Some(max),
            _ => checks.push(told(
                format!("`maxLength` {max}"),
                "only a text has a length here",
            )),
        }
    }
    if let Some(max) = limits.max_items {
        match kind {
            Type::List(_) => fitting.max_items = Some(max),
            _ => checks.push(told(
                format!("`maxListSize` {max}"),
                "its type is no list, so what counts as an item is not known",
            )),
        }
    }
    if limits.min_value.is_some() || limits.max_value.is_some() {
        let ends = (limits.min_value, limits.max_value);
        match kind {
            Type::Integer | Type::Fen | Type::Yuan | Type::Decimal if in_order(ends) => {
                (fitting.min_value, fitting.max_value) = ends;
            }
            _ => checks.push(told(
                format!("`minValue` and `maxValue` {}", range(ends)),
                "that is no range of its type",
            )),
        }
    }
    (fitting, checks)
}

fn in_order((min, max): (Option<i64>, Option<i64>)) -> bool {
    min.zip(max).is_none_or(|(min, max)| min <= max)
}

fn range((min, max): (Option<i64>, Option<i64>)) -> String {
    let end = |end: Option<i64>| end.map(|end| end.to_string()).unwrap_or_default();
    format!("{}..{}", end(min), end(max))
}

#[cfg(test)]
mod tests {
    use super::{Limits, Type, fitting};

    #[test]
    fn limits_fit_a_type_or_are_told() {
        let limits = Limits {
            max_length: Some(3),
            min_value: Some(1),
            ..Limits::default()
        };
        let (text, told) = fitting(limits, &Type::Text);
        assert_eq!(
            (text.max_length, text.min_value, told.len()),
            (Some(3), None, 1)
        );
        let (number, told) = fitting(limits, &Type::Fen);
        assert_eq!((number.max_length, number.min_value), (None, Some(1)));
        assert_eq!(
            told,
            ["the page limits it by `maxLength` 3: only a text has a length here"]
        );
    }

    #[test]
    fn a_range_without_anything_in_it_is_told() {
        let limits = Limits {
            min_value: Some(2),
            max_value: Some(1),
            ..Limits::default()
        };
        let (none, told) = fitting(limits, &Type::Integer);
        assert_eq!((none, told.len()), (Limits::default(), 1));
    }
}
