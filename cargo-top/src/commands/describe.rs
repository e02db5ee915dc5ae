//! `cargo top describe METHOD`.

use crate::catalogue::Specs;
use crate::describe::describe;
use crate::example::{example, pretty};
use crate::exit::Exit;
use crate::terminal::{self, Look};

/// What to describe, and how.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo top describe alibaba.alsc.crm.point.reversepoint
  cargo top describe taobao.shop.get --spec shop.txt
  cargo top describe taobao.shop.get --spec specs.jsonl --example > params.json")]
pub(crate) struct Args {
    /// The method's name, for example alibaba.alsc.crm.point.reversepoint
    method: String,
    #[command(flatten)]
    specs: Specs,
    /// Prints an example request alone, for `call --params`
    #[arg(long, conflicts_with = "json")]
    example: bool,
    /// Prints everything that is declared as JSON
    #[arg(long)]
    json: bool,
}

/// Prints it.
///
/// # Errors
/// A file that cannot be read, and a method that nobody describes.
pub(crate) fn run(args: &Args) -> miette::Result<Exit> {
    let known = args.specs.find(&args.method)?;
    if args.json {
        terminal::print(&terminal::json(&known.endpoint.facts())?);
        return Ok(Exit::Done);
    }
    let example = example(known.endpoint, &known.samples);
    terminal::print(&if args.example {
        format!("{}\n", pretty(known.endpoint.request(), &example))
    } else {
        describe(&known, &example, Look::of_stdout())
    });
    Ok(Exit::Done)
}
