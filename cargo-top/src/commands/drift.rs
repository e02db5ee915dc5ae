//! `cargo top drift INPUT… --crate PATH`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use miette::{Context, IntoDiagnostic, miette};

use crate::catalogue::descriptions;
use crate::description::Description;
use crate::drift::{Accepted, Documented, Drift, Facts, Report, declared};
use crate::exit::Exit;
use crate::terminal::{self, Look};

/// What to compare.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The crate lists its endpoints: pub const ENDPOINTS: &[&Endpoint]. Exit codes: 0 no drift, 1 drift,
2 nothing could be compared.

Examples:
  cargo top drift pages/*.txt --crate apis
  cargo top drift specs.jsonl --crate apis --json
  cargo top drift pages/*.txt --crate apis --accept apis/drift.txt")]
pub(crate) struct Args {
    /// Pages of the documentation site, or JSON descriptions, one or many in a file
    #[arg(required = true)]
    input: Vec<PathBuf>,
    /// The folder of the crate that declares the endpoints
    #[arg(long = "crate", value_name = "PATH")]
    krate: PathBuf,
    /// Differences that somebody has decided on, one a line as they are printed here; `#` begins a
    /// comment
    #[arg(long, value_name = "FILE")]
    accept: Option<PathBuf>,
    /// Also lists where only the words differ; that never counts
    #[arg(long)]
    wording: bool,
    /// Builds the crate without its default features
    #[arg(long)]
    no_default_features: bool,
    /// Prints JSON
    #[arg(long)]
    json: bool,
}

/// Compares, and prints what differs.
///
/// # Errors
/// An input cannot be read, the crate does not tell what it declares, or nothing is on both sides.
pub(crate) fn run(args: &Args) -> miette::Result<Exit> {
    let accepted = match &args.accept {
        Some(path) => Accepted::read(&text(path)?),
        None => Accepted::default(),
    };
    let pages = pages(&args.input)?;
    let declared = declared(&args.krate, !args.no_default_features)?;
    let mut report = compare(&declared, pages)?;
    report.unused = accepted.leave_out(&mut report.drift);
    if !args.wording {
        report.drift.reworded.clear();
    }
    terminal::print(&if args.json {
        terminal::json(&report)?
    } else {
        report.told(Look::of_stdout())
    });
    Ok(if report.drift.found.is_empty() {
        Exit::Done
    } else {
        Exit::Found
    })
}

fn text(path: &Path) -> miette::Result<String> {
    std::fs::read_to_string(path)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot read {}", path.display()))
}

/// Everything that the inputs describe, by method. What comes first counts.
fn pages(inputs: &[PathBuf]) -> miette::Result<BTreeMap<String, Description>> {
    let mut pages = BTreeMap::new();
    for path in inputs {
        for page in descriptions(path)? {
            pages.entry(page.method.clone()).or_insert(page);
        }
    }
    Ok(pages)
}

fn compare(declared: &[Facts], mut pages: BTreeMap<String, Description>) -> miette::Result<Report> {
    let mut report = Report::default();
    let mut drifts = Vec::new();
    for facts in declared {
        let method = facts.method.clone();
        match pages.remove(&method) {
            Some(page) => {
                let documented = Documented::of(&page).into_diagnostic()?;
                drifts.push(Drift::between(facts, &documented));
                report.compared.push(method);
            }
            None => report.without_page.push(method),
        }
    }
    if report.compared.is_empty() {
        return Err(miette!("none of the methods given is declared"));
    }
    report.undeclared = pages.into_keys().collect();
    report.drift = Drift::all(drifts);
    Ok(report)
}
