//! One file of intents, two processes.
//!
//! A program of its own: a process that is being started has all files of its parent for a moment,
//! locks included, which other tests would notice.
#![cfg(feature = "intents")]
#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, its other process included"
)]

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use top_runtime::intent::{Begun, Intent, IntentFile, IntentStore, Key, StoreErrorKind};

/// Tells the child which file to keep open.
const FILE: &str = "TOP_TEST_INTENTS";

fn draft(key: &str) -> Intent {
    let key = Key {
        value: key.to_owned(),
        minted: true,
    };
    Intent::new("refund-1", "a.b.c", vec![]).with_key(key)
}

#[tokio::test]
#[ignore = "the other process of the test below"]
async fn another_process() {
    let path = std::env::var_os(FILE).unwrap();
    let intents = IntentFile::open(path).unwrap();
    intents.begin(draft("k1")).await.unwrap();
    println!("\nopen");
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

#[tokio::test]
async fn what_another_process_runs_is_not_run_twice() {
    let name = format!("top-two-processes-{}.intents", std::process::id());
    let path = std::env::temp_dir().join(name);
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["another_process", "--exact", "--ignored", "--nocapture"])
        .env(FILE, &path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(told.any(|line| line.unwrap() == "open"));
    let error = IntentFile::open(&path).unwrap_err();
    assert_eq!(error.kind(), StoreErrorKind::InUse);

    child.kill().unwrap();
    child.wait().unwrap();
    let intents = IntentFile::open(&path).unwrap();
    let begun = intents.begin(draft("k2")).await.unwrap();
    assert!(matches!(begun, Begun::Resumed(intent) if intent.key().unwrap().value == "k1"));
    drop(intents);
    std::fs::remove_file(path).unwrap();
}
