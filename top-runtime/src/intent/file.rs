//! Intents in one file of this machine, which a crash does not hurt.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::{Begun, Ending, How, Intent, IntentStore, StoreError, StoreErrorKind};
use crate::send::BoxFuture;

mod database;
mod failed;
mod log;
mod open;
mod params;
mod place;
mod queue;
mod row;
mod tables;
#[cfg(test)]
mod tests;
mod writer;

use database::Database;
use queue::{Sender, queue};
use writer::{Command, Reply, Writer};

/// Keeps intents in one file, a [SQLite](https://sqlite.org) database that one process at a time
/// has open.
///
/// # What is on disk when
///
/// - `begin` answers after one commit: one write to the log and one `fsync` (on macOS
///   `F_FULLFSYNC`). Begins that come while another is being written share the next commit.
/// - `end` of what was done answers at once; it is written with the next `begin`, or within some
///   20 ms. A crash in between leaves the intent open: it is looked up, or sent again with the
///   same key.
/// - `end` of what was not done answers after a commit, so that no crash has it done after all.
/// - Dropping the last clone writes what is left.
///
/// A commit is all or nothing. The disk must keep what it has acknowledged; many without a battery
/// don't, in a power cut.
///
/// # What files there are
///
/// While the store is open, and after a crash, there is a log beside the file: its name and `-wal`.
/// Commits are written to the log first and brought into the file now and then, so **the two belong
/// together**: copy, move or remove both or neither. Opening the file after a crash takes the log
/// into account. Dropping the last clone brings everything into the file and removes the log, so a
/// store that was closed is one file. While an empty store is being made there may be a `-journal`
/// as well, which undoes what a crash left half-made; the next opening makes the store then.
///
/// # What the store is safe from
///
/// Opening reads the whole file and the log and verifies them before the first byte is written:
/// how the pages hang together, a checksum on every intent and one on every page in the log. A
/// store that is damaged, newer, read-only or something else is refused, and stays as it was, byte
/// for byte. Of a log only the last commit may be cut off, as a power cut does before `begin` has
/// answered. When the disk is full, `begin` fails before anything is sent, and works again when
/// there is room. On Unix file and log can be read by their owner alone, because parameters are
/// customers' data; when an intent ends they are overwritten in the file, but stay in the log
/// until that is used anew.
///
/// Clones share the file. Don't put it on a network file system, where locks and `fsync` may not
/// hold what they promise.
///
/// # How large it may become
///
/// Of each intent that is stored, also of an ended one until it is forgotten, the id is kept in
/// memory: some 100 bytes. Opening reads all of them, so forget what no till repeats any more.
///
/// ```
/// use top_runtime::intent::{Begun, Ending, How, Intent, IntentFile, IntentStore};
///
/// # let folder = std::env::temp_dir().join(format!("top-intents-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// # let path = folder.join("doc.intents");
/// # tokio::runtime::Runtime::new()?.block_on(async {
/// let intents = IntentFile::open(&path)?;
/// let draft = Intent::new("refund-4711", "alibaba.example.refund", vec![]);
/// assert!(matches!(intents.begin(draft.clone()).await?, Begun::New(_)));
/// assert!(matches!(intents.begin(draft).await?, Begun::Held(_)));
/// let ending = Ending { how: How::Applied, at: 1_700_000_000_000, request_id: None };
/// intents.end("refund-4711", ending).await?;
/// assert!(intents.pending().await?.is_empty());
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// # })?;
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct IntentFile {
    writer: Arc<Running>,
}

/// The thread that writes, and the way to it.
struct Running {
    path: PathBuf,
    commands: Sender<Command>,
    thread: Option<JoinHandle<()>>,
}

/// How often a file in use is looked at again.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

