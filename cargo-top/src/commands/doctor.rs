//! `cargo top doctor`.

use std::time::Duration;

use miette::miette;

use crate::doctor::reads::only_reads;
use crate::doctor::{Environment, Wishes, examine};
use crate::exit::Exit;
use crate::terminal::{self, Look};

/// What to try.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "It reads the variables that a client reads: TOP_APP_KEY, TOP_APP_SECRET, TOP_SESSION,\n\
    TOP_GATEWAY, TOP_SIGN_METHOD, TOP_FORMAT, TOP_SIMPLIFY. It makes calls that read, and no others.\n\
    Exit codes: 0 nothing is wrong, 1 something is, 2 nothing was tried."
)]
pub(crate) struct Args {
    /// A reading method of yours, for session and permission; it is called without parameters
    #[arg(long, value_name = "NAME")]
    method: Option<String>,
    /// How long one step may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=600))]
    timeout: u64,
    /// Prints JSON
    #[arg(long)]
    json: bool,
}

/// Checks one thing after the other.
///
/// # Errors
/// The method does not only read.
pub(crate) fn run(args: &Args) -> miette::Result<Exit> {
    if let Some(method) = args.method.as_deref().filter(|method| !only_reads(method)) {
        return Err(miette!(
            help = "name one that ends in .get, .query, .search or .list",
            "{method} is not known to only read, so it is not called"
        ));
    }
    let wishes = Wishes {
        method: args.method.clone(),
        patience: Duration::from_secs(args.timeout),
    };
    let runtime = super::runtime()?;
    let report = runtime.block_on(examine(&Environment::of_this_process(), &wishes));
    let told = if args.json {
        terminal::json(&report)?
    } else {
        report.to_text(Look::of_stdout())
    };
    terminal::print(&told);
    // A name that is still being looked up must not hold the answer back.
    runtime.shutdown_background();
    Ok(if report.is_healthy() {
        Exit::Done
    } else {
        Exit::Found
    })
}
