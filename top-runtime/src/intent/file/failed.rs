//! The database's errors in this crate's words.

use std::io::{self, ErrorKind};

use crate::intent::{StoreError, StoreErrorKind};

/// What a failure of the database means for whoever has the store.
pub(super) fn failed(error: impl Into<redb::Error>) -> StoreError {
    match error.into() {
        redb::Error::Io(error) => io(error),
        redb::Error::DatabaseAlreadyOpen => in_use(),
        redb::Error::Corrupted(why) => corrupt("is damaged").because(why),
        redb::Error::UpgradeRequired(version) => {
            corrupt("is a redb file of another format").because(format!("format {version}"))
        }
        error @ (redb::Error::TableTypeMismatch { .. }
        | redb::Error::TableIsMultimap(_)
        | redb::Error::TableIsNotMultimap(_)
        | redb::Error::TypeDefinitionChanged { .. }
        | redb::Error::TableDoesNotExist(_)) => corrupt("is no store of intents").because(error),
        error => StoreError::new(StoreErrorKind::Unavailable, "cannot be used").because(error),
    }
}

pub(super) fn io(error: io::Error) -> StoreError {
    use StoreErrorKind::{Corrupt, Full, ReadOnly, Unavailable};
    let (kind, problem) = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            (Full, "has no room left")
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            (ReadOnly, "may not be written")
        }
        ErrorKind::InvalidData => (Corrupt, "is damaged, or no store of intents"),
        ErrorKind::UnexpectedEof => (Corrupt, "is cut short"),
        _ => (Unavailable, "cannot be used"),
    };
    StoreError::new(kind, problem).because(error)
}

pub(super) fn in_use() -> StoreError {
    StoreError::new(
        StoreErrorKind::InUse,
        "is in use by another process, or opened twice in this one",
    )
}

pub(super) fn corrupt(problem: &'static str) -> StoreError {
    StoreError::new(StoreErrorKind::Corrupt, problem)
}
