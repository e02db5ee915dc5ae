//! "Did you mean …?"

/// The name most like a mistaken one, if one is like it at all.
pub(crate) fn most_similar<'a>(
    mistaken: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    // More than a third changed is another word.
    let bound = mistaken.chars().count() / 3;
    names
        .into_iter()
        .map(|name| (distance(mistaken, name), name))
        .filter(|(distance, _)| *distance <= bound.max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// How many characters to insert, remove or replace (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (index, left) in from.chars().enumerate() {
        let mut beside = index + 1;
        let mut next = vec![beside];
        for (right, pair) in to.chars().zip(row.windows(2)) {
            let &[diagonal, above] = pair else { continue };
            let replaced = diagonal + usize::from(left != right);
            beside = replaced.min(above + 1).min(beside + 1);
            next.push(beside);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{distance, most_similar};

    #[test]
    fn distances_are_levenshtein_s() {
        for (from, to, expected) in [
            ("", "abc", 3),
            ("abc", "", 3),
            ("kitten", "sitting", 3),
            ("flaw", "lawn", 2),
            ("退款", "退货款", 1),
        ] {
            assert_eq!(distance(from, to), expected, "{from} {to}");
        }
    }

    #[test]
    fn only_a_similar_name_is_offered() {
        let names = ["brand_id", "out_brand_id", "shop_id"];
        assert_eq!(most_similar("outBrand_id", names), Some("out_brand_id"));
        assert_eq!(most_similar("sop_id", names), Some("shop_id"));
        assert_eq!(most_similar("amount", names), None);
    }
}
