//! What the file survives, and what it refuses.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::IntentFile;
use super::place::log_of;
use crate::intent::{Ending, How, Intent, Key};

mod damaged;
mod full;
mod kept;
mod logged;
mod model;

/// A folder of one test's own.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("top-intents-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self) -> PathBuf {
        self.0.join("till.intents")
    }

    /// What a process that is killed now leaves behind: the file and its log, nothing closed.
    fn left_behind(&self, path: &Path, name: &str) -> PathBuf {
        let left = self.0.join(name);
        std::fs::copy(path, &left).unwrap();
        std::fs::copy(log_of(path), log_of(&left)).unwrap();
        left
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn draft(id: &str, key: &str) -> Intent {
    let params = vec![("param".to_owned(), format!(r#"{{"sum":7,"id":"{key}"}}"#))];
    let key = Key {
        value: key.into(),
        minted: true,
    };
    Intent::new(id, "a.b.c", params).with_key(key)
}

fn ending(how: How) -> Ending {
    Ending {
        how,
        at: 9,
        request_id: Some("r-1".into()),
    }
}

fn open(path: &Path) -> IntentFile {
    IntentFile::open(path).unwrap()
}
