//! The open database, and one change of it.

use rusqlite::Connection;

use super::failed::failed;
use super::place::Place;
use super::tables::Tables;
use crate::intent::StoreError;

/// An open store. After a failed change it is as it was before, and takes the next one.
pub(super) struct Database {
    // Closed before its place is let go.
    connection: Connection,
    place: Place,
}

impl Database {
    pub(super) fn new(connection: Connection, place: Place) -> Self {
        Self { connection, place }
    }

    /// To read what is on disk.
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Changes the store, all or nothing, and on disk when this returns.
    pub(super) fn change<T>(
        &self,
        change: impl FnOnce(&Tables<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.run("BEGIN IMMEDIATE")?;
        let changed = change(&Tables::of(&self.connection)).and_then(|changed| {
            self.place.still_there()?;
            self.run("COMMIT")?;
            Ok(changed)
        });
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
