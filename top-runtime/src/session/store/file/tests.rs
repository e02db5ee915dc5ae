use std::fs;
use std::path::PathBuf;

use super::FileTokenStore;
use crate::StoreErrorKind;
use crate::session::{Token, TokenResult, TokenStore};
use crate::time::DateTime;

/// A directory of this test's own, removed at its end.
struct Directory(PathBuf);

impl Directory {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("top-tokens-{}-{test}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self) -> PathBuf {
        self.0.join("token.json")
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn token(access: &str) -> Token {
    let json = format!(r#"{{"access_token":"{access}","refresh_token":"r","expires_in":60}}"#);
    TokenResult::read(json).unwrap().into_token(DateTime::EPOCH)
}

#[tokio::test]
async fn the_last_token_saved_is_loaded_and_nothing_else_is_left() {
    let directory = Directory::new("saved");
    let store = FileTokenStore::new(directory.file());
    assert_eq!(store.load().await.unwrap(), None);
    for access in ["first", "second"] {
        store.save(&token(access)).await.unwrap();
        assert_eq!(store.load().await.unwrap(), Some(token(access)));
    }
    assert_eq!(directory.names(), ["token.json"]);
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let directory = Directory::new("mode");
    fs::write(directory.file(), token("old").to_stored().unwrap().expose()).unwrap();
    fs::set_permissions(directory.file(), fs::Permissions::from_mode(0o644)).unwrap();
    let store = FileTokenStore::new(directory.file());
    store.save(&token("new")).await.unwrap();
    let mode = fs::metadata(directory.file()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[tokio::test]
async fn a_file_that_is_no_token_is_left_alone() {
    let directory = Directory::new("alone");
    let store = FileTokenStore::new(directory.file());
    let newer = token("a").to_stored().unwrap();
    let newer = newer.expose().replace(r#""version":1"#, r#""version":9"#);
    let cases = [
        (newer.into_bytes(), StoreErrorKind::NewerVersion),
        (b"{\"version\":1".to_vec(), StoreErrorKind::Corrupt),
        (b"\xff\xfe".to_vec(), StoreErrorKind::Corrupt),
        (vec![b' '; 100_000], StoreErrorKind::Corrupt),
    ];
    for (content, kind) in cases {
        fs::write(directory.file(), &content).unwrap();
        let error = store.save(&token("new")).await.unwrap_err();
        assert_eq!(error.kind(), kind);
        assert!(error.to_string().contains("token.json"), "{error}");
        assert_eq!(store.load().await.unwrap_err().kind(), kind);
        assert_eq!(fs::read(directory.file()).unwrap(), content);
    }
    assert_eq!(directory.names(), ["token.json"]);
}

#[tokio::test]
async fn a_directory_that_is_not_there_is_told() {
    let directory = Directory::new("missing");
    let store = FileTokenStore::new(directory.0.join("nowhere").join("token.json"));
    let error = store.save(&token("new")).await.unwrap_err();
    assert_eq!(error.kind(), StoreErrorKind::Unavailable);
}

#[test]
fn it_works_without_a_runtime() {
    let directory = Directory::new("blocking");
    let store = FileTokenStore::new(directory.file());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let kept = token("kept");
    assert!(store.save(&kept).as_mut().poll(&mut context).is_ready());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    assert_eq!(runtime.block_on(store.load()).unwrap(), Some(kept));
}
