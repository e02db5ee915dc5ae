//! What keeps an input from being read, before it is shown with its source.

/// What is wrong, where, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// The line, from 1.
    pub(super) line: usize,
    /// What is wrong with it.
    pub(super) what: String,
    /// How to mend it.
    pub(super) help: &'static str,
}

impl Fault {
    pub(super) fn new(line: usize, what: impl Into<String>, help: &'static str) -> Self {
        Self {
            line,
            what: what.into(),
            help,
        }
    }

    pub(super) fn empty() -> Self {
        Self::new(
            1,
            "the input is empty",
            "Copy the whole page of the method, from its title to the foot.",
        )
    }

    pub(super) fn not_utf8(line: usize) -> Self {
        Self::new(
            line,
            "this is not UTF-8",
            "Save the file as UTF-8; if it is, it was cut off in the middle of a character.",
        )
    }

    /// HTML: `rest` is `text` from its first tag.
    pub(super) fn markup(text: &str, rest: &str) -> Self {
        let before = text.strip_suffix(rest).unwrap_or_default();
        Self::new(
            1 + before.matches('\n').count(),
            "this is markup, not the text of a page",
            "Open the page in a browser, select all, copy, and save what was copied as text.",
        )
    }

    pub(super) fn deep(line: usize, name: &str) -> Self {
        Self::new(
            line,
            format!("`{name}` lies deeper than {} levels", super::bounds::DEPTH),
            "No method of the platform nests as deep; check what was pasted here.",
        )
    }
}
