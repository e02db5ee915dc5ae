//! Words of a page as Markdown that shows them as they are, and that neither rustdoc nor clippy
//! takes for anything else.

use super::comment::plain;

/// The text on one line: names of code in backticks, addresses as links, marks escaped.
pub(crate) fn escaped(text: &str) -> String {
    // Clippy counts backticks.
    let text = plain(text).replace('`', "'");
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let length = address(rest)
            .map(|length| (length, "<", ">"))
            .or_else(|| code(rest).map(|length| (length, "`", "`")));
        if let Some((length, open, close)) = length {
            let (inside, behind) = rest.split_at(length);
            out.extend([open, inside, close]);
            rest = behind;
            continue;
        }
        let length = plain_run(rest).max(first.len_utf8());
        let (inside, behind) = rest.split_at(length);
        let inside = without_camels(inside);
        mark(&inside, behind, &mut out);
        rest = behind;
    }
    out
}

/// How long the address is that the text begins with.
fn address(text: &str) -> Option<usize> {
    let scheme = text.find(|c: char| !c.is_ascii_alphanumeric())?;
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic());
    if !begins || !(2..=20).contains(&scheme) || !text.get(scheme..)?.starts_with("://") {
        return None;
    }
    let is_part = |c: char| c.is_ascii_graphic() && !"<>\"'`\\{}|^".contains(c);
    let length = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let address = text
        .get(..length)?
        .trim_end_matches(|c| ".,;:!?)]*_~".contains(c));
    (address.len() > scheme + 3).then_some(address.len())
}

/// How long the name of code is that the text begins with: one with an underscore, with capitals
/// inside, or called. Marks that clippy takes for a path, an address or a call count too.
fn code(text: &str) -> Option<usize> {
    if let Some(mark) = ["://", "()"].iter().find(|mark| text.starts_with(**mark)) {
        return Some(mark.len());
    }
    let colons = text.len() - text.trim_start_matches(':').len();
    if colons > 1 {
        return Some(colons);
    }
    let mut length = word(text);
    while let Some(behind) = text.get(length..).and_then(|rest| rest.strip_prefix('.')) {
        match word(behind) {
            0 => break,
            more => length += 1 + more,
        }
    }
    let name = text.get(..length)?;
    let is_called = length > 0 && text.get(length..)?.starts_with("()");
    let is_code = name
        .split('.')
        .any(|word| word.contains('_') || is_camel(word));
    match (is_called, is_code) {
        (true, _) => Some(length + 2),
        (false, true) => Some(length),
        (false, false) => None,
    }
}

/// How many bytes of letters, digits and underscores the text begins with.
fn word(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(text.len())
}

fn is_camel(word: &str) -> bool {
    let capitals = word
        .chars()
        .skip(1)
        .filter(char::is_ascii_uppercase)
        .count();
    capitals > 0 && word.chars().any(|c| c.is_ascii_lowercase())
}

/// How many bytes there are before an address or a name of code may begin.
fn plain_run(text: &str) -> usize {
    let mut before = ' ';
    for (at, char) in text.char_indices() {
        let begins = (char.is_ascii_alphanumeric() || char == '_') && !is_word(before);
        let begins = begins || char == '(' || char == ':' && before != ':';
        let rest = text.get(at..).unwrap_or_default();
        if at > 0 && begins && (address(rest).is_some() || code(rest).is_some()) {
            return at;
        }
        before = char;
    }
    text.len()
}

fn is_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '_'
}

/// Clippy takes letters without a gap for a name in camel case, in whatever script: those with
/// small letters go into backticks then.
fn without_camels(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let gap = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
        let (before, word) = rest.split_at(gap);
        let end = word
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(word.len());
        let (word, behind) = word.split_at(end);
        out.push_str(before);
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        if capitals > 1 && word.chars().any(char::is_lowercase) {
            small_letters_as_code(word, &mut out);
        } else {
            out.push_str(word);
        }
        rest = behind;
    }
    out
}

fn small_letters_as_code(word: &str, out: &mut String) {
    let has_case = |c: char| c.is_lowercase() || c.is_uppercase() || c.is_ascii_digit();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let inside = has_case(first);
        let end = rest.find(|c| has_case(c) != inside).unwrap_or(rest.len());
        let (run, behind) = rest.split_at(end);
        let is_small = inside && run.chars().any(char::is_lowercase);
        let tick = if is_small { "`" } else { "" };
        out.extend([tick, run, tick]);
        rest = behind;
    }
}

/// Escapes what Markdown would take for a mark, outside of code.
fn mark(text: &str, behind: &str, out: &mut String) {
    let mut in_code = false;
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        in_code ^= char == '`';
        let next = chars.peek().copied().or(behind.chars().next());
        let entity = |next: char| next.is_ascii_alphanumeric() || next == '#';
        let is_mark = match char {
            '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '~' => true,
            '&' => next.is_some_and(entity),
            _ => false,
        };
        if is_mark && !in_code {
            out.push('\\');
        }
        out.push(char);
    }
}

/// A line whose beginning is no heading, list or table.
pub(super) fn at_line_start(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, behind) = line.split_at(digits);
    let ends_word = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    let is_mark = match behind.chars().next() {
        Some('.' | ')') if digits > 0 => behind.get(1..).is_some_and(ends_word),
        Some('-' | '+') if digits == 0 => {
            behind.get(1..).is_some_and(ends_word) || behind.chars().all(|c| "-+ |:".contains(c))
        }
        Some('#' | '|' | '=' | ':') if digits == 0 => true,
        _ => false,
    };
    if is_mark {
        format!("{number}\\{behind}")
    } else {
        line.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{at_line_start, escaped};

    #[test]
    fn words_are_shown_as_they_are() {
        for (text, markdown) in [
            (
                "品牌ID(不能和outbrandid同时为空)",
                "品牌ID(不能和outbrandid同时为空)",
            ),
            ("与shop_id必选其一", "与`shop_id`必选其一"),
            ("kry是paymentItemId", "kry是`paymentItemId`"),
            ("SaaS品牌ID", "`SaaS`品牌ID"),
            ("data.item_id 和 a.b", "`data.item_id` 和 a.b"),
            ("A或B的xid", "A或B的`xid`"),
            (
                "见https://open.taobao.com/doc.htm?id=1&x=2。",
                "见<https://open.taobao.com/doc.htm?id=1&x=2>。",
            ),
            ("http://幂等", "http`://`幂等"),
            ("call main() 说明()", "call `main()` 说明`()`"),
            ("a::b c", "a`::`b c"),
            (
                "<br/> a*b [x] ~1~ `code`",
                "\\<br/\\> a\\*b \\[x\\] \\~1\\~ 'code'",
            ),
            ("a & b &lt; &#39;", "a & b \\&lt; \\&#39;"),
            ("  a\t\r\n b\u{202e}\u{200b}c ", "a bc"),
            ("*/ }", "\\*/ }"),
            ("", ""),
        ] {
            assert_eq!(escaped(text), markdown);
        }
    }

    #[test]
    fn a_line_begins_with_no_mark() {
        for (line, safe) in [
            ("1. a", "1\\. a"),
            ("1.默认", "1.默认"),
            ("2)", "2\\)"),
            ("- a", "\\- a"),
            ("-1", "-1"),
            ("---", "\\---"),
            ("# a", "\\# a"),
            ("===", "\\==="),
        ] {
            assert_eq!(at_line_start(line), safe);
        }
    }
}
