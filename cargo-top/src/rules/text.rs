//! Prose made easy to read: sentences without tags, letters of one width and case.

/// What ends a sentence, in either width.
const ENDS: [char; 9] = ['。', '；', ';', '！', '!', '？', '?', '\n', '\r'];

/// Entities that the platform's texts use.
const ENTITIES: [(&str, &str); 8] = [
    ("&quot;", "\""),
    ("&nbsp;", " "),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&hellip;", "…"),
    ("&ldquo;", "“"),
    ("&rdquo;", "”"),
    ("&amp;", "&"),
];

/// The text without HTML: a tag that breaks lines is a line's end, the others are nothing.
pub(super) fn untagged(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        rest = if let Some((name, after)) = tag(after) {
            if strip(name, "br|/p|li").is_some() {
                plain.push('\n');
            }
            after
        } else {
            plain.push('<');
            after
        };
    }
    plain.push_str(rest);
    ENTITIES.iter().fold(plain, |text, (entity, character)| {
        text.replace(entity, character)
    })
}

/// A tag's inside and what follows it; `a < b` is none.
fn tag(text: &str) -> Option<(&str, &str)> {
    let (name, after) = text.split_once('>')?;
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
        .then_some((name, after))
}

/// The bytes of the longest sentence that is read: what is longer is a table or JSON, and takes time
/// that grows faster than it does.
const LONGEST: usize = 4_000;

/// The sentences of a text, as they are but for tags.
pub(super) fn sentences(text: &str) -> Vec<String> {
    untagged(text)
        .split(ENDS)
        .flat_map(stops)
        .map(str::trim)
        .filter(|sentence| (1..=LONGEST).contains(&sentence.len()))
        .map(str::to_owned)
        .collect()
}

/// An ASCII full stop ends a sentence only before a space: `1.默认` goes on.
fn stops(line: &str) -> impl Iterator<Item = &str> {
    line.split(". ")
}

/// One width, one case, one kind of bracket; every character stays one character.
pub(super) fn plain(sentence: &str) -> String {
    sentence.chars().map(narrow).collect()
}

fn narrow(character: char) -> char {
    match character {
        '【' | '〔' | '［' => '[',
        '】' | '〕' | '］' => ']',
        '\u{3000}' | '\t' => ' ',
        '“' | '”' | '‘' | '’' => '"',
        '，' => ',',
        // Both stand between the items of a list, and `|` between words to look for.
        '|' | '｜' => '/',
        '\u{ff01}'..='\u{ff5e}' => u32::from(character)
            .checked_sub(0xfee0)
            .and_then(char::from_u32)
            .map_or(character, |c| c.to_ascii_lowercase()),
        _ => character.to_ascii_lowercase(),
    }
}

/// Words to look for are written as one text, with `|` between them.
fn words(list: &str) -> impl Iterator<Item = &str> {
    list.split('|')
}

/// The longest of the words that the text starts with is taken off.
pub(super) fn strip<'a>(text: &'a str, list: &str) -> Option<&'a str> {
    words(list)
        .filter_map(|word| text.strip_prefix(word))
        .min_by_key(|rest| rest.len())
}

/// The longest of the words that the text ends with is taken off.
pub(super) fn strip_end<'a>(text: &'a str, list: &str) -> Option<&'a str> {
    words(list)
        .filter_map(|word| text.strip_suffix(word))
        .min_by_key(|rest| rest.len())
}

/// Whether any of the words is in the text.
pub(super) fn has(text: &str, list: &str) -> bool {
    words(list).any(|word| text.contains(word))
}

/// Whether the text is one of the words.
pub(super) fn among(text: &str, list: &str) -> bool {
    words(list).any(|word| word == text)
}

/// The text split at separators that no bracket encloses.
pub(super) fn split_outside<'a>(text: &'a str, separators: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let (mut depth, mut start, mut skip) = (0_usize, 0, 0);
    for (at, character) in text.char_indices() {
        match character {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > 0 || at < skip {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        if let Some(after) = strip(rest, separators) {
            parts.extend(text.get(start..at));
            start = text.len() - after.len();
            skip = start;
        }
    }
    parts.extend(text.get(start..));
    parts
}

/// Of a text that ends within a bracket: what is before that bracket, and what is in it. Of any
/// other: nothing, and the whole.
pub(super) fn innermost(text: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices().rev() {
        match character {
            ')' | ']' => depth += 1,
            '(' | '[' if depth == 0 => {
                return (
                    text.get(..at).unwrap_or_default(),
                    text.get(at + 1..).unwrap_or_default(),
                );
            }
            '(' | '[' => depth -= 1,
            _ => {}
        }
    }
    ("", text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_break_lines_or_vanish() {
        assert_eq!(
            untagged("a<br/>b<font color='red'>c</font> 1 < 2"),
            "a\nbc 1 < 2"
        );
        assert_eq!(untagged("&quot;x&quot;&lt;"), "\"x\"<");
    }

    #[test]
    fn sentences_end_in_both_widths_but_not_within_a_number() {
        assert_eq!(
            sentences("类型 1.默认。必填；x"),
            ["类型 1.默认", "必填", "x"]
        );
        assert_eq!(
            sentences("category ID. a and b"),
            ["category ID", "a and b"]
        );
    }

    #[test]
    fn what_is_no_sentence_by_its_length_is_passed_over() {
        let text = format!("{}。必填", "必须传".repeat(LONGEST));
        assert_eq!(sentences(&text), ["必填"]);
    }

    #[test]
    fn widths_and_cases_are_one() {
        assert_eq!(plain("（Ａ，ID：1）【x】"), "(a,id:1)[x]");
    }

    #[test]
    fn brackets_hold_their_separators() {
        assert_eq!(split_outside("a和(b和c)和d", "和"), ["a", "(b和c)", "d"]);
        assert_eq!(innermost("x(a(b)和c"), ("x", "a(b)和c"));
        assert_eq!(innermost("x(a)和c"), ("", "x(a)和c"));
    }
}
