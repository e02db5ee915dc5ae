//! A value and what it means.

use super::super::text::{among, has, strip};

/// One documented value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) value: String,
    pub(super) meaning: String,
    /// Whether it may be the number of an item of a list instead (`1.`, `2、`).
    pub(super) numbered: bool,
}

const MARKS: [char; 15] = [
    ' ', ',', ';', '、', '。', '/', '.', '-', '\n', '\r', '\t', '"', '…', '?', '\'',
];

impl Pair {
    pub(super) fn new(value: &str, meaning: &str, numbered: bool) -> Self {
        Self {
            value: value.to_owned(),
            meaning: tidy(meaning).to_owned(),
            numbered,
        }
    }

    /// What it means as far as the first comma.
    pub(super) fn first_clause(&self) -> Self {
        let clause = self
            .meaning
            .split([',', ';', '。'])
            .next()
            .unwrap_or_default();
        Self {
            meaning: clause.trim().to_owned(),
            ..self.clone()
        }
    }

    /// Whether this can be a value with its meaning at all.
    pub(super) fn is_plausible(&self) -> bool {
        const LONGEST: usize = 40;
        let length = self.meaning.chars().count();
        (1..=LONGEST).contains(&length)
            && self.value.len() <= LONGEST
            && !has(&self.meaning, "http|://|依此类推|传入值|单位为")
            && strip(&self.meaning, "时|false|true").is_none()
            && !self.meaning.ends_with(['=', ':', '不'])
            && !among(&self.meaning, "该入参|默认值|默认为|格式|其中")
            && !among(&self.value, "key|value|k|v|id")
            && !is_member(&self.value)
    }

    pub(super) fn told(self) -> (String, String) {
        (self.value, self.meaning)
    }
}

/// `orderId` is a member of an object, not a value.
fn is_member(value: &str) -> bool {
    value.starts_with(|c: char| c.is_ascii_lowercase())
        && value.contains(|c: char| c.is_ascii_uppercase())
}

/// Whether pairs are one list of codes, and not a list of instructions or of flags.
pub(super) fn certain(pairs: &[Pair]) -> bool {
    const SHORT: usize = 24;
    let kind = |value: &str| {
        let digits = value
            .strip_prefix('-')
            .unwrap_or(value)
            .chars()
            .all(|c| c.is_ascii_digit());
        (
            digits,
            !digits && !value.contains(|c: char| c.is_ascii_lowercase()),
        )
    };
    let mut kinds = pairs.iter().map(|pair| kind(&pair.value));
    let first = kinds.next();
    let alike = kinds.all(|kind| Some(kind) == first);
    let short = pairs
        .iter()
        .all(|pair| pair.meaning.chars().count() <= SHORT);
    alike && short && !pairs.iter().all(|pair| pair.numbered) && !has_same_meaning(pairs)
}

fn has_same_meaning(pairs: &[Pair]) -> bool {
    pairs.iter().enumerate().any(|(at, pair)| {
        pairs
            .iter()
            .take(at)
            .any(|other| other.meaning == pair.meaning)
    })
}

/// A meaning without the marks around it and without a bracket that was opened before it.
fn tidy(meaning: &str) -> &str {
    let meaning = unbracketed(meaning);
    strip(meaning, "表示|代表|为")
        .filter(|rest| !rest.is_empty())
        .unwrap_or(meaning)
}

fn unbracketed(meaning: &str) -> &str {
    let mut depth = 0_usize;
    let end = meaning.char_indices().find(|(_, c)| match c {
        '(' | '[' | '【' => {
            depth += 1;
            false
        }
        ')' | ']' | '】' if depth == 0 => true,
        ')' | ']' | '】' => {
            depth -= 1;
            false
        }
        _ => false,
    });
    let meaning = end.map_or(meaning, |(at, _)| meaning.get(..at).unwrap_or_default());
    let meaning = meaning.trim_matches(MARKS);
    let unclosed = meaning
        .rsplit_once(['(', '['])
        .filter(|(_, inside)| !inside.contains([')', ']']));
    unclosed.map_or(meaning, |(before, _)| before.trim_matches(MARKS))
}
