//! Evidence of what was sent and what came back: a log in which an edit shows.
//!
//! An [`EvidenceLog`] appends one line of JSON an attempt to one file. Each line carries the
//! SHA-256 of itself, and itself holds that of the line before it. [`verify`] walks the chain and
//! names the first line that was edited, removed, inserted or moved.
//!
//! # What is in a line
//!
//! `seq`, `time` (GMT+8), `record`, `method`, `called` (when the call was made), `attempt`,
//! `params` as they travel with what is declared `secret` masked, `files` by size and SHA-256,
//! `status`, `outcome`, `effect`, `code`, `sub_code`, `request_id`, `sent_bytes`,
//! `received_bytes`, `elapsed_ms`, `prev` and `hash`. The app's key and secret, sessions and
//! signatures are never among them. Customers' data may be: the file is made for its owner alone
//! (mode 0600 on Unix).
//!
//! | `record` | when |
//! |---|---|
//! | `attempt` | an attempt ended |
//! | `end` | a call ended that no single attempt decided: refused locally, or sent more than once, or a repeat of an earlier one |
//! | `start` | a call is about to be sent, and the log is [`required`](EvidenceOptions::required) |
//! | `gap` | the log goes on after a line that was cut short, or after lines that could not be written |
//!
//! # What it cannot show
//!
//! Cutting whole lines off the end leaves a shorter, valid chain, and whoever can write the file
//! can write a new one. Both show against a [`Head`] that was remembered elsewhere:
//! [`Verifier::knowing`].
//!
//! A crash in the middle of a write leaves a last line without an end. That is
//! [told](Summary::torn) apart from an edit, which such a line cannot be without showing. When
//! the log is opened again a `gap` record ends that line and says how long the part before it is
//! and what its SHA-256; nothing is ever taken out of the file.

use std::error::Error as StdError;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::observe::{Attempt, Finished, Observer, Started};

mod chain;
mod file;
mod open_error;
mod record;
mod verify;

pub use chain::{Head, NotAHead};
pub use open_error::EvidenceError;
pub use verify::{Broken, Summary, Verifier, Why, verify};

use file::LogFile;
use record::Line;

/// An append-only log of attempts in one file. Clones write the same file.
///
/// Each record is one write to the file, made before the call goes on: some microseconds, or as
/// long as the disk takes with [`EvidenceOptions::sync`]. A record that cannot be written neither
/// fails nor delays the call: it is told to `tracing` as an error and, with feature `metrics`,
/// counted; [`is_healthy`](Self::is_healthy) turns false, and the first record that can be written
/// again says how many are missing. Where calls must not go out unseen, use
/// [`EvidenceOptions::required`].
///
/// One process at a time has a log open: the file is locked.
///
/// ```
/// use top_runtime::evidence::{EvidenceLog, verify};
/// # let folder = std::env::temp_dir().join(format!("top-evidence-doc-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// # let path = folder.join("calls.jsonl");
///
/// let log = EvidenceLog::open(&path)?;
/// // let client = Client::builder().evidence(log.clone())…
/// let remembered = log.head().to_string();
/// # drop(log);
///
/// assert_eq!(verify(&path)?.head, remembered.parse()?);
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct EvidenceLog {
    file: Arc<Mutex<LogFile>>,
    required: bool,
}

/// How a log is opened and written.
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct EvidenceOptions {
    required: bool,
    sync: bool,
    after: Option<Head>,
}

impl EvidenceOptions {
    /// Makes calls depend on the log: each is recorded before it is sent, and one that cannot be
    /// is not sent. Off by default.
    pub fn required(mut self, required: bool) -> Self {
        self.required = required;
        self
    }

    /// Waits for the disk after each record (`fdatasync`), so that it outlives a power cut. Off by
    /// default: a record then outlives the process, not the machine.
    pub fn sync(mut self, sync: bool) -> Self {
        self.sync = sync;
        self
    }

    /// Goes on where another file ended, for example last month's.
    pub fn after(mut self, head: Head) -> Self {
        self.after = Some(head);
        self
    }

    /// Opens the log, or makes an empty one. The whole file is verified first, and is left
    /// untouched where it is broken.
    ///
    /// # Errors
    /// Where the file cannot be opened or written, is open elsewhere, or was edited.
    pub fn open(&self, path: impl AsRef<Path>) -> Result<EvidenceLog, EvidenceError> {
        let start = self.after.unwrap_or_default();
        let file = LogFile::open(path.as_ref(), start, self.sync)?;
        Ok(EvidenceLog {
            file: Arc::new(Mutex::new(file)),
            required: self.required,
        })
    }
}

impl EvidenceLog {
    /// Opens a log with the default options, or makes an empty one.
    ///
    /// # Errors
    /// As [`EvidenceOptions::open`].
    pub fn open(path: impl AsRef<Path>) -> Result<Self, EvidenceError> {
        Self::options().open(path)
    }

    /// Options other than the default.
    pub fn options() -> EvidenceOptions {
        EvidenceOptions::default()
    }

    /// The last record: remember it elsewhere to notice later that the end was cut off.
    #[must_use]
    pub fn head(&self) -> Head {
        self.file().head()
    }

    /// Whether the last record could be written.
    #[must_use]
    pub fn is_healthy(&self) -> bool {
        self.file().is_healthy()
    }

    fn file(&self) -> MutexGuard<'_, LogFile> {
        // A thread that died while it wrote has left the file marked as in doubt.
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn append(&self, record: impl FnOnce(&mut Line)) -> Result<(), EvidenceError> {
        let written = self.file().append(record);
        if let Err(error) = &written {
            tracing::error!(error = %error, "a record of evidence is lost");
            crate::observe::evidence_failed();
        }
        written
    }
}

impl Observer for EvidenceLog {
    fn starting(&self, call: &Started<'_>) -> Result<(), Box<dyn StdError + Send + Sync>> {
        if self.required {
            self.append(|line| line.start(call))?;
        }
        Ok(())
    }

    fn attempt(&self, attempt: &Attempt<'_>) {
        // Told already; the call itself must not suffer.
        let _ = self.append(|line| line.attempt(attempt));
    }

    fn finished(&self, finished: &Finished<'_>) {
        if finished.attempts != 1 || finished.repeats {
            let _ = self.append(|line| line.end(finished));
        }
    }

    fn wants_params(&self) -> bool {
        true
    }
}

impl fmt::Debug for EvidenceLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EvidenceLog")
            .field("required", &self.required)
            .field("file", &*self.file())
            .finish()
    }
}

#[cfg(test)]
mod tests;
