//! A file that cannot be used is refused, and stays as it was.

use std::path::Path;

use rusqlite::Connection;

use super::{Folder, draft, ending, log_of, open};
use crate::intent::{How, Intent, IntentFile, IntentStore, StoreErrorKind};

/// A store with two open intents and an ended one.
fn filled(path: &Path) -> Vec<u8> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(async {
        let intents = open(path);
        for id in ["refund-1", "refund-2", "refund-3"] {
            intents.begin(draft(id, "k1")).await.unwrap();
        }
        intents.end("refund-3", ending(How::Applied)).await.unwrap();
    });
    std::fs::read(path).unwrap()
}

/// Opens a file with these bytes; whether it can be opened, with everything in it. If not, it is
/// as it was.
fn opens(path: &Path, bytes: &[u8]) -> Result<(), StoreErrorKind> {
    std::fs::write(path, bytes).unwrap();
    match IntentFile::open(path) {
        Ok(intents) => {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .build()
                .unwrap();
            let pending = runtime.block_on(intents.pending()).unwrap();
            let ids: Vec<_> = pending.iter().map(Intent::id).collect();
            assert_eq!(ids, ["refund-1", "refund-2"], "an intent is lost");
            Ok(())
        }
        Err(error) => {
            assert_eq!(std::fs::read(path).unwrap(), bytes, "{error}");
            assert!(!log_of(path).exists(), "{error}");
            Err(error.kind())
        }
    }
}

#[test]
fn noise_is_no_store() {
    let folder = Folder::new();
    for length in [1, 9, 320, 4096, 5000, 1_056_768] {
        for noise in [0_u8, 0xff, 0x5a] {
            let bytes: Vec<_> = (0..length)
                .map(|at: usize| noise ^ at.to_le_bytes()[0])
                .collect();
            assert_eq!(opens(&folder.file(), &bytes), Err(StoreErrorKind::Corrupt));
        }
    }
}

#[test]
fn a_file_cut_short_is_refused() {
    let folder = Folder::new();
    let whole = filled(&folder.file());
    let half = whole.len() / 2;
    for length in [1, 99, 100, 319, half, whole.len() - 1] {
        let opened = opens(&folder.file(), &whole[..length]);
        assert_eq!(opened, Err(StoreErrorKind::Corrupt), "{length} bytes");
    }
    assert_eq!(opens(&folder.file(), &whole), Ok(()));
}

/// Pages without contents may change; nothing else may without being found.
#[test]
fn a_flipped_bit_is_found_or_harmless() {
    let folder = Folder::new();
    let whole = filled(&folder.file());
    let used: Vec<_> = (0..whole.len()).filter(|at| whole[*at] != 0).collect();
    assert!(used.len() > 500);
    let mut refused = 0;
    // Every byte was tried once; these few keep the test quick.
    let (header, pages) = used.split_at(used.partition_point(|at| *at < 100));
    let some = header.iter().step_by(3).chain(pages.iter().step_by(37));
    for at in some.copied() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        if let Err(kind) = opens(&folder.file(), &bytes) {
            assert_ne!(kind, StoreErrorKind::InUse, "byte {at}");
            refused += 1;
        }
    }
    assert!(refused > 5, "{refused}");
}

#[test]
fn another_program_s_database_is_no_store() {
    let folder = Folder::new();
    let database = Connection::open(folder.file()).unwrap();
    database
        .execute_batch("CREATE TABLE open (id TEXT)")
        .unwrap();
    drop(database);
    let bytes = std::fs::read(folder.file()).unwrap();
    assert_eq!(opens(&folder.file(), &bytes), Err(StoreErrorKind::Corrupt));
}

