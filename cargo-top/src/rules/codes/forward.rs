//! Values before their meanings: `10-支付宝;20-微信`, `CS是辰森`, `NORMAL：正常`.

use super::super::text::strip;
use super::pair::Pair;

const BETWEEN: &str = "-->|->|--|——|—|–|-|:|=|==|代表了|代表|表示|指|是|为|、|.|)";

/// A place where a value stands with its mark.
#[derive(Debug, Clone, Copy)]
struct Found<'a> {
    start: usize,
    value: &'a str,
    /// Where its meaning begins.
    end: usize,
    numbered: bool,
}

/// Pairs of `value mark meaning`.
pub(super) fn read(text: &str) -> Vec<Pair> {
    pairs(text, &places(text, marked))
}

/// Pairs of `value meaning` with nothing but a space between.
pub(super) fn spaced(text: &str) -> Vec<Pair> {
    let found: Vec<_> = places(text, unmarked);
    let pairs = pairs(text, &found);
    let short = pairs.iter().all(|pair| pair.meaning.chars().count() <= 12);
    if short { pairs } else { Vec::new() }
}

fn places(text: &str, read: fn(&str, usize) -> Option<Found<'_>>) -> Vec<Found<'_>> {
    let mut found: Vec<Found<'_>> = Vec::new();
    for (at, _) in text.char_indices() {
        let past = found.last().is_none_or(|last| last.end <= at);
        if past && begins(text.get(..at).unwrap_or_default()) {
            found.extend(read(text, at));
        }
    }
    found
}

/// Whether a value may begin after this.
fn begins(before: &str) -> bool {
    let mut before = before.trim_end_matches(['"', '\'']).chars().rev();
    match before.next() {
        None | Some(':' | '=') => true,
        Some('/') => before.next().is_some_and(|c| !c.is_ascii_alphanumeric()),
        Some(c) => !(c.is_ascii_alphanumeric() || "_-.&%~+@#<>".contains(c)),
    }
}

/// The value that starts here, and the rest.
pub(super) fn value(text: &str) -> Option<(&str, &str)> {
    let digits = text
        .strip_prefix('-')
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let body = digits.unwrap_or(text);
    let length = body
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .unwrap_or(body.len());
    let end = length + (text.len() - body.len());
    (length > 0).then(|| {
        (
            text.get(..end).unwrap_or_default(),
            text.get(end..).unwrap_or_default(),
        )
    })
}

fn marked(text: &str, start: usize) -> Option<Found<'_>> {
    let (short, after) = value(text.get(start..)?)?;
    let (value, rest) = hyphened(text.get(start..)?, after).unwrap_or((short, after));
    let rest = rest.trim_start_matches(['"', '\'', ' ']);
    let after = strip(rest, BETWEEN)?;
    let mark = rest.get(..rest.len() - after.len())?;
    let meaning = after.trim_start_matches([' ', '"', '\'']);
    let digits = value
        .trim_start_matches('-')
        .bytes()
        .all(|b| b.is_ascii_digit());
    let numbered = matches!(mark, "." | "、" | ")");
    let first = meaning.chars().next()?;
    let clause = meaning
        .split([',', ';', '。', ' ', '、'])
        .next()
        .unwrap_or_default();
    let begins = is_han(first)
        || first == '('
        || first.is_alphabetic() && (digits || clause.contains(is_han));
    let tied = begins && (digits || !numbered);
    tied.then_some(Found {
        start,
        value,
        end: text.len() - meaning.len(),
        numbered,
    })
}

/// `1-1:直采`: the hyphen belongs to the value.
fn hyphened<'a>(text: &'a str, after: &'a str) -> Option<(&'a str, &'a str)> {
    let (_, rest) = value(after.strip_prefix('-')?)?;
    let marked = rest.trim_start().starts_with([':', '=']);
    marked.then(|| {
        (
            text.get(..text.len() - rest.len()).unwrap_or_default(),
            rest,
        )
    })
}

fn unmarked(text: &str, start: usize) -> Option<Found<'_>> {
    let (value, after) = value(text.get(start..)?)?;
    let meaning = after.trim_start_matches([' ', '"']);
    let code = !value.contains(|c: char| c.is_ascii_lowercase())
        && (value.len() > 1 || value.as_bytes().first()?.is_ascii_digit());
    let tied = code && meaning.len() < after.len() && meaning.starts_with(is_han);
    tied.then_some(Found {
        start,
        value,
        end: text.len() - meaning.len(),
        numbered: true,
    })
}

pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Each meaning goes on to the next value; the last one to what ends the others.
fn pairs(text: &str, found: &[Found<'_>]) -> Vec<Pair> {
    if found
        .first()
        .is_some_and(|first| after_a_word(text, first.start))
    {
        return Vec::new();
    }
    let starts = found
        .iter()
        .skip(1)
        .map(|next| next.start)
        .chain([text.len()]);
    let meanings: Vec<_> = found
        .iter()
        .zip(starts)
        .map(|(one, next)| text.get(one.end..next).unwrap_or_default())
        .collect();
    let Some((last, others)) = meanings.split_last() else {
        return Vec::new();
    };
    let last = cut(last, others);
    found
        .iter()
        .zip(others.iter().chain([&last]))
        .map(|(one, meaning)| {
            let meaning = meaning.split(['。', '\n', ';']).next().unwrap_or_default();
            Pair::new(one.value, meaning, one.numbered)
        })
        .collect()
}

/// `AUDITING 1-待审核`: which of the two travels, nobody says.
fn after_a_word(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    before.ends_with(' ')
        && before
            .trim_end()
            .ends_with(|c: char| c.is_ascii_alphanumeric())
}

/// The last meaning ends where the others do.
fn cut<'a>(last: &'a str, others: &[&str]) -> &'a str {
    let ends = |meaning: &&str| {
        let meaning = meaning.trim_end_matches([' ', '"', '\'']);
        meaning
            .chars()
            .next_back()
            .filter(|end| ",;、。/".contains(*end))
    };
    let delimiter = others.first().and_then(ends);
    let inner = |meaning: &&str| meaning.trim_end_matches([' ', ',']).contains(',');
    let comma = (!others.is_empty() && !others.iter().any(inner)).then_some(',');
    let space = delimiter
        .is_none()
        .then_some(' ')
        .filter(|_| !others.is_empty());
    let stops = [delimiter, comma, space];
    last.split(|c| stops.contains(&Some(c)))
        .next()
        .unwrap_or_default()
}
