//! Text that is written line by line.

use std::fmt::{Display, Write as _};

use super::comment::COLUMNS;

/// How wide the items of a list are at most before rustfmt puts each on its line.
const SHORT: usize = 60;

/// A text whose lines all end.
#[derive(Debug, Default)]
pub(crate) struct Lines(String);

impl Lines {
    /// Appends a line, or several with line breaks between them.
    pub(crate) fn line(&mut self, line: impl Display) {
        // Writing to a `String` cannot fail.
        let _ = writeln!(self.0, "{line}");
    }

    /// Appends an empty line.
    pub(crate) fn gap(&mut self) {
        self.0.push('\n');
    }

    /// Appends a list behind its beginning, on one line where that is short.
    pub(crate) fn list(&mut self, before: &str, items: &[String]) {
        let together = items.join(", ");
        if together.len() <= SHORT && before.len() + together.len() + 3 <= COLUMNS {
            return self.line(format_args!("{before}[{together}];"));
        }
        self.line(format_args!("{before}["));
        for item in items {
            self.line(format_args!("    {item},"));
        }
        self.line("];");
    }

    /// All of it.
    pub(crate) fn into_text(self) -> String {
        self.0
    }
}
