//! A drift, told to a person or to a script.

use std::fmt::Write as _;

use serde::Serialize;

use super::Drift;
use super::difference::{Difference, Severity};
use crate::terminal::Look;

/// What a comparison of a crate with its pages came to.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    /// The methods that were compared.
    pub compared: Vec<String>,
    /// Declared methods whose page was not given.
    pub without_page: Vec<String>,
    /// Given pages, or descriptions in a file of many, whose method is not declared.
    pub undeclared: Vec<String>,
    /// What counts, the gravest first.
    #[serde(flatten)]
    pub drift: Drift,
    /// Accepted differences that are nowhere any more.
    pub unused: Vec<String>,
}

/// What each weight means to who maintains the declaration.
const HEADINGS: [(Severity, &str); 3] = [
    (
        Severity::Breaks,
        "calls may be refused, or mean something else",
    ),
    (
        Severity::Loosens,
        "the declaration asks for more than the page",
    ),
    (Severity::Adds, "there is more than is declared"),
];

impl Report {
    /// For a person.
    pub(crate) fn told(&self, look: Look) -> String {
        let mut out = String::new();
        for (severity, heading) in HEADINGS {
            let found = self.drift.found.iter();
            let found = found.filter(|difference| difference.change.severity() == severity);
            list(&mut out, &look.bad(heading), found);
        }
        let notes = "notes that do not count: what a page may be understood to say";
        list(&mut out, &look.bold(notes), &self.drift.notes);
        let reworded = "worded differently, which does not count";
        list(&mut out, &look.bold(reworded), &self.drift.reworded);
        let unused = "accepted, and not found any more";
        list(&mut out, &look.bold(unused), &self.unused);
        self.summary(&mut out, look);
        out
    }

    fn summary(&self, out: &mut String, look: Look) {
        let compared = counted(self.compared.len(), "endpoint");
        let found = counted(self.drift.found.len(), "difference");
        let summary = format!("{compared} compared, {found}");
        let summary = if self.drift.found.is_empty() {
            look.good(&summary)
        } else {
            look.bad(&summary)
        };
        let _ = writeln!(out, "{summary}");
        for method in &self.without_page {
            let _ = writeln!(out, "{}", look.dim(&format!("no page given for {method}")));
        }
        match self.undeclared.as_slice() {
            [] => {}
            [method] => {
                let line = format!("not declared: {method}");
                let _ = writeln!(out, "{}", look.dim(&line));
            }
            more => {
                let line = format!("not declared: {} of the methods given", more.len());
                let _ = writeln!(out, "{}", look.dim(&line));
            }
        }
    }
}

fn list(out: &mut String, heading: &str, lines: impl IntoIterator<Item = impl std::fmt::Display>) {
    let mut lines = lines.into_iter().peekable();
    if lines.peek().is_none() {
        return;
    }
    let _ = writeln!(out, "{heading}");
    for line in lines {
        let _ = writeln!(out, "  {line}");
    }
    out.push('\n');
}

fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

/// With its weight, which a script need not know by heart.
impl Serialize for Difference {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Line<'a> {
            severity: Severity,
            change: super::Change,
            method: &'a str,
            side: super::Side,
            #[serde(skip_serializing_if = "str::is_empty")]
            path: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            from: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            to: Option<&'a str>,
            told: String,
        }
        Line {
            severity: self.change.severity(),
            change: self.change,
            method: &self.method,
            side: self.side,
            path: &self.path,
            from: self.from.as_deref(),
            to: self.to.as_deref(),
            told: self.to_string(),
        }
        .serialize(serializer)
    }
}