#[test]
fn another_program_s_log_is_left_to_it() {
    let folder = Folder::new();
    let theirs = folder.0.join("theirs");
    let database = Connection::open(&theirs).unwrap();
    database
        .execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE open (id TEXT)")
        .unwrap();
    let left = folder.left_behind(&theirs, "left.intents");
    let before = (std::fs::read(&left), std::fs::read(log_of(&left)));
    let error = IntentFile::open(&left).unwrap_err();
    assert_eq!(error.kind(), StoreErrorKind::Corrupt);
    let after = (std::fs::read(&left), std::fs::read(log_of(&left)));
    assert_eq!(before.0.unwrap(), after.0.unwrap());
    assert_eq!(before.1.unwrap(), after.1.unwrap());
}

#[test]
fn a_newer_store_is_left_to_newer_programs() {
    let folder = Folder::new();
    filled(&folder.file());
    let database = Connection::open(folder.file()).unwrap();
    database
        .execute_batch("PRAGMA user_version = 3; CREATE TABLE more (id TEXT)")
        .unwrap();
    drop(database);
    let bytes = std::fs::read(folder.file()).unwrap();
    let opened = opens(&folder.file(), &bytes);
    assert_eq!(opened, Err(StoreErrorKind::NewerVersion));
}

#[test]
fn an_older_layout_is_refused() {
    let folder = Folder::new();
    filled(&folder.file());
    let database = Connection::open(folder.file()).unwrap();
    database.execute_batch("PRAGMA user_version = 1").unwrap();
    drop(database);
    let bytes = std::fs::read(folder.file()).unwrap();
    assert_eq!(opens(&folder.file(), &bytes), Err(StoreErrorKind::Corrupt));
    let error = IntentFile::open(folder.file()).unwrap_err();
    assert!(error.to_string().contains("version 1"), "{error}");
}

/// Nothing in the database keeps ids apart.
#[test]
fn an_id_that_is_there_twice_is_refused() {
    let folder = Folder::new();
    filled(&folder.file());
    let database = Connection::open(folder.file()).unwrap();
    let copy = "INSERT INTO intents SELECT * FROM intents WHERE id = 'refund-1'";
    database.execute_batch(copy).unwrap();
    drop(database);
    let bytes = std::fs::read(folder.file()).unwrap();
    assert_eq!(opens(&folder.file(), &bytes), Err(StoreErrorKind::Corrupt));
}

#[test]
fn a_read_only_file_is_refused() {
    let folder = Folder::new();
    let bytes = filled(&folder.file());
    let mut permissions = std::fs::metadata(folder.file()).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(folder.file(), permissions).unwrap();
    let error = IntentFile::open(folder.file()).unwrap_err();
    assert_eq!(error.kind(), StoreErrorKind::ReadOnly);
    assert_eq!(std::fs::read(folder.file()).unwrap(), bytes);
}

#[test]
fn a_folder_is_no_file() {
    let folder = Folder::new();
    let error = IntentFile::open(&folder.0).unwrap_err();
    assert_eq!(error.kind(), StoreErrorKind::Unavailable);
    let error = IntentFile::open(folder.0.join("none").join("till.intents")).unwrap_err();
    assert_eq!(error.kind(), StoreErrorKind::Unavailable);
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_that_is_removed_stops_the_next_call() {
    let folder = Folder::new();
    let intents = open(&folder.file());
    intents.begin(draft("refund-1", "k1")).await.unwrap();
    std::fs::remove_file(folder.file()).unwrap();
    for _ in 0..2 {
        let error = intents.begin(draft("refund-2", "k1")).await.unwrap_err();
        assert_eq!(error.kind(), StoreErrorKind::Unavailable);
        assert!(error.to_string().contains("was removed"), "{error}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_log_that_is_removed_stops_the_next_call() {
    let folder = Folder::new();
    let intents = open(&folder.file());
    intents.begin(draft("refund-1", "k1")).await.unwrap();
    std::fs::remove_file(log_of(&folder.file())).unwrap();
    let error = intents.begin(draft("refund-2", "k1")).await.unwrap_err();
    assert_eq!(error.kind(), StoreErrorKind::Unavailable);
}
