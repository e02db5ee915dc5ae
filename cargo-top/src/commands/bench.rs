//! `cargo top bench compile`.

use std::path::PathBuf;

use clap::Subcommand;
use miette::miette;

use crate::bench::Bench;
use crate::catalogue::descriptions;
use crate::exit::Exit;
use crate::terminal::{self, Look};

/// What to measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Declares endpoints from descriptions, and measures what they cost to compile
    Compile(Compile),
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
The endpoints are one workspace, a crate a group. CPU time is that of cargo and rustc without what
the declarations depend on. It is measured for a quarter, a half and all of them, to show whether it
grows in a straight line.

Example:
  cargo top bench compile --spec specs.jsonl --count 600 --release")]
struct Compile {
    /// The descriptions, JSONL or a page
    #[arg(long, value_name = "FILE", env = "TOP_SPECS")]
    spec: PathBuf,
    /// How many endpoints; more than there are descriptions repeat them under other names
    #[arg(long, value_name = "N")]
    count: Option<usize>,
    /// Also builds a program that can make every call
    #[arg(long)]
    release: bool,
    /// The folder of top-runtime
    #[arg(long, value_name = "PATH", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../top-runtime"), hide_default_value = true)]
    runtime: PathBuf,
    /// Where to write and build the workspace, a folder of its own
    #[arg(long, value_name = "PATH", default_value = "target/cargo-top/bench")]
    out: PathBuf,
    /// Prints JSON
    #[arg(long)]
    json: bool,
}

/// Measures, and prints what was measured.
///
/// # Errors
/// The descriptions cannot be read, or something does not compile.
pub(crate) fn run(args: Args) -> miette::Result<Exit> {
    let What::Compile(args) = args.what;
    let descriptions = descriptions(&args.spec)?;
    if descriptions.is_empty() {
        return Err(miette!("{} describes no method", args.spec.display()));
    }
    let bench = Bench {
        count: args.count.unwrap_or(descriptions.len()),
        descriptions,
        release: args.release,
        runtime: args.runtime,
        folder: args.out,
    };
    // It takes minutes; whoever waits sees that it goes on.
    let report = bench.run(|point| eprintln!("{}", point.told()))?;
    terminal::print(&if args.json {
        terminal::json(&report)?
    } else {
        report.told(Look::of_stdout())
    });
    Ok(Exit::Done)
}
