//! An input that cannot be read, shown with its source.

use std::sync::Arc;

use miette::{Diagnostic, NamedSource, SourceSpan};
use thiserror::Error;

use super::fault::Fault;

/// What keeps an input from being read: the line, what is wrong with it, and how to mend it.
#[derive(Debug, Clone, Error, Diagnostic)]
#[error("line {line}: {what}")]
#[diagnostic(code(cargo_top::read))]
pub struct ReadError {
    line: usize,
    what: String,
    #[help]
    help: &'static str,
    #[source_code]
    source_code: Arc<NamedSource<String>>,
    #[label("here")]
    span: SourceSpan,
}

impl ReadError {
    pub(super) fn new(name: &str, text: &str, fault: Fault) -> Self {
        Self {
            line: fault.line,
            what: fault.what,
            help: fault.help,
            span: span(text, fault.line),
            source_code: Arc::new(NamedSource::new(name, text.to_owned())),
        }
    }

    /// The line of the input that is at fault, from 1.
    pub fn line(&self) -> usize {
        self.line
    }
}

/// Where a line stands, without the blanks around what it says.
fn span(text: &str, line: usize) -> SourceSpan {
    let mut start = 0;
    for (number, whole) in (1..).zip(text.split_inclusive('\n')) {
        if number == line {
            let indent = whole.len() - whole.trim_start().len();
            return (start + indent, whole.trim().len()).into();
        }
        start += whole.len();
    }
    (text.trim_end().len(), 0).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_marked_without_its_blanks() {
        assert_eq!(span("a\r\n  bc \r\nd", 2), (5, 2).into());
        assert_eq!(span("a\nb", 2), (2, 1).into());
        assert_eq!(span("a\n", 9), (1, 0).into());
    }
}
