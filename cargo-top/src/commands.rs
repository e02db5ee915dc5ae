//! The commands, one a file.

mod completions;

use clap::Subcommand;

use crate::exit::Exit;

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Prints a script that completes this command line in a shell
    Completions(completions::Args),
}

impl Command {
    /// Does it.
    ///
    /// # Errors
    /// What stopped it before it had any effect, told for a person.
    pub(crate) fn run(self) -> miette::Result<Exit> {
        match self {
            Self::Completions(args) => completions::run(&args),
        }
    }
}
