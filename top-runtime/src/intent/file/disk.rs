//! The file as the database sees it.

use std::fs::File;
use std::io;

use redb::StorageBackend;
use redb::backends::FileBackend;

/// A file whose lock is not the database's business: it is held from before the file is first
/// read until the store is dropped, over every reopening in between.
#[derive(Debug)]
pub(super) struct Disk {
    pages: FileBackend,
    file: File,
}

impl Disk {
    pub(super) fn new(file: &File) -> Result<Self, redb::Error> {
        Ok(Self {
            pages: FileBackend::new(file.try_clone()?)?,
            file: file.try_clone()?,
        })
    }

    /// What is written to a file without a name is gone when the process ends.
    #[cfg(unix)]
    fn still_has_a_name(&self) -> io::Result<()> {
        use std::os::unix::fs::MetadataExt;
        if self.file.metadata()?.nlink() == 0 {
            return Err(io::Error::other("the file was removed while in use"));
        }
        Ok(())
    }

    #[cfg(not(unix))]
    fn still_has_a_name(&self) -> io::Result<()> {
        self.file.metadata().map(drop)
    }
}

impl StorageBackend for Disk {
    fn len(&self) -> io::Result<u64> {
        self.pages.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.pages.read(offset, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.pages.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.still_has_a_name()?;
        self.pages.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.pages.write(offset, data)
    }
}
