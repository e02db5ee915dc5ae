//! A token in a file.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::runtime::Handle;

use super::{Token, TokenStore};
use crate::send::BoxFuture;
use crate::store_error::{StoreError, StoreErrorKind};

/// Far more than any token needs.
const LARGEST: u64 = 64 * 1024;

/// Keeps a token in a file that only its owner may read (on Unix), in clear.
///
/// A new token is written to a file beside it, flushed to the disk and then put in the old one's
/// place, so a crash leaves the old one or the new one. A file that cannot be read as a token is
/// never written over. Let one process refresh the token; others may read the file.
#[derive(Debug, Clone)]
pub struct FileTokenStore(Arc<Path>);

impl FileTokenStore {
    /// A store in this file, which need not exist. Its directory must.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into().into())
    }
}

impl TokenStore for FileTokenStore {
    fn load(&self) -> BoxFuture<'_, Result<Option<Token>, StoreError>> {
        let path = Arc::clone(&self.0);
        Box::pin(off_the_runtime(move || load(&path)))
    }

    fn save<'a>(&'a self, token: &'a Token) -> BoxFuture<'a, Result<(), StoreError>> {
        let path = Arc::clone(&self.0);
        let token = token.clone();
        Box::pin(off_the_runtime(move || save(&path, &token)))
    }
}

/// Runs what blocks where it holds nobody up. Once begun it ends, whether awaited or not.
async fn off_the_runtime<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    let Ok(runtime) = Handle::try_current() else {
        return work();
    };
    runtime.spawn_blocking(work).await.unwrap_or_else(|ended| {
        Err(StoreError::new(StoreErrorKind::Unavailable, "cannot be used").because(ended))
    })
}

fn load(path: &Path) -> Result<Option<Token>, StoreError> {
    let mut text = String::new();
    let read = File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_string(&mut text));
    match read {
        Ok(_) => Token::from_stored(&text)
            .map(Some)
            .map_err(|error| error.at(path)),
        Err(missing) if missing.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::io(error).at(path)),
    }
}

fn save(path: &Path, token: &Token) -> Result<(), StoreError> {
    // What cannot be read may be somebody else's.
    load(path)?;
    let text = token.to_stored()?;
    let draft = draft_of(path);
    let replaced = write(&draft, text.expose()).and_then(|()| fs::rename(&draft, path));
    if let Err(error) = replaced {
        // What is left of the draft holds a token; where it cannot be removed either, the first
        // failure is the one to tell.
        let _ = fs::remove_file(&draft);
        return Err(StoreError::io(error).at(path));
    }
    flush_directory(path).map_err(|error| StoreError::io(error).at(path))
}

/// A name in the same directory that no other writer has.
fn draft_of(path: &Path) -> PathBuf {
    static DRAFTS: AtomicU64 = AtomicU64::new(0);
    let number = DRAFTS.fetch_add(1, Ordering::Relaxed);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}-{number}.draft", std::process::id()));
    path.with_file_name(name)
}

fn write(draft: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(draft)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Makes the new name survive a crash. Windows has no such thing for directories.
#[cfg(unix)]
fn flush_directory(path: &Path) -> io::Result<()> {
    let directory = match path.parent() {
        Some(directory) if !directory.as_os_str().is_empty() => directory,
        _ => Path::new("."),
    };
    File::open(directory)?.sync_all()
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the other systems' twin can fail")]
fn flush_directory(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests;
