//! Why a store of intents or tokens cannot be used.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A store that cannot be read or written. Where it stops a call, nothing was sent.
#[derive(Debug, Clone)]
pub struct StoreError {
    kind: StoreErrorKind,
    problem: Cow<'static, str>,
    path: Option<PathBuf>,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

/// What is the matter with a store.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StoreErrorKind {
    /// Another process has it open.
    InUse,
    /// There is no room left.
    Full,
    /// It may not be written.
    ReadOnly,
    /// It is damaged, or something else than was expected.
    Corrupt,
    /// A newer version of this crate wrote it.
    NewerVersion,
    /// Anything else: the disk or the network failed.
    Unavailable,
}

impl StoreError {
    /// An error of this kind, in words that say what is the matter.
    #[must_use]
    pub fn new(kind: StoreErrorKind, problem: impl Into<Cow<'static, str>>) -> Self {
        Self {
            kind,
            problem: problem.into(),
            path: None,
            source: None,
        }
    }

    /// Sets what went wrong underneath. It must quote neither parameters nor tokens.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(source.into().into());
        self
    }

    /// Sets the file.
    #[must_use]
    pub fn at(mut self, path: impl Into<PathBuf>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// What a file system's failure means for a store.
    pub(crate) fn io(error: io::Error) -> Self {
        use StoreErrorKind::{Corrupt, Full, ReadOnly, Unavailable};
        let (kind, problem) = match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                (Full, "has no room left")
            }
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                (ReadOnly, "may not be written")
            }
            ErrorKind::InvalidData => (Corrupt, "is damaged, or something else"),
            ErrorKind::UnexpectedEof => (Corrupt, "is cut short"),
            _ => (Unavailable, "cannot be used"),
        };
        Self::new(kind, problem).because(error)
    }

    /// What is the matter.
    pub fn kind(&self) -> StoreErrorKind {
        self.kind
    }

    /// The file, where the store is one.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the store")?;
        if let Some(path) = &self.path {
            write!(f, " {}", path.display())?;
        }
        write!(f, " {}", self.problem)?;
        match &self.source {
            Some(source) => write!(f, " ({source})"),
            None => Ok(()),
        }
    }
}

impl Error for StoreError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
