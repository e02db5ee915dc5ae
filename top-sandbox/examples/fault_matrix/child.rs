//! The process that is killed in the middle of a call, and how it is brought there.

use std::future::pending;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;
use top_runtime::Transport;
use top_runtime::intent::IntentFile;
use top_runtime::send::{BoxFuture, Outgoing, Reply, SendError};

use crate::Failure;
use crate::cell::{Cell, Retry};
use crate::operation::{Manner, Operation};
use crate::stage::{self, Stage};
use crate::trouble::Trouble;

/// The argument that makes this program the child.
pub(crate) const CHILD: &str = "--child";
/// What the child says when its intent is stored and the request is signed.
const SIGNED: &str = "signed";
/// How long a child may take to get to the point.
const PATIENCE: Duration = Duration::from_secs(20);

/// Starts the child, and kills it at the moment that the trouble names.
pub(crate) async fn kill_in(cell: Cell, stage: &Stage) -> Result<(), Failure> {
    let mut child = Command::new(std::env::current_exe()?)
        .arg(CHILD)
        .args([cell.operation.word(), cell.retry.name()])
        .arg(cell.trouble.name())
        .arg(stage.url())
        .arg(stage.store_path())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    if cell.trouble == Trouble::KilledBeforeSend {
        timeout(PATIENCE, signed(&mut child)).await??;
    } else {
        timeout(PATIENCE, stage.sandbox.until_held(1)).await?;
    }
    // On Unix this is SIGKILL: nothing in the child runs any more.
    child.start_kill()?;
    let status = child.wait().await?;
    if status.code().is_some() {
        return Err(format!("the child ended by itself: {status}").into());
    }
    Ok(())
}

async fn signed(child: &mut Child) -> Result<(), Failure> {
    let output = child.stdout.take().ok_or("the child has no output")?;
    match BufReader::new(output).lines().next_line().await? {
        Some(line) if line == SIGNED => Ok(()),
        other => Err(format!("the child says {other:?}").into()),
    }
}

/// What the child does: one call under an intent, in which it is killed.
pub(crate) async fn run(arguments: &[String]) -> Result<(), Failure> {
    let [operation, retry, moment, url, store] = arguments else {
        return Err("a child needs its operation, policy, moment, gateway and store".into());
    };
    let operation = Operation::of(operation).ok_or("no such operation")?;
    let retry = Retry::of(retry).ok_or("no such policy")?;
    let mut builder = stage::builder(url.as_str())
        .retry(retry.policy())
        .intents(IntentFile::open(Path::new(store))?);
    if moment == Trouble::KilledBeforeSend.name() {
        builder = builder.transport(Signed);
    }
    let outcome = operation.call(&builder.build()?, Manner::PATIENT).await;
    Err(format!("nobody killed the child: {outcome:?}").into())
}

/// Says that it is to hand a request over, and never does.
struct Signed;

impl Transport for Signed {
    fn post(&self, _: Outgoing) -> BoxFuture<'_, Result<Reply, SendError>> {
        Box::pin(async {
            let mut output = std::io::stdout();
            // If nobody listens, nobody kills, and the parent's patience ends.
            let _ = writeln!(output, "{SIGNED}").and_then(|()| output.flush());
            pending().await
        })
    }
}
