//! What can be wrong with a token store.

use std::error::Error;
use std::fmt;
use std::path::PathBuf;

/// Why a token could not be read or kept. It quotes no token.
#[derive(Debug)]
pub struct TokenStoreError {
    kind: TokenStoreErrorKind,
    path: Option<PathBuf>,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// What is wrong with a token store.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenStoreErrorKind {
    /// It cannot be reached, read or written: full, read-only, no permission.
    Unusable,
    /// What it holds is no token.
    Corrupt,
    /// What it holds was written by a later version of this crate.
    Newer,
}

impl TokenStoreError {
    /// A failure of this kind.
    #[must_use]
    pub fn new(kind: TokenStoreErrorKind) -> Self {
        Self {
            kind,
            path: None,
            source: None,
        }
    }

    /// Sets what went wrong underneath. It must not quote a token.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Sets the file that it is about.
    #[must_use]
    pub fn at(mut self, path: impl Into<PathBuf>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// What is wrong.
    pub fn kind(&self) -> TokenStoreErrorKind {
        self.kind
    }
}

impl fmt::Display for TokenStoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the token store ")?;
        if let Some(path) = &self.path {
            write!(f, "{} ", path.display())?;
        }
        f.write_str(match self.kind {
            TokenStoreErrorKind::Unusable => "cannot be read or written",
            TokenStoreErrorKind::Corrupt => {
                "holds something that is no token: it was left as it is, move it away to start afresh"
            }
            TokenStoreErrorKind::Newer => {
                "was written by a later version of this program: it was left as it is, update first"
            }
        })?;
        match &self.source {
            Some(source) => write!(f, " ({source})"),
            None => Ok(()),
        }
    }
}

impl Error for TokenStoreError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
