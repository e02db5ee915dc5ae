//! The command line.

use std::ffi::OsString;

use clap::{CommandFactory, Parser};

use crate::commands::Command;
use crate::exit::Exit;

/// From a page of the Taobao Open Platform's documentation to a working endpoint.
#[derive(Debug, Parser)]
#[command(
    name = "cargo top",
    bin_name = "cargo top",
    version,
    subcommand_required = true
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// Runs the command that these arguments name, the program's own name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    match Cli::try_parse_from(without_cargos_word(arguments)) {
        Ok(cli) => cli.command.run().unwrap_or_else(|report| {
            eprintln!("{report:?}");
            Exit::Nothing
        }),
        Err(error) => explained(&error),
    }
}

/// The whole command line as data, for completions.
pub(crate) fn command() -> clap::Command {
    Cli::command()
}

/// `cargo top new` starts `cargo-top top new`.
fn without_cargos_word(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments.get(1).is_some_and(|word| word == "top") {
        arguments.remove(1);
    }
    arguments
}

/// Help and the version are answers, everything else is a mistake.
fn explained(error: &clap::Error) -> Exit {
    // Whoever asked may have closed the pipe already.
    let _ = error.print();
    if error.use_stderr() {
        Exit::Nothing
    } else {
        Exit::Done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        command().debug_assert();
    }

    #[test]
    fn it_runs_by_its_own_name_and_by_cargos() {
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        for line in [
            "cargo-top completions bash",
            "cargo-top top completions bash",
        ] {
            let words = without_cargos_word(words(line));
            assert!(Cli::try_parse_from(words).is_ok(), "{line}");
        }
    }
}
