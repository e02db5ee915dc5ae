//! A disk without room.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, Error, ffi};

use super::{Folder, draft, ending};
use crate::intent::file::{open, tables};
use crate::intent::{Begun, How, IntentFile, IntentStore, StoreErrorKind};

/// Has every change of the store ask first whether there is room.
fn fills_up(connection: &Connection) -> Arc<AtomicBool> {
    let full = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&full);
    connection
        .create_scalar_function("room", 0, FunctionFlags::SQLITE_UTF8, move |_| {
            if asked.load(Ordering::SeqCst) {
                let full = ffi::Error::new(ffi::SQLITE_FULL);
                return Err(Error::SqliteFailure(full, None));
            }
            Ok(true)
        })
        .unwrap();
    for change in ["INSERT", "UPDATE"] {
        let ask = format!(
            "CREATE TEMP TRIGGER room_to_{change} BEFORE {change} ON main.intents \
             BEGIN SELECT room(); END;"
        );
        connection.execute_batch(&ask).unwrap();
    }
    full
}

fn intents(path: &Path) -> (IntentFile, Arc<AtomicBool>) {
    let database = open::database(path).unwrap();
    let full = fills_up(database.connection());
    (IntentFile::start(path, database).unwrap(), full)
}

#[tokio::test]
async fn a_full_disk_stops_a_call_and_loses_nothing() {
    let folder = Folder::new();
    let (intents, full) = intents(&folder.file());
    intents.begin(draft("refund-1", "k1")).await.unwrap();
    intents.begin(draft("refund-2", "k1")).await.unwrap();

    full.store(true, Ordering::SeqCst);
    for _ in 0..2 {
        let error = intents.begin(draft("refund-3", "k1")).await.unwrap_err();
        assert_eq!(error.kind(), StoreErrorKind::Full, "{error}");
        assert!(error.to_string().contains("has no room left"), "{error}");
    }
    // It came while there was no room, and is written when there is.
    intents.end("refund-2", ending(How::Applied)).await.unwrap();
    assert!(intents.flush().await.is_err());

    full.store(false, Ordering::SeqCst);
    let begun = intents.begin(draft("refund-3", "k2")).await.unwrap();
    assert!(begun.to_store().is_some(), "{begun:?}");
    let begun = intents.begin(draft("refund-1", "k2")).await.unwrap();
    assert!(matches!(begun, Begun::Held(_)), "{begun:?}");
    let begun = intents.begin(draft("refund-2", "k2")).await.unwrap();
    assert!(matches!(begun, Begun::Ended(_)), "{begun:?}");
}

#[tokio::test]
async fn a_file_that_may_not_grow_takes_what_still_fits() {
    let folder = Folder::new();
    let database = open::database(&folder.file()).unwrap();
    let limit = "PRAGMA max_page_count = 8";
    let limited = database.connection().query_row(limit, [], |_| Ok(()));
    limited.unwrap();
    let intents = IntentFile::start(&folder.file(), database).unwrap();
    intents.begin(draft("refund-1", "k1")).await.unwrap();
    let large = draft("refund-2", &"k".repeat(40_000));
    let error = intents.begin(large).await.unwrap_err();
    assert_eq!(error.kind(), StoreErrorKind::Full, "{error}");
    intents.begin(draft("refund-3", "k1")).await.unwrap();
    let pending = intents.pending().await.unwrap();
    assert_eq!(pending.len(), 2, "{pending:?}");
}

#[tokio::test]
async fn a_disk_that_is_full_from_the_start_says_so() {
    let folder = Folder::new();
    let connection = Connection::open(folder.file()).unwrap();
    let limit = "PRAGMA max_page_count = 1";
    connection.query_row(limit, [], |_| Ok(())).unwrap();
    let error = tables::create(&connection).unwrap_err();
    assert_eq!(error.kind(), StoreErrorKind::Full, "{error}");
}
