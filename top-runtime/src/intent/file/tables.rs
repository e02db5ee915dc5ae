//! What the file holds: one table of intents, and the version of it all.

use rusqlite::{Connection, Params, params_from_iter};

use super::failed::{corrupt, failed};
use super::row;
use super::writer::Ended;
use crate::intent::memory::oldest_first;
use crate::intent::{Intent, StoreError, StoreErrorKind};

/// Says that a database is a store of intents: the letters T, o, p and I.
const APPLICATION: i64 = 0x546f_7049;
/// The layout of the file that this crate writes, and the newest that it reads.
const VERSION: i64 = 1;

/// Open and ended intents together: what is begun is written beside what has just ended, on the
/// same page.
const TABLE: &str = "CREATE TABLE intents (id TEXT NOT NULL UNIQUE, method TEXT NOT NULL, \
    app BLOB, params TEXT NOT NULL, contents BLOB NOT NULL, key TEXT, minted INTEGER, \
    opened_at INTEGER NOT NULL, last_attempt_at INTEGER NOT NULL, sends_until INTEGER NOT NULL, \
    attempts INTEGER NOT NULL, how INTEGER, at INTEGER, request_id TEXT, \
    checksum INTEGER NOT NULL) STRICT";

/// Whether nothing is in the file yet: it is new, or whoever made it was killed meanwhile.
pub(super) fn is_to_be_made(connection: &Connection) -> Result<bool, StoreError> {
    let number = |of: &str| -> Result<i64, StoreError> {
        let number = connection.query_row(of, [], |row| row.get(0));
        number.map_err(failed)
    };
    let application = number("PRAGMA application_id")?;
    let version = number("PRAGMA user_version")?;
    match (application, version) {
        (0, 0) if number("SELECT count(*) FROM sqlite_schema")? == 0 => Ok(true),
        (APPLICATION, VERSION) => Ok(false),
        (APPLICATION, newer) if newer > VERSION => Err(StoreError::new(
            StoreErrorKind::NewerVersion,
            format!("is of version {newer}: this program knows up to {VERSION}"),
        )),
        _ => Err(no_store()),
    }
}

fn no_store() -> StoreError {
    corrupt("is a database, but no store of intents")
}

/// Makes the table of an empty file, all of it in the file itself when this returns.
pub(super) fn create(connection: &Connection) -> Result<(), StoreError> {
    let made = connection.execute_batch(&format!(
        "BEGIN IMMEDIATE;
         PRAGMA application_id = {APPLICATION};
         PRAGMA user_version = {VERSION};
         {TABLE};
         COMMIT;
         PRAGMA wal_checkpoint(TRUNCATE);"
    ));
    made.map_err(failed)
}

/// Whether the table is the one that this crate makes, and every intent in it can be read.
pub(super) fn verify(connection: &Connection) -> Result<(), StoreError> {
    const KNOWN: &str = "SELECT count(*) FROM sqlite_schema WHERE sql = ?1";
    let known = connection.query_row(KNOWN, [TABLE], |row| row.get::<_, i64>(0));
    if known.map_err(failed)? != 1 {
        return Err(no_store());
    }
    each(connection, "SELECT * FROM intents", [], |_| {})
}

/// All open intents, the oldest first.
pub(super) fn pending(connection: &Connection) -> Result<Vec<Intent>, StoreError> {
    let mut open = Vec::new();
    let those = "SELECT * FROM intents WHERE how IS NULL";
    each(connection, those, [], |intent| open.push(intent))?;
    oldest_first(&mut open);
    Ok(open)
}

/// The intent of this id, open or ended.
pub(super) fn find(connection: &Connection, id: &str) -> Result<Option<Intent>, StoreError> {
    let mut found = None;
    let those = "SELECT * FROM intents WHERE id = ?1";
    each(connection, those, [id], |intent| found = Some(intent))?;
    Ok(found)
}

fn each(
    connection: &Connection,
    select: &str,
    by: impl Params,
    mut action: impl FnMut(Intent),
) -> Result<(), StoreError> {
    let mut select = connection.prepare_cached(select).map_err(failed)?;
    let mut rows = select.query(by).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        action(row::read(row)?);
    }
    Ok(())
}

/// The table within one transaction.
pub(super) struct Tables<'t>(&'t Connection);

impl<'t> Tables<'t> {
    pub(super) fn of(connection: &'t Connection) -> Self {
        Self(connection)
    }

    pub(super) fn find(&self, id: &str) -> Result<Option<Intent>, StoreError> {
        find(self.0, id)
    }

    /// Stores an open intent, in place of what was stored under its id.
    pub(super) fn keep(&self, intent: &Intent) -> Result<(), StoreError> {
        let how = "INSERT OR REPLACE INTO intents \
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        self.change(how, params_from_iter(row::write(intent)))?;
        Ok(())
    }

    /// Ends an open intent; another one stays as it is.
    pub(super) fn end(&self, ended: &Ended) -> Result<(), StoreError> {
        let intent = match &ended.intent {
            Some(intent) => Some(intent.clone()),
            None => self.find(&ended.id)?,
        };
        let Some(intent) = intent else { return Ok(()) };
        let how = "UPDATE intents SET params = ?4, how = ?12, at = ?13, request_id = ?14, \
                   checksum = ?15 WHERE id = ?1 AND how IS NULL";
        let row = row::write(&intent.ended(ended.ending.clone()));
        self.change(how, params_from_iter(row))?;
        Ok(())
    }

    /// Forgets intents that ended before this time.
    pub(super) fn forget(&self, before: i64) -> Result<usize, StoreError> {
        self.change("DELETE FROM intents WHERE at < ?1", [before])
    }

    /// How many rows that changes.
    fn change(&self, how: &str, what: impl Params) -> Result<usize, StoreError> {
        let mut statement = self.0.prepare_cached(how).map_err(failed)?;
        statement.execute(what).map_err(failed)
    }
}
