//! What the file holds: one table of intents, and the version of it all.

use std::collections::HashMap;

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, Params, params_from_iter};

use super::failed::{corrupt, failed};
use super::row;
use super::writer::Ended;
use crate::intent::memory::oldest_first;
use crate::intent::{Intent, StoreError, StoreErrorKind};

/// Says that a database is a store of intents: the letters T, o, p and I.
const APPLICATION: i64 = 0x546f_7049;
/// The layout of the file that this crate writes, and the only one that it reads.
const VERSION: i64 = 2;

/// Open and ended intents together: what is begun is written beside what has just ended, on the
/// same page. An index of the ids would be a second page of every commit; [`Rows`] is one in memory.
const TABLE: &str = "CREATE TABLE intents (id TEXT NOT NULL, method TEXT NOT NULL, \
    app BLOB, params BLOB NOT NULL, contents BLOB NOT NULL, key TEXT, minted INTEGER, \
    opened_at INTEGER NOT NULL, last_attempt_at INTEGER NOT NULL, sends_until INTEGER NOT NULL, \
    attempts INTEGER NOT NULL, how INTEGER, at INTEGER, request_id TEXT, \
    checksum INTEGER NOT NULL) STRICT";

/// In which row each intent is, by its id: read from the file when it is opened.
pub(super) type Rows = HashMap<String, i64>;

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
        (APPLICATION, older) if older > 0 => Err(corrupt(format!(
            "is of version {older}: this program reads version {VERSION} only"
        ))),
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

/// Whether the table is the one that this crate makes, and every intent in it can be read: then
/// tells where they are.
pub(super) fn verify(connection: &Connection) -> Result<Rows, StoreError> {
    const KNOWN: &str = "SELECT count(*) FROM sqlite_schema WHERE sql = ?1";
    let known = connection.query_row(KNOWN, [TABLE], |row| row.get::<_, i64>(0));
    if known.map_err(failed)? != 1 {
        return Err(no_store());
    }
    let mut rows = Rows::new();
    let mut twice = false;
    let all = "SELECT *, rowid FROM intents";
    each(connection, all, [], |intent, row| {
        twice |= rows.insert(intent.id, row).is_some();
    })?;
    if twice {
        return Err(corrupt("is damaged").because("it holds an intent twice"));
    }
    Ok(rows)
}

/// All open intents, the oldest first.
pub(super) fn pending(connection: &Connection) -> Result<Vec<Intent>, StoreError> {
    let mut open = Vec::new();
    let those = "SELECT *, rowid FROM intents WHERE how IS NULL";
    each(connection, those, [], |intent, _| open.push(intent))?;
    oldest_first(&mut open);
    Ok(open)
}

/// The intent in this row.
pub(super) fn read(connection: &Connection, row: i64) -> Result<Option<Intent>, StoreError> {
    let mut found = None;
    let those = "SELECT *, rowid FROM intents WHERE rowid = ?1";
    each(connection, those, [row], |intent, _| found = Some(intent))?;
    Ok(found)
}

fn each(
    connection: &Connection,
    select: &str,
    by: impl Params,
    mut action: impl FnMut(Intent, i64),
) -> Result<(), StoreError> {
    let mut select = connection.prepare_cached(select).map_err(failed)?;
    let mut rows = select.query(by).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        let number = row.get("rowid").map_err(failed)?;
        action(row::read(row)?, number);
    }
    Ok(())
}

/// The table within one transaction.
pub(super) struct Tables<'t> {
    connection: &'t Connection,
    /// Where intents were before.
    rows: &'t Rows,
    changes: Changes,
}

/// What a transaction changes in where intents are.
#[derive(Default)]
pub(super) struct Changes {
    kept: Rows,
    forgotten: Vec<String>,
}

impl Changes {
    /// Makes them, once they are on disk.
    pub(super) fn apply(self, rows: &mut Rows) {
        for id in &self.forgotten {
            rows.remove(id);
        }
        rows.extend(self.kept);
    }
}

impl<'t> Tables<'t> {
    pub(super) fn of(connection: &'t Connection, rows: &'t Rows) -> Self {
        Self {
            connection,
            rows,
            changes: Changes::default(),
        }
    }

    pub(super) fn into_changes(self) -> Changes {
        self.changes
    }

    fn row(&self, id: &str) -> Option<i64> {
        let kept = self.changes.kept.get(id);
        kept.or_else(|| self.rows.get(id)).copied()
    }

    pub(super) fn find(&self, id: &str) -> Result<Option<Intent>, StoreError> {
        match self.row(id) {
            Some(row) => read(self.connection, row),
            None => Ok(None),
        }
    }

    /// Stores an open intent, in place of what was stored under its id.
    pub(super) fn keep(&mut self, intent: &Intent) -> Result<(), StoreError> {
        if let Some(row) = self.row(&intent.id) {
            self.change("DELETE FROM intents WHERE rowid = ?1", [row])?;
        }
        let how = "INSERT INTO intents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        self.change(how, params_from_iter(row::write(intent)))?;
        let row = self.connection.last_insert_rowid();
        self.changes.kept.insert(intent.id.clone(), row);
        Ok(())
    }

    /// Ends an open intent; another one stays as it is.
    pub(super) fn end(&self, ended: &Ended) -> Result<(), StoreError> {
        match ended {
            Ended::Held(intent) => self.save_ended(intent),
            Ended::Other(id, ending) => match self.find(id)? {
                Some(intent) => self.save_ended(&intent.ended(ending.clone())),
                None => Ok(()),
            },
        }
    }

    fn save_ended(&self, intent: &Intent) -> Result<(), StoreError> {
        let how = "UPDATE intents SET params = ?4, how = ?12, at = ?13, request_id = ?14, \
                   checksum = ?15 WHERE rowid = ?16 AND how IS NULL";
        let row = match self.row(&intent.id) {
            Some(row) => ToSqlOutput::from(row),
            None => return Ok(()),
        };
        self.change(
            how,
            params_from_iter(row::write(intent).into_iter().chain([row])),
        )?;
        Ok(())
    }

    /// Forgets intents that ended before this time, and tells how many.
    pub(super) fn forget(&mut self, before: i64) -> Result<usize, StoreError> {
        let how = "DELETE FROM intents WHERE at < ?1 RETURNING id";
        let mut delete = self.connection.prepare_cached(how).map_err(failed)?;
        let ids = delete.query_map([before], |row| row.get(0));
        let ids = ids.and_then(Iterator::collect::<Result<_, _>>);
        self.changes.forgotten = ids.map_err(failed)?;
        Ok(self.changes.forgotten.len())
    }

    fn change(&self, how: &str, what: impl Params) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(how).map_err(failed)?;
        statement.execute(what).map(drop).map_err(failed)
    }
}
