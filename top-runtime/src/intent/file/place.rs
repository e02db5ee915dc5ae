//! Where the store is: two files that must keep their names.

use std::fs::{File, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::failed::{corrupt, in_use};
use crate::intent::{StoreError, StoreErrorKind};

/// The size of a page of the file, in bytes.
pub(super) const PAGE: u32 = 4096;

/// The file and its log, open for as long as the store. What is written to a file without a name
/// is gone when the process ends.
pub(super) struct Place {
    file: File,
    /// Locked: the lock that the database has on the file goes as soon as this process closes any
    /// other handle of it, the one of a copy for example.
    log: File,
}

impl Place {
    /// The place of a store that the database has opened.
    pub(super) fn taken(path: &Path) -> Result<Self, StoreError> {
        let log = File::open(log_of(path)).map_err(StoreError::io)?;
        lock(&log)?;
        let file = File::open(path).map_err(StoreError::io)?;
        Ok(Self { file, log })
    }

    /// The log, to be read.
    pub(super) fn log(&self) -> &File {
        &self.log
    }

    pub(super) fn still_there(&self) -> Result<(), StoreError> {
        if has_a_name(&self.file)? && has_a_name(&self.log)? {
            return Ok(());
        }
        Err(StoreError::new(
            StoreErrorKind::Unavailable,
            "was removed while in use, or its log was",
        ))
    }
}

/// The log of the store at this path.
pub(super) fn log_of(path: &Path) -> PathBuf {
    beside(path, "-wal")
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Makes an empty file that the owner alone can read, unless there is one. The log gets the same
/// rights.
pub(super) fn make(path: &Path) -> Result<(), StoreError> {
    // Asked first, because whoever makes a store makes the file before the log.
    let has_log = log_of(path).metadata().is_ok_and(|log| log.len() > 0);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            return Err(StoreError::io(error));
        }
        _ => {}
    }
    let known = path.metadata().map_err(StoreError::io)?;
    // Root could write it all the same.
    if known.permissions().readonly() {
        return Err(StoreError::new(
            StoreErrorKind::ReadOnly,
            "is marked read-only",
        ));
    }
    if known.is_file() {
        has_whole_pages(path, known.len(), has_log)?;
    }
    sync_folder(path)
}

/// Less than one page the database would take for an empty file, and remove its log.
fn has_whole_pages(path: &Path, length: u64, has_log: bool) -> Result<(), StoreError> {
    let page = u64::from(PAGE);
    let cut_short = if has_log {
        // A page that was cut off when it was brought from the log is brought again.
        length < page
    } else {
        // Neither is one of a store that was being made: then there is a journal to undo it.
        !length.is_multiple_of(page) && !beside(path, "-journal").exists()
    };
    if cut_short {
        return Err(corrupt("is cut short, or something else"));
    }
    Ok(())
}

/// A new file is durable when its folder is.
#[cfg(unix)]
fn sync_folder(path: &Path) -> Result<(), StoreError> {
    let folder = File::open(path.parent().unwrap_or(Path::new("/"))).map_err(StoreError::io)?;
    folder.sync_all().map_err(StoreError::io)
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> Result<(), StoreError> {
    Ok(())
}

#[cfg(unix)]
fn lock(file: &File) -> Result<(), StoreError> {
    use std::fs::TryLockError;
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(in_use()),
        Err(TryLockError::Error(error)) => Err(StoreError::io(error)),
    }
}

/// Here a lock would keep the database itself from writing, and its own lock goes with its handle
/// only.
#[cfg(not(unix))]
fn lock(_: &File) -> Result<(), StoreError> {
    Ok(())
}

#[cfg(unix)]
fn has_a_name(file: &File) -> Result<bool, StoreError> {
    use std::os::unix::fs::MetadataExt;
    let known = file.metadata().map_err(StoreError::io)?;
    Ok(known.nlink() > 0)
}

/// Here nobody can remove a file that is open.
#[cfg(not(unix))]
fn has_a_name(_: &File) -> Result<bool, StoreError> {
    Ok(true)
}
