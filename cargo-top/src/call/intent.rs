//! Intents: what is about to be done, noted down so that it is not done twice.

use std::path::PathBuf;
use std::time::Duration;

use miette::Diagnostic;
use thiserror::Error;
use top_runtime::StoreError;
use top_runtime::intent::IntentFile;

/// How long another call may hold the file.
const LONGEST: Duration = Duration::from_secs(10);

/// The intent that a call runs under.
#[derive(Debug, clap::Args)]
pub(crate) struct Intent {
    /// Makes the call under an intent of this id, for example the till's number of the refund
    #[arg(long = "intent", value_name = "ID", requires = "file")]
    id: Option<String>,
    /// The file that keeps intents; made where there is none
    #[arg(
        id = "file",
        long = "intents",
        value_name = "FILE",
        env = "TOP_INTENTS"
    )]
    file: Option<PathBuf>,
}

/// A file of intents that cannot be used.
#[derive(Debug, Error, Diagnostic)]
#[error("cannot keep the intent in {}; nothing was sent", path.display())]
pub(crate) struct NotKept {
    path: PathBuf,
    source: StoreError,
}

impl Intent {
    /// The id.
    pub(crate) fn id(&self) -> Option<String> {
        self.id.clone()
    }

    /// The file, where there is an intent and something will be sent.
    pub(crate) fn store(&self, sends: bool) -> Result<Option<IntentFile>, NotKept> {
        let (Some(_), Some(path), true) = (&self.id, &self.file, sends) else {
            return Ok(None);
        };
        let opened = IntentFile::open_waiting(path, LONGEST);
        opened.map(Some).map_err(|source| {
            let path = path.clone();
            NotKept { path, source }
        })
    }
}
