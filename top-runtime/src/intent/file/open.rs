//! Opening the store: locked first, then verified, and only then written to.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::database::Database;
use super::failed::{corrupt, failed};
use super::place::{self, PAGE, Place};
use super::tables::Rows;
use super::{log, tables};
use crate::intent::StoreError;

/// Opens the store for this process alone. One that cannot be used stays as it is. The locks go
/// with the process, also when it is killed.
pub(super) fn database(path: &Path) -> Result<Database, StoreError> {
    // Some relative names mean something else to the database than a file.
    let path = &std::path::absolute(path).map_err(StoreError::io)?;
    place::make(path)?;
    let left = place::log_of(path).exists();
    let connection = connect(path)?;
    // Closing must not clear away the log of a file that is refused.
    keep_log(&connection, left)?;
    lock(&connection)?;
    let is_new = tables::is_to_be_made(&connection)?;
    let rows = if is_new {
        Rows::new()
    } else {
        verify(&connection)?
    };
    write_ahead(&connection)?;
    let place = Place::taken(path)?;
    log::verify(place.log())?;
    if is_new {
        tables::create(&connection)?;
    }
    keep_log(&connection, false)?;
    Ok(Database::new(connection, place, rows))
}

fn connect(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    set_up(&connection).map_err(failed)?;
    Ok(connection)
}

/// What holds for this connection, and touches no file.
fn set_up(connection: &Connection) -> rusqlite::Result<()> {
    // Who waits does so where it can be told for how long: `open_waiting`.
    connection.busy_timeout(Duration::ZERO)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // A short log is soon one that is overwritten: to sync one that grows takes far longer.
    // `FULL` has the log synced in every commit; `fullfsync` means the disk itself on macOS too.
    connection.pragma_update(None, "page_size", PAGE)?;
    connection.execute_batch(
        "PRAGMA locking_mode = EXCLUSIVE;
         PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA checkpoint_fullfsync = ON;
         PRAGMA wal_autocheckpoint = 200;
         PRAGMA cell_size_check = ON;
         PRAGMA secure_delete = FAST;
         PRAGMA temp_store = MEMORY;",
    )
}

fn keep_log(connection: &Connection, keep: bool) -> Result<(), StoreError> {
    let set = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep);
    set.map(drop).map_err(failed)
}

/// Takes the lock of the file, and keeps it: `locking_mode`.
fn lock(connection: &Connection) -> Result<(), StoreError> {
    let taken = connection.execute_batch("BEGIN EXCLUSIVE; COMMIT");
    taken.map_err(failed)
}

/// Reads every page and every record.
fn verify(connection: &Connection) -> Result<Rows, StoreError> {
    let answer = connection.query_row("PRAGMA integrity_check(1)", [], |row| {
        row.get::<_, String>(0)
    });
    match answer.map_err(failed)?.as_str() {
        "ok" => tables::verify(connection),
        problem => Err(corrupt("is damaged").because(problem)),
    }
}

/// Has commits written to the log first: one write and one `fsync` each.
fn write_ahead(connection: &Connection) -> Result<(), StoreError> {
    let mode = connection.query_row("PRAGMA journal_mode = WAL", [], |row| {
        row.get::<_, String>(0)
    });
    match mode.map_err(failed)?.as_str() {
        // The log is made when it is first used.
        "wal" => lock(connection),
        other => Err(corrupt("cannot have a log").because(format!("journal mode {other}"))),
    }
}
