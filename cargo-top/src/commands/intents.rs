//! `cargo top intents FILE`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use miette::{Diagnostic, miette};
use serde::Serialize;
use thiserror::Error;
use top_runtime::intent::{Intent, IntentFile, IntentStore};
use top_runtime::{DateTime, StoreError, StoreErrorKind};

use crate::exit::Exit;
use crate::terminal::{self, Look, printable};

/// Which intents.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
No intent is changed, nothing is sent, and no parameters are shown. An open intent is settled by the
program that opened it, by `call` with the same --intent, or by a person who has looked it up. Exit
codes: 0 none is open, 1 some are, 2 the file cannot be read.")]
pub(crate) struct Args {
    /// The file that keeps intents
    file: PathBuf,
    /// Prints JSON
    #[arg(long)]
    json: bool,
}

/// A file whose intents cannot be read.
#[derive(Debug, Error, Diagnostic)]
#[error("cannot read the intents")]
struct Unread {
    source: StoreError,
    #[help]
    help: Option<&'static str>,
}

/// What is shown of an open intent.
#[derive(Debug, Serialize)]
struct Line {
    id: String,
    method: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    idempotency: Option<String>,
    opened_at: String,
    last_attempt_at: String,
    attempts: u32,
    state: &'static str,
}

/// Lists what is open, the oldest first.
///
/// # Errors
/// There is no such file, another process holds it, or it cannot be read.
pub(crate) fn run(args: &Args) -> miette::Result<Exit> {
    let open = pending(&args.file)?;
    let lines: Vec<_> = open.iter().map(Line::of).collect();
    let told = if args.json {
        terminal::json(&lines)?
    } else {
        text(&lines, Look::of_stdout())
    };
    terminal::print(&told);
    Ok(if lines.is_empty() {
        Exit::Done
    } else {
        Exit::Found
    })
}

fn pending(path: &Path) -> miette::Result<Vec<Intent>> {
    // Opening makes a store where there is none, and out of an empty file.
    let is_kept = path.metadata().is_ok_and(|file| file.len() > 0);
    if !is_kept {
        return Err(miette!("there are no intents in {}", path.display()));
    }
    let file = IntentFile::open(path).map_err(Unread::of)?;
    let pending = super::runtime()?.block_on(file.pending());
    Ok(pending.map_err(Unread::of)?)
}

impl Unread {
    fn of(source: StoreError) -> Self {
        let in_use = source.kind() == StoreErrorKind::InUse;
        let help = in_use.then_some("the program that uses it lists them: Client::pending_intents");
        Self { source, help }
    }
}

impl Line {
    fn of(intent: &Intent) -> Self {
        Self {
            id: intent.id().to_owned(),
            method: intent.method().to_owned(),
            idempotency: intent.key().map(|key| key.value.clone()),
            opened_at: time(intent.opened_at()),
            last_attempt_at: time(intent.last_attempt_at()),
            attempts: intent.attempts(),
            state: "open",
        }
    }
}

/// By the platform's clock.
fn time(millis: i64) -> String {
    let time = DateTime::from_unix_millis(millis);
    time.map_or_else(|| millis.to_string(), |time| format!("{time}+08:00"))
}

fn text(lines: &[Line], look: Look) -> String {
    let mut out = String::new();
    for line in lines {
        let (id, method) = (printable(&line.id), printable(&line.method));
        let _ = writeln!(out, "{}  {method}", look.bold(&id));
        if let Some(key) = &line.idempotency {
            let _ = writeln!(out, "  key      {}", printable(key));
        }
        let _ = writeln!(out, "  since    {}", line.opened_at);
        let _ = writeln!(
            out,
            "  attempt  {}, the last at {}",
            line.attempts, line.last_attempt_at
        );
        let state = look.bad("open: nobody knows whether it was done");
        let _ = writeln!(out, "  state    {state}\n");
    }
    let counted = match lines.len() {
        0 => look.good("no intent is open"),
        1 => look.bad("1 intent is open"),
        more => look.bad(&format!("{more} intents are open")),
    };
    out + &counted + "\n"
}
