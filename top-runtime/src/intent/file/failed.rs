//! The database's errors in this crate's words.

use crate::intent::{StoreError, StoreErrorKind};

/// What a failure of the database means for whoever has the store.
pub(super) fn failed(error: impl Into<redb::Error>) -> StoreError {
    match error.into() {
        redb::Error::Io(error) => StoreError::io(error),
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

pub(super) fn in_use() -> StoreError {
    StoreError::new(
        StoreErrorKind::InUse,
        "is in use by another process, or opened twice in this one",
    )
}

pub(super) fn corrupt(problem: &'static str) -> StoreError {
    StoreError::new(StoreErrorKind::Corrupt, problem)
}
