//! Text in lines of a width that people see: Chinese characters are two columns wide.

use unicode_width::UnicodeWidthChar;

/// Where a line may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Break {
    /// Nowhere, as within a word.
    Never,
    /// Between characters of a script that has no spaces, where nothing better is near.
    Between,
    /// At a space, or behind punctuation of such a script.
    Here,
}

/// How many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|char| char.width().unwrap_or(0)).sum()
}

/// Lines of at most so many columns, where words allow it. Code in backticks stays on one line.
pub(super) fn lines(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if width(line.trim_end()) + width(piece.trim_end()) > columns && !line.trim().is_empty() {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        line.push_str(piece);
        while width(line.trim_end()) > columns {
            let Some((head, tail)) = parted(&line, columns) else {
                break;
            };
            let (head, tail) = (head.trim_end().to_owned(), tail.to_owned());
            lines.push(head);
            line = tail;
        }
    }
    lines.push(line.trim_end().to_owned());
    lines.retain(|line| !line.is_empty());
    lines
}

/// The text cut wherever a line ends well.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut ends: Vec<usize> = breaks(text)
        .filter(|(_, quality)| *quality == Break::Here)
        .map(|(at, _)| at)
        .collect();
    ends.push(text.len());
    let mut start = 0;
    ends.into_iter().filter_map(move |end| {
        let piece = text.get(start..end)?;
        start = end;
        Some(piece)
    })
}

/// A line too long, cut at the last place that is not too far.
fn parted(line: &str, columns: usize) -> Option<(&str, &str)> {
    let fits = |at: &usize| line.get(..*at).is_some_and(|head| width(head) <= columns);
    let places = breaks(line).map(|(at, _)| at);
    places.filter(fits).last().map(|at| line.split_at(at))
}

/// The places where a line may end, each behind what comes before it.
fn breaks(text: &str) -> impl Iterator<Item = (usize, Break)> {
    let mut in_code = false;
    let chars = text.char_indices();
    let mut next = text.chars().skip(1);
    chars.filter_map(move |(at, char)| {
        if char == '`' {
            in_code = !in_code;
        }
        let quality = between(char, next.next()?);
        (!in_code && quality > Break::Never).then_some((at + char.len_utf8(), quality))
    })
}

fn between(before: char, after: char) -> Break {
    if before == ' ' {
        return Break::Here;
    }
    if after == ' ' || closes(after) || opens(before) || before == '\\' {
        return Break::Never;
    }
    if is_wide(before) && closes(before) {
        return Break::Here;
    }
    if is_wide(before) || is_wide(after) {
        return Break::Between;
    }
    Break::Never
}

fn is_wide(char: char) -> bool {
    char.width() == Some(2)
}

/// What must not begin a line.
fn closes(char: char) -> bool {
    "，。；：、！？）】》」』”’…％,.;:!?)]}".contains(char)
}

/// What must not end a line.
fn opens(char: char) -> bool {
    "（【《「『“‘([{<".contains(char)
}

#[cfg(test)]
mod tests {
    use super::{lines, width};

    #[test]
    fn words_stay_whole_and_chinese_ends_behind_punctuation() {
        assert_eq!(lines("one two three", 8), ["one two", "three"]);
        assert_eq!(lines("品牌，门店，会员", 9), ["品牌，", "门店，", "会员"]);
        assert_eq!(lines("品牌门店会员", 6), ["品牌门", "店会员"]);
        assert_eq!(lines("在 `a b c d e` 中", 6), ["在", "`a b c d e`", "中"]);
        assert_eq!(lines("superlongword", 5), ["superlongword"]);
        assert_eq!(lines(" ", 5), [""; 0]);
    }

    #[test]
    fn no_line_begins_with_what_closes() {
        for columns in 4..30 {
            for line in lines("是否（必须）填写：是，否。其它（例如“无”）", columns)
            {
                assert!(
                    !line.starts_with(['，', '。', '）', '”', '：']),
                    "{columns}: {line}"
                );
                assert!(width(&line) <= columns.max(6), "{columns}: {line}");
            }
        }
    }
}
