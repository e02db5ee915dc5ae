//! What is odd about an input: contradictions that a person should know of.

use std::fmt;

/// One oddity, with the line that shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The line of the input, from 1.
    pub line: usize,
    /// What is odd, and what was made of it.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}
