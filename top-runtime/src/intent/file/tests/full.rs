//! A disk without room.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use redb::StorageBackend;

use super::{Folder, draft, ending};
use crate::intent::file::disk::Disk;
use crate::intent::file::open;
use crate::intent::{Begun, How, IntentFile, IntentStore, StoreErrorKind};

/// A disk that may fill up.
#[derive(Debug)]
struct Filling {
    disk: Disk,
    full: Arc<AtomicBool>,
}

impl Filling {
    fn room(&self) -> io::Result<()> {
        if self.full.load(Ordering::SeqCst) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }
}

impl StorageBackend for Filling {
    fn len(&self) -> io::Result<u64> {
        self.disk.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.disk.read(offset, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.room()?;
        self.disk.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.disk.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.room()?;
        self.disk.write(offset, data)
    }
}

fn intents(path: &Path) -> (IntentFile, Arc<AtomicBool>) {
    let full = Arc::new(AtomicBool::new(false));
    let file = open::locked(path).unwrap();
    let fills = Arc::clone(&full);
    let opener = move || {
        let full = Arc::clone(&fills);
        let disk = Disk::new(&file).unwrap();
        open::open(Disk::new(&file).unwrap(), Filling { disk, full })
    };
    (IntentFile::start(path, Box::new(opener)).unwrap(), full)
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
async fn a_disk_that_is_full_from_the_start_says_so() {
    let folder = Folder::new();
    let file = open::locked(&folder.file()).unwrap();
    let opener = move || {
        let full = Arc::new(AtomicBool::new(true));
        let disk = Disk::new(&file).unwrap();
        open::open(Disk::new(&file).unwrap(), Filling { disk, full })
    };
    let error = IntentFile::start(&folder.file(), Box::new(opener)).unwrap_err();
    assert_eq!(error.kind(), StoreErrorKind::Full, "{error}");
}
