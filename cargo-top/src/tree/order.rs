//! The order in which rustfmt leaves imports, other than modules: numbers in names count as numbers.

use std::cmp::Ordering;

/// A part of a name.
#[derive(Debug, PartialEq, Eq)]
enum Part<'a> {
    Underscore,
    Text(&'a str),
    Number(&'a str),
}

/// Compares two names of modules.
pub(super) fn version(one: &str, other: &str) -> Ordering {
    let mut others = parts(other).into_iter();
    for part in parts(one) {
        let Some(other) = others.next() else {
            return Ordering::Greater;
        };
        let order = compare(&part, &other);
        if order != Ordering::Equal {
            return order;
        }
    }
    if others.next().is_some() {
        return Ordering::Less;
    }
    one.cmp(other)
}

fn compare(one: &Part<'_>, other: &Part<'_>) -> Ordering {
    match (one, other) {
        (Part::Underscore, Part::Underscore) => Ordering::Equal,
        (Part::Underscore, _) => Ordering::Less,
        (_, Part::Underscore) => Ordering::Greater,
        (Part::Number(one), Part::Number(other)) => {
            let value = |digits: &str| digits.trim_start_matches('0').len();
            let digits = |digits: &str| digits.trim_start_matches('0').to_owned();
            value(one)
                .cmp(&value(other))
                .then_with(|| digits(one).cmp(&digits(other)))
        }
        (Part::Text(one) | Part::Number(one), Part::Text(other) | Part::Number(other)) => {
            one.cmp(other)
        }
    }
}

fn parts(name: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let kind = |c: char| (c == '_', c.is_ascii_digit());
        let end = match first {
            '_' => 1,
            _ => rest.find(|c| kind(c) != kind(first)).unwrap_or(rest.len()),
        };
        let (part, behind) = rest.split_at(end);
        parts.push(match first {
            '_' => Part::Underscore,
            '0'..='9' => Part::Number(part),
            _ => Part::Text(part),
        });
        rest = behind;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn numbers_count_as_numbers() {
        let mut names = [
            "get_x10", "get_x2", "get", "get_x", "getter", "get_y", "get_x_a", "get_no2",
        ];
        names.sort_by(|one, other| version(one, other));
        assert_eq!(
            names,
            [
                "get", "get_no2", "get_x", "get_x_a", "get_x2", "get_x10", "get_y", "getter"
            ]
        );
    }
}
