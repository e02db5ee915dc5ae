//! `cargo top completions SHELL`.

use std::io::Write;

use clap_complete::Shell;
use miette::IntoDiagnostic;

use crate::cli;
use crate::exit::Exit;

/// Which shell.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell that will read the script
    shell: Shell,
}

/// Prints the script.
///
/// # Errors
/// Nobody can be written to.
pub(crate) fn run(args: &Args) -> miette::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut cli::command(), "cargo-top", &mut script);
    std::io::stdout().write_all(&script).into_diagnostic()?;
    Ok(Exit::Done)
}
