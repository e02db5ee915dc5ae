//! The file: opened once, locked, only ever appended to.

use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{BufReader, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::chain::Head;
use super::open_error::EvidenceError;
use super::record::Line;
use super::verify::{Tail, Verifier};

/// An open log.
pub(super) struct LogFile {
    path: PathBuf,
    file: File,
    sync: bool,
    /// The place before the first line.
    start: Head,
    /// The last line known to be whole, and where it ends.
    head: Head,
    end: u64,
    /// Whether something may stand behind `end`.
    in_doubt: bool,
    /// How many records could not be written since the last one that was.
    lost: u64,
}

impl LogFile {
    pub(super) fn open(path: &Path, start: Head, sync: bool) -> Result<Self, EvidenceError> {
        let file = open(path).map_err(|error| EvidenceError::io(path, "opened", error))?;
        lock(path, &file)?;
        let mut log = Self {
            path: path.to_owned(),
            file,
            sync,
            start,
            head: start,
            end: 0,
            in_doubt: true,
            lost: 0,
        };
        log.recover()?;
        if sync {
            log.sync_all()?;
        }
        Ok(log)
    }

    pub(super) fn head(&self) -> Head {
        self.head
    }

    pub(super) fn is_healthy(&self) -> bool {
        !self.in_doubt && self.lost == 0
    }

    /// Has another file written instead, and gives the one before.
    #[cfg(test)]
    pub(super) fn exchange(&mut self, file: File) -> File {
        std::mem::replace(&mut self.file, file)
    }

    /// Appends a record, after having made good what failed before it.
    pub(super) fn append(&mut self, record: impl FnOnce(&mut Line)) -> Result<(), EvidenceError> {
        let recovered = self.recover();
        let written = recovered.and_then(|()| {
            let mut line = Line::after(self.head, SystemTime::now());
            record(&mut line);
            self.write(line)
        });
        if written.is_err() {
            self.lost += 1;
        }
        written
    }

    /// Finds the end of what is whole, and closes what was cut short behind it.
    fn recover(&mut self) -> Result<(), EvidenceError> {
        if !self.in_doubt && self.lost == 0 {
            return Ok(());
        }
        let tail = self.read_tail()?;
        let torn = match tail {
            Tail::Whole => Vec::new(),
            Tail::Unended => {
                self.put(b"\n")?;
                self.end += 1;
                Vec::new()
            }
            Tail::Torn(part) => part,
        };
        self.in_doubt = false;
        if !torn.is_empty() || self.lost > 0 {
            let mut line = Line::after(self.head, SystemTime::now());
            line.gap(&torn, self.lost);
            self.write(line)?;
            self.end += torn.len() as u64;
            self.lost = 0;
        }
        Ok(())
    }

    /// Reads on from the last line known to be whole.
    fn read_tail(&mut self) -> Result<Tail, EvidenceError> {
        let read = |error| EvidenceError::io(&self.path, "read", error);
        let mut file = &self.file;
        if file.metadata().map_err(read)?.len() < self.end {
            return Err(EvidenceError::shortened(&self.path));
        }
        file.seek(SeekFrom::Start(self.end)).map_err(read)?;
        let (summary, tail) = Verifier::new()
            .after(self.head)
            .walk(BufReader::new(file), self.head.seq() - self.start.seq())
            .map_err(|broken| EvidenceError::broken(&self.path, broken))?;
        self.head = summary.head;
        self.end += summary.bytes;
        Ok(tail)
    }

    fn write(&mut self, line: Line) -> Result<(), EvidenceError> {
        let (bytes, head) = line.seal(self.head);
        self.put(&bytes)?;
        self.head = head;
        self.end += bytes.len() as u64;
        Ok(())
    }

    /// One write; until it has succeeded, nobody knows what stands at the end of the file.
    fn put(&mut self, bytes: &[u8]) -> Result<(), EvidenceError> {
        self.in_doubt = true;
        let mut written = self.file.write_all(bytes);
        if self.sync {
            written = written.and_then(|()| self.file.sync_data());
        }
        written.map_err(|error| EvidenceError::io(&self.path, "written", error))?;
        self.in_doubt = false;
        Ok(())
    }

    /// Also the name of a file that is new must outlive a power cut.
    fn sync_all(&self) -> Result<(), EvidenceError> {
        let synced = self.file.sync_all().and_then(|()| sync_folder(&self.path));
        synced.map_err(|error| EvidenceError::io(&self.path, "written", error))
    }
}

fn open(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn lock(path: &Path, file: &File) -> Result<(), EvidenceError> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(EvidenceError::in_use(path)),
        Err(TryLockError::Error(error)) => Err(EvidenceError::io(path, "locked", error)),
    }
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> std::io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> std::io::Result<()> {
    Ok(())
}

impl fmt::Debug for LogFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogFile")
            .field("path", &self.path)
            .field("records", &self.head.seq())
            .field("healthy", &self.is_healthy())
            .finish_non_exhaustive()
    }
}
