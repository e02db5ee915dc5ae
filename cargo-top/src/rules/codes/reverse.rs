//! Values after their meanings: `代销：1 经销：2`, `客如云是KRY`, `按件卖(normal)`.

use super::forward::{is_han, value};
use super::pair::Pair;

/// Pairs of `meaning mark value`.
pub(super) fn read(text: &str) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut past = 0;
    for (at, mark) in text.char_indices() {
        if at < past || !matches!(mark, ':' | '=' | '是' | '-') {
            continue;
        }
        let after = text
            .get(at + mark.len_utf8()..)
            .unwrap_or_default()
            .trim_start_matches([' ', '"']);
        let meaning = text.get(past..at).map(ending).unwrap_or_default();
        if let Some((value, rest)) = value(after).filter(|(_, rest)| ends(rest))
            && !meaning.is_empty()
        {
            pairs.push(Pair::new(value, meaning, false));
            past = text.len() - rest.len();
        }
    }
    pairs
}

/// Pairs of `meaning(value)`.
pub(super) fn bracketed(text: &str) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut past = 0;
    for (at, _) in text.match_indices('(') {
        let after = text.get(at + 1..).unwrap_or_default();
        let meaning = text.get(past..at).map(ending).unwrap_or_default();
        let meaning = meaning.trim_start_matches(['或', '者']);
        let inside = value(after).and_then(|(value, rest)| Some((value, rest.strip_prefix(')')?)));
        if let Some((value, rest)) = inside.filter(|_| !meaning.is_empty()) {
            pairs.push(Pair::new(value, meaning, true));
            past = text.len() - rest.len();
        }
    }
    pairs
}

/// Whether a value can end here.
fn ends(rest: &str) -> bool {
    let rest = rest.trim_start_matches('"');
    let goes_on = rest
        .trim_start()
        .starts_with(|c: char| c.is_ascii_alphabetic());
    !goes_on
        && rest
            .chars()
            .next()
            .is_none_or(|c| ",;、。) ]/\n".contains(c))
        && !rest.trim_start().starts_with(['-', ':', '='])
}

/// The words right before a mark, if they are Chinese.
fn ending(before: &str) -> &str {
    let before = before.trim_end_matches([' ', '"']);
    if !before.ends_with(|c: char| is_han(c) || c == ')' || c.is_ascii_uppercase()) {
        return "";
    }
    let outside = if before.ends_with(')') {
        before.rfind('(').unwrap_or(0)
    } else {
        before.len()
    };
    let start = before
        .get(..outside)
        .unwrap_or_default()
        .rfind([',', ';', ':', '、', '。', ' ', '\n', '(', '['])
        .and_then(|at| {
            before
                .get(at..)?
                .chars()
                .next()
                .map(|mark| at + mark.len_utf8())
        });
    before.get(start.unwrap_or(0)..).unwrap_or_default()
}
