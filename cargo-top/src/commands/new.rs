//! `cargo top new INPUT`.

mod files;
mod input;
mod report;

use std::path::PathBuf;

use miette::miette;

use crate::exit::Exit;
use crate::plan::{is_request_name, plan};
use crate::read::Read;
use crate::rules::propose;
use crate::terminal;
use crate::tree;
use crate::write::write;

use input::Input;
use report::Report;

/// What to declare, and where to write it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "What the input contradicts, and what was guessed, is told on standard error.\n\
    Exit codes: 0 all was declared, 1 some descriptions could not be, 2 nothing was."
)]
pub(crate) struct Args {
    /// A page as copied or printed, a JSON description, or JSONL of them; `-` reads standard input
    input: PathBuf,
    /// The method to declare, where the input holds several
    #[arg(long, value_name = "NAME")]
    method: Option<String>,
    /// Declares every method of the input, one folder a group and one file a method
    #[arg(long, requires = "out", conflicts_with_all = ["method", "name"])]
    all: bool,
    /// What the request is called, otherwise named after its method
    #[arg(long, value_name = "STRUCT")]
    name: Option<String>,
    /// The file to write; with --all the folder of the sources
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Writes over files that are there
    #[arg(long)]
    force: bool,
    /// Prints JSON: what was written, what is odd, and what to check
    #[arg(long)]
    json: bool,
}

/// Declares one method, or all of an input.
///
/// # Errors
/// The input cannot be read, it holds several methods and none is chosen, or a file is in the way.
pub(crate) fn run(args: &Args) -> miette::Result<Exit> {
    let input = input::read(&args.input)?;
    if args.all {
        return all(args, input);
    }
    let read = input.one(args.method.as_deref())?;
    one(args, &read)
}

fn one(args: &Args, read: &Read) -> miette::Result<Exit> {
    if let Some(name) = args.name.as_deref().filter(|name| !is_request_name(name)) {
        return Err(miette!(
            help = "write it like `CompleteRefund`: letters and digits, the first a capital",
            "`{name}` is no name of a request"
        ));
    }
    let description = &read.description;
    let module = plan(description, &propose(description), args.name.as_deref());
    let text = write(&module);
    let mut report = Report::default();
    report.method(&module, &read.findings);
    match &args.out {
        Some(path) => {
            files::write(&[(path.clone(), text.as_str())], args.force)?;
            report.written(path.clone());
        }
        None if args.json => report.declaration(text),
        None => terminal::print(&text),
    }
    report.print(args.json);
    Ok(Exit::Done)
}

fn all(args: &Args, input: Input) -> miette::Result<Exit> {
    let folder = args.out.clone().unwrap_or_default();
    let groups = tree::groups(input.reads.iter().map(|read| &read.description));
    let files = tree::files(&groups);
    let placed: Vec<_> = files
        .iter()
        .map(|file| (folder.join(&file.path), file.text.as_str()))
        .collect();
    files::write(&placed, args.force)?;
    let mut report = Report::default();
    for group in &groups {
        for (module, place) in group.modules.iter().zip(&group.places) {
            let read = input.reads.get(*place);
            report.method(module, read.map_or(&[], |read| &read.findings));
        }
    }
    for (path, _) in placed {
        report.written(path);
    }
    let failed = !input.failed.is_empty();
    report.failed(input.failed);
    report.print(args.json);
    Ok(if failed { Exit::Found } else { Exit::Done })
}
