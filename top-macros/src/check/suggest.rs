//! "Did you mean …?"

use syn::{Error, Ident};

/// The mistake of an unknown word, with the nearest known one or, if none is near, all of them.
pub(crate) fn unknown<S: AsRef<str>>(
    word: &Ident,
    what: &str,
    known: impl Iterator<Item = S> + Clone,
) -> Error {
    let written = word.to_string();
    let message = match nearest(&written, known.clone()) {
        Some(near) => format!("no {what} `{written}`: did you mean `{}`?", near.as_ref()),
        None => format!("no {what} `{written}`: {}", all(what, known)),
    };
    Error::new(word.span(), message)
}

fn all<S: AsRef<str>>(what: &str, known: impl Iterator<Item = S>) -> String {
    let names: Vec<_> = known.map(|name| format!("`{}`", name.as_ref())).collect();
    if names.is_empty() {
        format!("there is no {what} here")
    } else {
        format!("the {what}s are {}", names.join(", "))
    }
}

/// The known word that takes the fewest edits, if those are few for its length.
pub(crate) fn nearest<S: AsRef<str>>(word: &str, known: impl Iterator<Item = S>) -> Option<S> {
    known
        .map(|name| (distance(word, name.as_ref()), name))
        .filter(|(edits, name)| *edits <= name.as_ref().len().div_ceil(3))
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, name)| name)
}

/// How many letters are put in, taken out or changed between the two (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let mut last = to.chars().count();
    let mut row: Vec<usize> = (1..=last).collect();
    for (above, a) in from.chars().enumerate() {
        let mut diagonal = above;
        let mut left = above + 1;
        for (cell, b) in row.iter_mut().zip(to.chars()) {
            let changed = diagonal + usize::from(a != b);
            diagonal = *cell;
            left = changed.min(left + 1).min(diagonal + 1);
            *cell = left;
        }
        last = left;
    }
    last
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn edits_are_counted() {
        assert_eq!(distance("", ""), 0);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", ""), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("brand_id", "brandid"), 1);
        assert_eq!(distance("品牌", "品"), 1);
    }

    #[test]
    fn only_a_near_word_is_suggested() {
        let known = ["method", "response", "read"];
        assert_eq!(nearest("metod", known.iter()), Some(&"method"));
        assert_eq!(nearest("colour", known.iter()), None);
    }
}
