//! Comments of several lines.

use super::lines::Lines;
use super::literal::is_unseen;
use super::wrap;

/// The widest line, as rustfmt has it.
pub(crate) const COLUMNS: usize = 100;

/// A doc comment of Markdown that is already escaped. `Undocumented.` where there is none.
pub(super) fn docs(out: &mut Lines, mark: &str, indent: &str, markdown: &str) {
    let text = if markdown.is_empty() {
        "Undocumented."
    } else {
        markdown
    };
    for line in wrap::lines(text, COLUMNS - indent.len() - mark.len() - 1) {
        let line = super::markdown::at_line_start(&line);
        out.line(format_args!("{indent}{mark} {line}"));
    }
}

/// A comment that a person is to read.
pub(super) fn check(out: &mut Lines, indent: &str, told: &str) {
    let text = format!("check: {}", plain(told));
    for line in wrap::lines(&text, COLUMNS - indent.len() - 3) {
        out.line(format_args!("{indent}// {line}"));
    }
}

/// Text on one line, without what cannot be seen.
pub(super) fn plain(text: &str) -> String {
    let seen = text.chars().map(|char| {
        if char.is_whitespace() || char.is_control() {
            ' '
        } else {
            char
        }
    });
    let seen: String = seen.filter(|char| !is_unseen(*char)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}
