//! `cargo top call METHOD`.

use std::path::PathBuf;
use std::time::Duration;

use crate::call::account::Account;
use crate::call::intent::Intent;
use crate::call::{Given, Order, Wish, not_tried};
use crate::catalogue::Specs;
use crate::exit::Exit;
use crate::terminal;

/// What to call, and how.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The account comes from the environment, never from the command line, which others can see:
  TOP_APP_KEY, TOP_APP_SECRET   the app
  TOP_GATEWAY                   production, overseas, sandbox or an address
  TOP_SESSION                   the user's session, if there is no --session-file
  TOP_SIGN_METHOD               md5, hmac or hmac-sha256
  TOP_FORMAT, TOP_SIMPLIFY      json or xml; true or false

With --intent the call is noted down before it is sent, and closed by a definite answer: the same id
never has a second effect, in whatever process, while --intents names the same file.

A file (byte[]) is given as {\"file\": \"path\"}, and only where the method takes one.

Exit codes:
  0  it was done: the call succeeded, or the rehearsal that --dry-run asks for passed
  2  nothing happened: a mistake, a refusal, or a writing method without --yes
  3  nobody knows whether it took effect: look it up before calling again
  4  the reply cannot be read, and it may have taken effect

Examples:
  cargo top describe alibaba.alsc.crm.point.reversepoint --example > params.json
  cargo top call alibaba.alsc.crm.point.reversepoint --params params.json
  cargo top call alibaba.alsc.crm.point.reversepoint --params params.json --yes --json
  echo '{\"sid\": 7}' | cargo top call taobao.shop.get --spec shop.txt --params -")]
pub(crate) struct Args {
    /// The method's name
    method: String,
    #[command(flatten)]
    specs: Specs,
    /// The parameters as a JSON object; - reads standard input. Without it there are none
    #[arg(long, value_name = "FILE|-")]
    params: Option<PathBuf>,
    #[command(flatten)]
    permission: Permission,
    /// Where nobody knows whether it took effect: asks the read that tells, if one is declared
    #[arg(long)]
    resolve: bool,
    #[command(flatten)]
    account: Account,
    #[command(flatten)]
    intent: Intent,
    /// Gives up after this time altogether
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    timeout: Option<Duration>,
    /// Prints one JSON object, whatever happens
    #[arg(long)]
    json: bool,
}

/// How far it may go.
#[derive(Debug, clap::Args)]
struct Permission {
    /// Sends a method that writes. Without it, it is checked, signed, shown and not sent
    #[arg(long, conflicts_with = "dry_run")]
    yes: bool,
    /// Sends nothing, whatever the method
    #[arg(long)]
    dry_run: bool,
}

impl Permission {
    fn wish(&self) -> Wish {
        match (self.dry_run, self.yes) {
            (true, _) => Wish::Rehearse,
            (_, true) => Wish::Send,
            _ => Wish::SendReads,
        }
    }
}

/// Makes the call, and tells what became of it.
///
/// # Errors
/// What keeps it from being tried: files, settings, a method that nobody describes.
pub(crate) fn run(args: &Args) -> miette::Result<Exit> {
    match tried(args) {
        Err(report) if args.json => {
            terminal::print(&format!("{:#}\n", not_tried(&args.method, &report)));
            Ok(Exit::Nothing)
        }
        told => told,
    }
}

fn tried(args: &Args) -> miette::Result<Exit> {
    let known = args.specs.find(&args.method)?;
    let given = Given::read(args.params.as_deref(), known.endpoint)?;
    let order = Order {
        endpoint: known.endpoint,
        given,
        session: args.account.session()?,
        timeout: args.timeout,
        intent: args.intent.id(),
        wish: args.permission.wish(),
        resolve: args.resolve,
    };
    let client = args
        .account
        .client(args.intent.store(order.may_be_sent())?)?;
    super::runtime()?
        .block_on(order.carry_out(&client))
        .show(args.json)
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number of seconds")?;
    match Duration::try_from_secs_f64(seconds) {
        Ok(time) if !time.is_zero() => Ok(time),
        _ => Err("must be more than 0".to_owned()),
    }
}
