//! What the file holds: open intents, ended ones, and the version of it all.

use redb::{Database, ReadableDatabase, ReadableTable, Table, TableDefinition, WriteTransaction};

use super::failed::{corrupt, failed};
use super::writer::Ended;
use crate::intent::memory::{ended_before, oldest_first};
use crate::intent::{Intent, StoreError, StoreErrorKind};

type Records = TableDefinition<'static, &'static str, &'static [u8]>;

/// Records of open intents, by id. Apart from the ended ones, so that it stays small.
const OPEN: Records = TableDefinition::new("open");
/// Records of ended intents, by id.
const ENDED: Records = TableDefinition::new("ended");
const META: TableDefinition<'static, &'static str, u64> = TableDefinition::new("meta");

const VERSION_KEY: &str = "version";
/// The layout of the file that this crate writes, and the newest that it reads.
const VERSION: u64 = 1;

/// Makes the tables of an empty file.
pub(super) fn create(database: &Database) -> Result<(), StoreError> {
    let transaction = database.begin_write().map_err(failed)?;
    {
        let mut meta = transaction.open_table(META).map_err(failed)?;
        meta.insert(VERSION_KEY, VERSION).map_err(failed)?;
        Tables::open(&transaction)?;
    }
    transaction.commit().map_err(failed)
}

/// Whether this crate wrote the file, and every record in it can be read.
pub(super) fn verify(database: &Database) -> Result<(), StoreError> {
    let transaction = database.begin_read().map_err(failed)?;
    let meta = transaction.open_table(META).map_err(failed)?;
    let version = meta.get(VERSION_KEY).map_err(failed)?;
    match version.map(|version| version.value()) {
        Some(VERSION) => {}
        Some(newer) if newer > VERSION => {
            return Err(StoreError::new(
                StoreErrorKind::NewerVersion,
                format!("is of version {newer}: this program knows up to {VERSION}"),
            ));
        }
        _ => return Err(corrupt("is a redb file, but no store of intents")),
    }
    for table in [OPEN, ENDED] {
        let records = transaction.open_table(table).map_err(failed)?;
        for record in records.iter().map_err(failed)? {
            let (id, record) = record.map_err(failed)?;
            if Intent::from_record(record.value())?.id() != id.value() {
                return Err(corrupt("holds an intent under another's id"));
            }
        }
    }
    Ok(())
}

/// All open intents, the oldest first.
pub(super) fn pending(database: &Database) -> Result<Vec<Intent>, StoreError> {
    let transaction = database.begin_read().map_err(failed)?;
    let records = transaction.open_table(OPEN).map_err(failed)?;
    let mut open = Vec::new();
    for record in records.iter().map_err(failed)? {
        let (_, record) = record.map_err(failed)?;
        open.push(Intent::from_record(record.value())?);
    }
    oldest_first(&mut open);
    Ok(open)
}

/// The intent of this id, open or ended.
pub(super) fn find(database: &Database, id: &str) -> Result<Option<Intent>, StoreError> {
    let transaction = database.begin_read().map_err(failed)?;
    for table in [OPEN, ENDED] {
        let records = transaction.open_table(table).map_err(failed)?;
        if let Some(record) = records.get(id).map_err(failed)? {
            return Intent::from_record(record.value()).map(Some);
        }
    }
    Ok(None)
}

/// The tables within one transaction.
pub(super) struct Tables<'t> {
    open: Table<'t, &'static str, &'static [u8]>,
    ended: Table<'t, &'static str, &'static [u8]>,
}

impl<'t> Tables<'t> {
    pub(super) fn open(transaction: &'t WriteTransaction) -> Result<Self, StoreError> {
        Ok(Self {
            open: transaction.open_table(OPEN).map_err(failed)?,
            ended: transaction.open_table(ENDED).map_err(failed)?,
        })
    }

    pub(super) fn find(&self, id: &str) -> Result<Option<Intent>, StoreError> {
        for table in [&self.open, &self.ended] {
            if let Some(record) = table.get(id).map_err(failed)? {
                return Intent::from_record(record.value()).map(Some);
            }
        }
        Ok(None)
    }

    /// Stores an open intent; `again` says that one of its id has ended before.
    pub(super) fn keep(&mut self, intent: &Intent, again: bool) -> Result<(), StoreError> {
        if again {
            self.ended.remove(intent.id()).map_err(failed)?;
        }
        let record = intent.to_record();
        let kept = self.open.insert(intent.id(), record.as_bytes());
        kept.map(drop).map_err(failed)
    }

    /// Ends an open intent; another one stays as it is.
    pub(super) fn end(&mut self, ended: &Ended) -> Result<(), StoreError> {
        let Some(record) = self.open.remove(ended.id.as_str()).map_err(failed)? else {
            return Ok(());
        };
        let intent = match &ended.intent {
            Some(intent) => intent.clone(),
            None => Intent::from_record(record.value())?,
        };
        let record = intent.ended(ended.ending.clone()).to_record();
        let kept = self.ended.insert(ended.id.as_str(), record.as_bytes());
        kept.map(drop).map_err(failed)
    }

    /// Forgets intents that ended before this time.
    pub(super) fn forget(&mut self, before: i64) -> Result<usize, StoreError> {
        let mut old = Vec::new();
        for record in self.ended.iter().map_err(failed)? {
            let (id, record) = record.map_err(failed)?;
            if ended_before(&Intent::from_record(record.value())?, before) {
                old.push(id.value().to_owned());
            }
        }
        for id in &old {
            self.ended.remove(id.as_str()).map_err(failed)?;
        }
        Ok(old.len())
    }
}
