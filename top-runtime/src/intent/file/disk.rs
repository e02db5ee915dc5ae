//! The file as the database sees it.

use std::fs::File;
use std::io;

use redb::StorageBackend;
use redb::backends::FileBackend;

/// A file whose lock is not the database's business: it is held from before the file is first
/// read until the store is dropped, over every reopening in between.
#[derive(Debug)]
pub(super) struct Disk(FileBackend);

impl Disk {
    pub(super) fn new(file: &File) -> Result<Self, redb::Error> {
        Ok(Self(FileBackend::new(file.try_clone()?)?))
    }
}

impl StorageBackend for Disk {
    fn len(&self) -> io::Result<u64> {
        self.0.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.0.read(offset, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.0.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.0.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.0.write(offset, data)
    }
}