impl IntentFile {
    /// Opens the file, or makes it where there is none. This blocks while the file is read.
    ///
    /// # Errors
    /// [`StoreError`]; its [`kind`](StoreError::kind) says whether another process has the file
    /// open, or what else is the matter.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        let database = open::database(path).map_err(|error| error.at(path))?;
        Self::start(path, database)
    }

    /// Opens the file as soon as the process that has it open lets go of it: for a restart in
    /// which the new process begins before the old one ends. This blocks for so long at most.
    ///
    /// # Errors
    /// As [`open`](Self::open), and [`InUse`](StoreErrorKind::InUse) when the time is over.
    pub fn open_waiting(path: impl AsRef<Path>, longest: Duration) -> Result<Self, StoreError> {
        let begun = Instant::now();
        loop {
            match Self::open(path.as_ref()) {
                Err(error)
                    if error.kind() == StoreErrorKind::InUse && begun.elapsed() < longest =>
                {
                    std::thread::sleep(LOOK_AGAIN.min(longest));
                }
                opened => return opened,
            }
        }
    }

    fn start(path: &Path, database: Database) -> Result<Self, StoreError> {
        let writer = Writer::new(database);
        let (commands, queue) = queue();
        let thread = std::thread::Builder::new()
            .name("top-intents".to_owned())
            .spawn(move || writer.run(&queue))
            .map_err(|error| StoreError::io(error).at(path))?;
        Ok(Self {
            writer: Arc::new(Running {
                path: path.to_owned(),
                commands,
                thread: Some(thread),
            }),
        })
    }

    /// Looks an intent up, open or ended.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn find(&self, id: &str) -> Result<Option<Intent>, StoreError> {
        let id = id.to_owned();
        self.ask(|reply| Command::Find(id, reply)).await
    }

    /// Writes what is left to write, and answers when it is on disk.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub async fn flush(&self) -> Result<(), StoreError> {
        self.ask(Command::Flush).await
    }

    async fn ask<T>(&self, command: impl FnOnce(Reply<T>) -> Command) -> Result<T, StoreError> {
        let (reply, answer) = oneshot::channel();
        self.tell(command(reply))?;
        let answer = answer.await.unwrap_or_else(|_| Err(stopped()));
        answer.map_err(|error| error.at(&self.writer.path))
    }

    fn tell(&self, command: Command) -> Result<(), StoreError> {
        let sent = self.writer.commands.send(command);
        sent.map_err(|_| stopped().at(&self.writer.path))
    }
}

/// Only a bug ends the writer early; from then on no call is made.
fn stopped() -> StoreError {
    StoreError::new(
        StoreErrorKind::Unavailable,
        "is closed: its writer has stopped",
    )
}

impl IntentStore for IntentFile {
    fn begin(&self, draft: Intent) -> BoxFuture<'_, Result<Begun, StoreError>> {
        let back = self.writer.commands.clone();
        let begins = self.ask(|reply| Command::Begin(draft, back, reply));
        Box::pin(async { Ok(begins.await?.accept()) })
    }

    fn end(&self, id: &str, ending: Ending) -> BoxFuture<'_, Result<(), StoreError>> {
        let how = ending.how;
        let told = self.tell(Command::End(id.to_owned(), ending));
        Box::pin(async move {
            told?;
            if how == How::NotApplied
                && let Err(error) = self.flush().await
            {
                // It is tried again for as long as the file is open.
                tracing::error!(%error, "an intent of which nothing was done is not stored yet");
            }
            Ok(())
        })
    }

    fn release(&self, id: &str) {
        // A writer that has stopped holds nothing.
        let _ = self.tell(Command::Release(id.to_owned()));
    }

    fn pending(&self) -> BoxFuture<'_, Result<Vec<Intent>, StoreError>> {
        Box::pin(self.ask(Command::Pending))
    }

    fn forget_ended(&self, before: i64) -> BoxFuture<'_, Result<usize, StoreError>> {
        Box::pin(self.ask(move |reply| Command::Forget(before, reply)))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.commands.send(Command::Stop);
        // Waits for the last commit, so that the file is whole and free when this returns.
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for IntentFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IntentFile")
            .field("path", &self.writer.path)
            .finish_non_exhaustive()
    }
}
