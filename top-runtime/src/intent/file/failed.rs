//! The database's errors in this crate's words.

use std::borrow::Cow;

use rusqlite::{Error, ErrorCode};

use crate::intent::{StoreError, StoreErrorKind};

/// What a failure of the database means for whoever has the store.
pub(super) fn failed(error: Error) -> StoreError {
    use StoreErrorKind::{Full, ReadOnly, Unavailable};
    let (kind, problem) = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => return in_use(),
        Some(ErrorCode::DiskFull) => (Full, "has no room left"),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => (ReadOnly, "may not be written"),
        Some(ErrorCode::DatabaseCorrupt) => return corrupt("is damaged").because(error),
        Some(ErrorCode::NotADatabase) => return corrupt("is no database").because(error),
        None if is_of_another_type(&error) => return corrupt("is damaged").because(error),
        _ => (Unavailable, "cannot be used"),
    };
    StoreError::new(kind, problem).because(error)
}

/// Whether something else stands where a text or a number belongs.
fn is_of_another_type(error: &Error) -> bool {
    matches!(
        error,
        Error::InvalidColumnType(..)
            | Error::FromSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::Utf8Error(..)
    )
}

pub(super) fn in_use() -> StoreError {
    StoreError::new(
        StoreErrorKind::InUse,
        "is in use by another process, or opened twice in this one",
    )
}

pub(super) fn corrupt(problem: impl Into<Cow<'static, str>>) -> StoreError {
    StoreError::new(StoreErrorKind::Corrupt, problem)
}
