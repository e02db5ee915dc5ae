//! What was found.

use std::fmt::Write;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::problem::Problem;
use crate::hidden::Hidden;
use crate::terminal::{Look, printable};

/// One check and what came of it.
#[derive(Debug, Serialize)]
pub(crate) struct Check {
    #[serde(rename = "check")]
    name: &'static str,
    result: Outcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Problem>,
    /// What was seen.
    found: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    Well,
    Wrong,
    NotTried,
}

impl Check {
    pub(crate) fn well(name: &'static str, found: impl Into<String>) -> Self {
        Self {
            name,
            result: Outcome::Well,
            problem: None,
            found: found.into(),
            cause: None,
            remedy: None,
        }
    }

    pub(crate) fn wrong(name: &'static str, problem: Problem, found: impl Into<String>) -> Self {
        Self {
            result: Outcome::Wrong,
            problem: Some(problem),
            cause: Some(problem.cause().to_owned()),
            remedy: Some(problem.remedy().to_owned()),
            ..Self::well(name, found)
        }
    }

    pub(crate) fn not_tried(name: &'static str, because: &str) -> Self {
        Self {
            result: Outcome::NotTried,
            ..Self::well(name, format!("not tried, because {because}"))
        }
    }

    /// Says what to do in words that fit better.
    pub(crate) fn with_remedy(self, remedy: impl Into<String>) -> Self {
        Self {
            remedy: Some(remedy.into()),
            ..self
        }
    }

    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.name == name
    }

    pub(crate) fn is_wrong(&self) -> bool {
        self.result == Outcome::Wrong
    }

    fn masked(mut self, hidden: &Hidden) -> Self {
        self.found = hidden.mask(&self.found);
        self.remedy = self.remedy.map(|remedy| hidden.mask(&remedy));
        self
    }
}

/// All checks, in their order.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    healthy: bool,
    gateway: String,
    checks: Vec<Check>,
}

impl Report {
    /// Masks whatever must not be seen.
    pub(crate) fn of(gateway: &str, checks: Vec<Check>, hidden: &Hidden) -> Self {
        Self {
            healthy: !checks.iter().any(Check::is_wrong),
            gateway: hidden.mask(gateway),
            checks: checks
                .into_iter()
                .map(|check| check.masked(hidden))
                .collect(),
        }
    }

    pub(crate) fn is_healthy(&self) -> bool {
        self.healthy
    }

    /// The report for a person.
    pub(crate) fn to_text(&self, look: Look) -> String {
        let mut out = format!("gateway  {}\n\n", self.gateway);
        let names = self.checks.iter().map(|check| check.name.width());
        let column = names.max().unwrap_or(0);
        for check in &self.checks {
            lines(&mut out, look, column, check);
        }
        let wrong: Vec<&str> = self
            .checks
            .iter()
            .filter(|check| check.is_wrong())
            .map(|check| check.name)
            .collect();
        let sum = match wrong.len() {
            0 => look.good("Nothing is wrong as far as was tried."),
            1 => look.bad(&format!("One thing is wrong: {}.", wrong.concat())),
            count => look.bad(&format!("{count} things are wrong: {}.", wrong.join(", "))),
        };
        out + "\n" + &sum + "\n"
    }
}

fn lines(out: &mut String, look: Look, column: usize, check: &Check) {
    let mark = match check.result {
        Outcome::Well => look.good("well "),
        Outcome::Wrong => look.bad("WRONG"),
        Outcome::NotTried => look.dim("-    "),
    };
    let indent = column + 9;
    let gap = " ".repeat(column.saturating_sub(check.name.width()) + 2);
    let found = look.wrapped(&printable(&check.found), indent);
    // Writing to a String does not fail.
    let _ = writeln!(out, "{mark}  {}{gap}{}", check.name, found.trim_start());
    let advice = [("cause", &check.cause), ("do", &check.remedy)];
    for (word, text) in advice {
        if let Some(text) = text {
            let wrapped = look.wrapped(&format!("{word}: {}", printable(text)), indent);
            let _ = writeln!(out, "{wrapped}");
        }
    }
}
