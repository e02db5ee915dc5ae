//! Opening the file: locked first, then verified, and only then written to.

use std::any::Any;
use std::fs::{File, OpenOptions, TryLockError};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use redb::{Builder, Database, StorageBackend};

use super::disk::Disk;
use super::failed::{corrupt, failed, in_use};
use super::rehearsal::Rehearsal;
use super::tables;
use crate::intent::{StoreError, StoreErrorKind};

/// How many bytes of the file the database keeps in memory: open intents are few.
const CACHE: usize = 4 * 1024 * 1024;

/// Opens the file for this process alone. The lock goes with the file, also when the process is
/// killed.
pub(super) fn locked(path: &Path) -> Result<File, StoreError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path).map_err(StoreError::io)?;
    let known = file.metadata().map_err(StoreError::io)?;
    // Root could write it all the same.
    if known.permissions().readonly() {
        return Err(StoreError::new(
            StoreErrorKind::ReadOnly,
            "is marked read-only",
        ));
    }
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(in_use()),
        Err(TryLockError::Error(error)) => return Err(StoreError::io(error)),
    }
    sync_folder(path)?;
    Ok(file)
}

/// A new file is durable when its folder is.
#[cfg(unix)]
fn sync_folder(path: &Path) -> Result<(), StoreError> {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let folder = File::open(folder).map_err(StoreError::io)?;
    folder.sync_all().map_err(StoreError::io)
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> Result<(), StoreError> {
    Ok(())
}

/// Opens the database in the file. One that cannot be used stays as it is.
pub(super) fn database(file: &File) -> Result<Database, StoreError> {
    let disk = || Disk::new(file).map_err(failed);
    open(disk()?, disk()?)
}

/// Opens the database in `disk`, once `same` (another view of it) has been verified.
pub(super) fn open(
    same: impl StorageBackend,
    disk: impl StorageBackend,
) -> Result<Database, StoreError> {
    if same.len().map_err(StoreError::io)? == 0 {
        let database = builder().create_with_backend(disk).map_err(failed)?;
        tables::create(&database)?;
        return Ok(database);
    }
    rehearse(Rehearsal::over(same).map_err(StoreError::io)?)?;
    builder().create_with_backend(disk).map_err(failed)
}

fn builder() -> Builder {
    let mut builder = Builder::new();
    builder.set_cache_size(CACHE);
    builder
}

/// Opens and verifies a file that is not written to. The database checks every page against its
/// checksum; where it gives up instead of saying what is wrong, that is an answer, too.
fn rehearse(file: impl StorageBackend) -> Result<(), StoreError> {
    let verify = || {
        let mut checking = builder();
        checking.set_check_integrity_on_open(true);
        let database = checking.create_with_backend(file).map_err(failed)?;
        tables::verify(&database)
    };
    match catch_unwind(AssertUnwindSafe(verify)) {
        Ok(verified) => verified,
        Err(panic) => Err(corrupt("is damaged").because(words(&*panic))),
    }
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("the database gave up").to_owned()
}
