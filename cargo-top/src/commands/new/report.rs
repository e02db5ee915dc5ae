//! What was written, what is odd about the input, and what a person is to check.

use std::path::PathBuf;

use miette::Report as Failure;
use serde::Serialize;

use crate::finding::Finding;
use crate::plan::Module;
use crate::terminal;

/// How many methods are told of one by one on a terminal.
const SHOWN: usize = 20;

/// What a run of `new` did.
#[derive(Debug, Default, Serialize)]
pub(super) struct Report {
    methods: Vec<Method>,
    written: Vec<PathBuf>,
    failed: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    declaration: Option<String>,
    #[serde(skip)]
    failures: Vec<Failure>,
}

/// One method.
#[derive(Debug, Serialize)]
struct Method {
    #[serde(rename = "method")]
    name: String,
    request: String,
    findings: Vec<Odd>,
    checks: Vec<String>,
}

/// Something odd.
#[derive(Debug, Serialize)]
struct Odd {
    line: usize,
    what: String,
}

impl Report {
    /// Adds a method that was declared.
    pub(super) fn method(&mut self, module: &Module, findings: &[Finding]) {
        let request = module.structs.first().map(|request| request.name.clone());
        self.methods.push(Method {
            name: module.method.clone(),
            request: request.unwrap_or_default(),
            findings: findings
                .iter()
                .map(|finding| Odd {
                    line: finding.line,
                    what: finding.what.clone(),
                })
                .collect(),
            checks: module.all_checks(),
        });
    }

    /// Adds a file.
    pub(super) fn written(&mut self, path: PathBuf) {
        self.written.push(path);
    }

    /// Adds what could not be declared.
    pub(super) fn failed(&mut self, failures: Vec<Failure>) {
        self.failed.extend(failures.iter().map(ToString::to_string));
        self.failures.extend(failures);
    }

    /// Adds the declaration itself, for readers of JSON.
    pub(super) fn declaration(&mut self, text: String) {
        self.declaration = Some(text);
    }

    /// Tells it all: as JSON on standard output, or for people on standard error.
    pub(super) fn print(&self, json: bool) {
        if json {
            return terminal::print(&terminal::json(self).unwrap_or_default());
        }
        for failure in &self.failures {
            eprintln!("{failure:?}");
        }
        for method in self.methods.iter().filter(|_| self.methods.len() <= SHOWN) {
            method.print();
        }
        if self.written.len() > 1 {
            eprintln!("{}", self.summary());
        }
    }

    fn summary(&self) -> String {
        let odd: usize = self
            .methods
            .iter()
            .map(|method| method.findings.len())
            .sum();
        let checks: usize = self.methods.iter().map(|method| method.checks.len()).sum();
        format!(
            "declared {} methods in {} files; {odd} oddities, {checks} places marked `// check:`, \
             {} not declared (--json lists them)",
            self.methods.len(),
            self.written.len(),
            self.failures.len()
        )
    }
}

impl Method {
    fn print(&self) {
        for odd in &self.findings {
            eprintln!("{}: line {}: {}", self.name, odd.line, odd.what);
        }
        for check in &self.checks {
            eprintln!("{}: check: {check}", self.name);
        }
    }
}
