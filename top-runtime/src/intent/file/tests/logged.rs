//! The log beside the file: what is only there is there again, and damage to it is noticed.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::{Folder, draft, log_of, open};
use crate::intent::{Intent, IntentFile, IntentStore, StoreError, StoreErrorKind};

const IDS: [&str; 3] = ["refund-1", "refund-2", "refund-3"];

/// A killed process's store: three intents, each a commit of its own, in the log alone.
async fn killed(folder: &Folder) -> PathBuf {
    let intents = open(&folder.file());
    for id in IDS {
        intents.begin(draft(id, "k1")).await.unwrap();
    }
    folder.left_behind(&folder.file(), "left.intents")
}

/// The ids of what is in a store with this log. A store that is refused is as it was.
async fn found(left: &Path, file: &[u8], log: &[u8]) -> Result<Vec<String>, StoreError> {
    fs::write(left, file).unwrap();
    fs::write(log_of(left), log).unwrap();
    match IntentFile::open(left) {
        Ok(intents) => {
            let pending = intents.pending().await.unwrap();
            Ok(pending.iter().map(Intent::id).map(str::to_owned).collect())
        }
        Err(error) => {
            assert_eq!(fs::read(left).unwrap(), file, "{error}");
            assert_eq!(fs::read(log_of(left)).unwrap(), log, "{error}");
            Err(error)
        }
    }
}

#[tokio::test]
async fn a_store_that_is_closed_is_one_file() {
    let folder = Folder::new();
    let intents = open(&folder.file());
    intents.begin(draft("refund-1", "k1")).await.unwrap();
    assert!(log_of(&folder.file()).exists());
    drop(intents);
    let left: Vec<_> = fs::read_dir(&folder.0).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

/// Only the last commit can have been cut off by a crash: everything before it was synced.
#[tokio::test]
async fn a_flipped_bit_in_the_log_costs_no_finished_commit() {
    let folder = Folder::new();
    let left = killed(&folder).await;
    let (file, log) = (fs::read(&left).unwrap(), fs::read(log_of(&left)).unwrap());
    assert_eq!(found(&left, &file, &log).await.unwrap(), IDS);
    let (mut refused, mut cut) = (0, 0);
    for at in (0..24).chain((32..log.len()).step_by(61)) {
        let mut log = log.clone();
        log[at] ^= 0x10;
        match found(&left, &file, &log).await {
            Ok(ids) if ids == IDS => {}
            Ok(ids) => {
                assert_eq!(ids, IDS[..2], "byte {at}");
                cut += 1;
            }
            Err(error) => {
                assert_eq!(error.kind(), StoreErrorKind::Corrupt, "byte {at}: {error}");
                refused += 1;
            }
        }
    }
    assert!(refused > 24 && cut > 10, "{refused} refused, {cut} cut off");
}

#[tokio::test]
async fn a_log_cut_short_ends_with_a_whole_commit() {
    let folder = Folder::new();
    let left = killed(&folder).await;
    let (file, log) = (fs::read(&left).unwrap(), fs::read(log_of(&left)).unwrap());
    for length in (0..log.len()).step_by(500) {
        let ids = found(&left, &file, &log[..length]).await.unwrap();
        assert_eq!(ids, IDS[..ids.len()], "{length} bytes");
    }
}

#[tokio::test]
async fn a_log_without_its_file_is_not_thrown_away() {
    let folder = Folder::new();
    let left = killed(&folder).await;
    let log = fs::read(log_of(&left)).unwrap();
    let error = found(&left, b"", &log).await.unwrap_err();
    assert_eq!(error.kind(), StoreErrorKind::Corrupt);
}

/// Wherever making a store is cut off, the next one goes on.
#[tokio::test]
async fn a_half_made_store_is_made() {
    let folder = Folder::new();
    let steps = [
        "",
        "PRAGMA journal_mode = WAL",
        "PRAGMA journal_mode = WAL; BEGIN; PRAGMA application_id = 5; CREATE TABLE open (id)",
    ];
    for (number, steps) in steps.into_iter().enumerate() {
        let making = folder.0.join(format!("making-{number}"));
        let connection = Connection::open(&making).unwrap();
        connection.execute_batch(steps).unwrap();
        let left = folder.0.join(format!("left-{number}"));
        fs::copy(&making, &left).unwrap();
        if log_of(&making).exists() {
            fs::copy(log_of(&making), log_of(&left)).unwrap();
        }
        let intents = open(&left);
        intents.begin(draft("refund-1", "k1")).await.unwrap();
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_handle_of_one_s_own_does_not_unlock_the_store() {
    // Its closing takes the lock of the database away.
    let folder = Folder::new();
    let intents = open(&folder.file());
    drop(fs::File::open(folder.file()).unwrap());
    let error = IntentFile::open(folder.file()).unwrap_err();
    assert_eq!(error.kind(), StoreErrorKind::InUse);
    intents.begin(draft("refund-1", "k1")).await.unwrap();
}
