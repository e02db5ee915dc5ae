//! The open database, and one change of it.

use rusqlite::Connection;

use super::failed::failed;
use super::place::Place;
use super::tables::{self, Rows, Tables};
use crate::intent::{Intent, StoreError};

/// An open store. After a failed change it is as it was before, and takes the next one.
pub(super) struct Database {
    // Closed before its place is let go.
    connection: Connection,
    place: Place,
    rows: Rows,
}

impl Database {
    pub(super) fn new(connection: Connection, place: Place, rows: Rows) -> Self {
        Self {
            connection,
            place,
            rows,
        }
    }

    /// For what a test changes beneath it.
    #[cfg(test)]
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// The intent of this id, open or ended.
    pub(super) fn find(&self, id: &str) -> Result<Option<Intent>, StoreError> {
        Tables::of(&self.connection, &self.rows).find(id)
    }

    /// All open intents, the oldest first.
    pub(super) fn pending(&self) -> Result<Vec<Intent>, StoreError> {
        tables::pending(&self.connection)
    }

    /// Changes the store, all or nothing, and on disk when this returns.
    pub(super) fn change<T>(
        &mut self,
        change: impl FnOnce(&mut Tables<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.run("BEGIN IMMEDIATE")?;
        let mut tables = Tables::of(&self.connection, &self.rows);
        let changed = change(&mut tables).and_then(|changed| {
            self.place.still_there()?;
            self.run("COMMIT")?;
            Ok(changed)
        });
        if changed.is_ok() {
            tables.into_changes().apply(&mut self.rows);
        }
        // Some failures have undone it already.
        if changed.is_err() && !self.connection.is_autocommit() {
            self.run("ROLLBACK")?;
        }
        changed
    }

    /// Unlike the transactions of the driver, it has its statements prepared once.
    fn run(&self, statement: &str) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(statement).map_err(failed)?;
        statement.execute([]).map(drop).map_err(failed)
    }
}
