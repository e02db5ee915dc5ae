//! Broken rules, shown in the parameters that break them.

use std::fmt;

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};
use top_runtime::{Error, Violation};

use super::Given;

/// All broken rules of a request. The parameters are shown without what may be secret.
#[derive(Debug)]
pub(super) struct Invalid {
    count: usize,
    text: NamedSource<String>,
    labels: Vec<LabeledSpan>,
    help: String,
}

impl Invalid {
    pub(super) fn new(error: &Error, given: &Given) -> Self {
        let label = |violation: &Violation| {
            let place = given.places.nearest(violation.path());
            LabeledSpan::new_with_span(Some(violation.to_string()), place)
        };
        let violations = error.violations();
        Self {
            count: violations.len(),
            text: NamedSource::new(&given.name, given.places.masked(&given.text)),
            labels: violations.iter().map(label).collect(),
            help: error.hint_zh().into_owned(),
        }
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rules = if self.count == 1 { "rule" } else { "rules" };
        write!(
            f,
            "the request breaks {} {rules}; nothing was sent",
            self.count
        )
    }
}

impl std::error::Error for Invalid {}

impl Diagnostic for Invalid {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.help))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.text)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}
