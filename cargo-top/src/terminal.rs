//! How a command's answer looks: colour and width where it is read on a terminal, plain text elsewhere.

use std::io::{self, IsTerminal, Write};

use miette::IntoDiagnostic;
use serde::Serialize;
use terminal_size::{Width, terminal_size};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The width of what is piped, in cells: what a person reads in a log or a pager.
const PLAIN_WIDTH: usize = 100;

/// The look of one answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    colour: bool,
    width: usize,
}

impl Look {
    /// What suits standard output. `NO_COLOR`, set to something, takes the colours away.
    pub(crate) fn of_stdout() -> Self {
        Self::of(io::stdout().is_terminal())
    }

    /// What suits standard error.
    pub(crate) fn of_stderr() -> Self {
        Self::of(io::stderr().is_terminal())
    }

    fn of(on_terminal: bool) -> Self {
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let width = terminal_size().map(|(Width(cells), _)| usize::from(cells));
        Self {
            colour: on_terminal && !no_colour,
            width: width.filter(|_| on_terminal).unwrap_or(PLAIN_WIDTH).max(40),
        }
    }

    /// No colours, this many cells.
    #[cfg(test)]
    pub(crate) fn plain(width: usize) -> Self {
        Self {
            colour: false,
            width,
        }
    }

    /// How many cells a line has.
    pub(crate) fn width(self) -> usize {
        self.width
    }

    pub(crate) fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    pub(crate) fn dim(self, text: &str) -> String {
        self.with("2", text)
    }

    pub(crate) fn good(self, text: &str) -> String {
        self.with("32", text)
    }

    pub(crate) fn bad(self, text: &str) -> String {
        self.with("31", text)
    }

    fn with(self, code: &str, text: &str) -> String {
        if self.colour && !text.is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    /// Breaks a text between words and between Chinese characters, every line behind this many
    /// spaces. A word that is too long stays whole.
    pub(crate) fn wrapped(self, text: &str, indent: usize) -> String {
        let margin = " ".repeat(indent);
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            lines.extend(self.filled(paragraph, &margin));
        }
        lines.join("\n")
    }

    fn filled(self, paragraph: &str, margin: &str) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in paragraph.split_whitespace() {
            let mut gap = " ";
            for piece in pieces(word) {
                match lines.last_mut() {
                    Some(line) if line.width() + gap.len() + piece.width() <= self.width => {
                        line.push_str(gap);
                        line.push_str(piece);
                    }
                    _ => lines.push(format!("{margin}{piece}")),
                }
                gap = "";
            }
        }
        lines
    }
}

/// A word in the pieces between which a line may break: before and behind every wide character, but
/// not behind an opening bracket nor before a mark that closes.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let mut before = rest.chars().next()?;
        let end = rest.char_indices().skip(1).find(|(_, next)| {
            let breaks = may_break(before, *next);
            before = *next;
            breaks
        });
        let (piece, behind) = rest.split_at_checked(end.map_or(rest.len(), |(at, _)| at))?;
        rest = behind;
        Some(piece)
    })
}

fn may_break(before: char, next: char) -> bool {
    let is_wide = |character: char| character.width() == Some(2);
    (is_wide(before) || is_wide(next))
        && !"(《「【([".contains(before)
        && !",。、;:!?)》」】%,.;:!?)]".contains(next)
}

/// Prints an answer. Whoever reads it may stop early, `head` for example.
pub(crate) fn print(answer: &str) {
    let _ = io::stdout().write_all(answer.as_bytes());
}

/// An answer as JSON, for a script.
///
/// # Errors
/// What it holds cannot be told as JSON.
pub(crate) fn json<T: Serialize + ?Sized>(answer: &T) -> miette::Result<String> {
    Ok(serde_json::to_string_pretty(answer).into_diagnostic()? + "\n")
}

/// Tells what belongs to an answer and is none: what a pipe behind it must not read.
pub(crate) fn tell(words: &str) {
    let _ = io::stderr().write_all(words.as_bytes());
}

/// Control characters as escapes: what somebody else wrote must not steer the terminal.
pub(crate) fn printable(text: &str) -> String {
    let mut printable = String::new();
    for character in text.chars() {
        if character.is_control() {
            printable.extend(character.escape_default());
        } else {
            printable.push(character);
        }
    }
    printable
}

#[cfg(test)]
mod tests {
    use super::{Look, printable};

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(printable("签名\u{1b}[2J\r\n"), "签名\\u{1b}[2J\\r\\n");
    }

    #[test]
    fn lines_break_between_words_by_cells() {
        let look = Look::plain(12);
        assert_eq!(
            look.wrapped("one two three four", 2),
            "  one two\n  three four"
        );
        assert_eq!(
            look.wrapped("签名 参数 different", 0),
            "签名 参数\ndifferent"
        );
        assert_eq!(
            look.wrapped("a-word-that-is-too-long x", 2),
            "  a-word-that-is-too-long\n  x"
        );
        assert_eq!(look.wrapped("", 2), "");
    }

    #[test]
    fn chinese_breaks_anywhere_but_before_its_marks() {
        let look = Look::plain(12);
        assert_eq!(
            look.wrapped("退款单号,不能同时为空", 2),
            "  退款单号,\n  不能同时为\n  空"
        );
        assert_eq!(look.wrapped("数据brand_id不能", 0), "数据brand_id\n不能");
        assert_eq!(
            Look::plain(9).wrapped("is what (逆向)", 0),
            "is what\n(逆向)"
        );
    }
}
