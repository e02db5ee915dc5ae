//! The commands, one a file.

mod bench;
mod call;
mod completions;
mod describe;
mod doctor;
mod drift;
mod intents;
mod new;
mod sandbox;
mod sign;

use clap::Subcommand;
use miette::IntoDiagnostic;
use tokio::runtime::{Builder, Runtime};

use crate::exit::Exit;

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Writes the declaration of a method from its page or description
    New(new::Args),
    /// Shows what a method does, takes and answers, with an example request
    Describe(describe::Args),
    /// Calls a method; one that writes only with --yes
    Call(call::Args),
    /// Prints a script that completes this command line in a shell
    Completions(completions::Args),
    /// Compares the declarations of a crate with pages or descriptions
    Drift(drift::Args),
    /// Tells key, secret, session, permission, clock, gateway, proxy and TLS problems apart
    Doctor(doctor::Args),
    /// Lists the open intents of a file: calls of which nobody knows whether they were done
    Intents(intents::Args),
    /// Measures what declarations cost to compile
    Bench(bench::Args),
    /// Explains a signature: what is signed, and what another side signed instead
    Sign(sign::Args),
    /// Starts a gateway on loopback, and a page that shows it at work
    Sandbox(sandbox::Args),
}

impl Command {
    /// Does it.
    ///
    /// # Errors
    /// What stopped it before it had any effect, told for a person.
    pub(crate) fn run(self) -> miette::Result<Exit> {
        match self {
            Self::New(args) => new::run(&args),
            Self::Call(args) => call::run(&args),
            Self::Describe(args) => describe::run(&args),
            Self::Bench(args) => bench::run(args),
            Self::Completions(args) => completions::run(&args),
            Self::Drift(args) => drift::run(&args),
            Self::Doctor(args) => doctor::run(&args),
            Self::Intents(args) => intents::run(&args),
            Self::Sign(args) => sign::run(&args),
            Self::Sandbox(args) => sandbox::run(&args),
        }
    }
}

/// What a command that waits for a network or a file runs on.
fn runtime() -> miette::Result<Runtime> {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .into_diagnostic()
}
