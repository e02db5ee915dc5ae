//! Why a log cannot be opened or written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::Broken;

/// Why an [`EvidenceLog`](super::EvidenceLog) cannot be opened, or a record not be written.
#[derive(Debug)]
pub struct EvidenceError {
    path: PathBuf,
    problem: Problem,
}

#[derive(Debug)]
enum Problem {
    Io(&'static str, io::Error),
    InUse,
    Shortened,
    Broken(Broken),
}

impl EvidenceError {
    pub(super) fn io(path: &Path, done: &'static str, error: io::Error) -> Self {
        Self::new(path, Problem::Io(done, error))
    }

    pub(super) fn in_use(path: &Path) -> Self {
        Self::new(path, Problem::InUse)
    }

    pub(super) fn shortened(path: &Path) -> Self {
        Self::new(path, Problem::Shortened)
    }

    pub(super) fn broken(path: &Path, broken: Broken) -> Self {
        Self::new(path, Problem::Broken(broken))
    }

    fn new(path: &Path, problem: Problem) -> Self {
        Self {
            path: path.to_owned(),
            problem,
        }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether another process, or another log of this one, has it open.
    pub fn is_in_use(&self) -> bool {
        matches!(self.problem, Problem::InUse)
    }

    /// The line that was edited, removed, inserted or moved, if that is why.
    pub fn tampering(&self) -> Option<&Broken> {
        match &self.problem {
            Problem::Broken(broken) => Some(broken),
            _ => None,
        }
    }
}

impl fmt::Display for EvidenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.problem {
            Problem::Io(done, error) => {
                write!(f, "the evidence log {path} cannot be {done}: {error}")
            }
            Problem::InUse => write!(f, "the evidence log {path} is open elsewhere"),
            Problem::Shortened => {
                write!(f, "the evidence log {path} was shortened by somebody else")
            }
            Problem::Broken(broken) => write!(
                f,
                "the evidence log {path} is broken: {broken}; keep it, and begin another"
            ),
        }
    }
}

impl std::error::Error for EvidenceError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.problem {
            Problem::Io(_, error) => Some(error),
            Problem::Broken(broken) => Some(broken),
            Problem::InUse | Problem::Shortened => None,
        }
    }
}
