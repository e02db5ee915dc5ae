//! Intents are there again after a restart, and one process at a time has them.

use std::time::Duration;

use super::{Folder, draft, ending, log_of, open};
use crate::intent::{Begun, How, IntentFile, IntentStore, State, StoreErrorKind};

#[tokio::test]
async fn an_open_intent_outlives_its_process() {
    let folder = Folder::new();
    let intents = open(&folder.file());
    let begun = intents.begin(draft("refund-1", "k1")).await.unwrap();
    assert!(matches!(begun, Begun::New(_)));
    let left = folder.left_behind(&folder.file(), "left.intents");

    let again = open(&left);
    let Begun::Resumed(intent) = again.begin(draft("refund-1", "k2")).await.unwrap() else {
        panic!("not resumed");
    };
    assert_eq!(intent.key().unwrap().value, "k1");
    assert_eq!(intent.params(), draft("refund-1", "k1").params());
    assert_eq!(intent.attempts(), 2);
}

#[tokio::test]
async fn an_ending_is_kept() {
    let folder = Folder::new();
    let intents = open(&folder.file());
    for id in ["done", "refused", "unknown"] {
        intents.begin(draft(id, "k1")).await.unwrap();
    }
    intents.end("done", ending(How::Applied)).await.unwrap();
    intents
        .end("refused", ending(How::NotApplied))
        .await
        .unwrap();
    intents.release("unknown");
    drop(intents);

    let intents = open(&folder.file());
    let done = intents.find("done").await.unwrap().unwrap();
    assert_eq!(done.state(), &State::Ended(ending(How::Applied)));
    assert_eq!(done.params(), []);
    let pending = intents.pending().await.unwrap();
    assert_eq!(pending.len(), 1);
    assert_eq!(pending[0].id(), "unknown");

    let begun = intents.begin(draft("done", "k2")).await.unwrap();
    assert!(matches!(begun, Begun::Ended(_)));
    let begun = intents.begin(draft("refused", "k2")).await.unwrap();
    assert!(matches!(begun, Begun::New(intent) if intent.key().unwrap().value == "k2"));
    let begun = intents.begin(draft("unknown", "k2")).await.unwrap();
    assert!(matches!(begun, Begun::Resumed(_)));
}

/// Whoever hears that nothing was done must not see it done once more after a crash.
#[tokio::test]
async fn that_nothing_was_done_is_on_disk_before_anybody_hears_it() {
    let folder = Folder::new();
    let intents = open(&folder.file());
    intents.begin(draft("refund-1", "k1")).await.unwrap();
    let ended = intents.end("refund-1", ending(How::NotApplied)).await;
    ended.unwrap();
    let left = folder.left_behind(&folder.file(), "left.intents");
    let found = open(&left).find("refund-1").await.unwrap().unwrap();
    assert_eq!(found.state(), &State::Ended(ending(How::NotApplied)));
}

#[tokio::test]
async fn what_ended_long_ago_is_forgotten_and_nothing_else() {
    let folder = Folder::new();
    let intents = open(&folder.file());
    for id in ["done", "open"] {
        intents.begin(draft(id, "k1")).await.unwrap();
    }
    intents.end("done", ending(How::Applied)).await.unwrap();
    assert_eq!(intents.forget_ended(9).await.unwrap(), 0);
    assert_eq!(intents.forget_ended(10).await.unwrap(), 1);
    assert_eq!(intents.find("done").await.unwrap(), None);
    assert!(intents.find("open").await.unwrap().is_some());
}

#[tokio::test]
async fn one_process_at_a_time_has_the_file() {
    let folder = Folder::new();
    let first = open(&folder.file());
    let error = IntentFile::open(folder.file()).unwrap_err();
    assert_eq!(error.kind(), StoreErrorKind::InUse);
    assert_eq!(error.path(), Some(folder.file().as_path()));

    let path = folder.file();
    let waiting = std::thread::spawn(move || IntentFile::open_waiting(path, Duration::MAX));
    first.begin(draft("refund-1", "k1")).await.unwrap();
    drop(first);
    let second = waiting.join().unwrap().unwrap();
    assert_eq!(second.pending().await.unwrap().len(), 1);
    let error = IntentFile::open_waiting(folder.file(), Duration::ZERO).unwrap_err();
    assert_eq!(error.kind(), StoreErrorKind::InUse);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_callers_one_has_the_intent() {
    let folder = Folder::new();
    let intents = open(&folder.file());
    let callers: Vec<_> = (0..50)
        .map(|caller| {
            let intents = intents.clone();
            tokio::spawn(async move {
                intents
                    .begin(draft("refund-1", &format!("k{caller}")))
                    .await
            })
        })
        .collect();
    let mut new = 0;
    for caller in callers {
        match caller.await.unwrap().unwrap() {
            Begun::New(_) => new += 1,
            begun => assert!(matches!(begun, Begun::Held(_))),
        }
    }
    assert_eq!(new, 1);
}

#[tokio::test]
async fn a_caller_that_goes_away_lets_go_and_leaves_no_doubt_of_its_own() {
    let folder = Folder::new();
    let intents = open(&folder.file());
    for in_doubt in [false, true] {
        let mut begins = intents.begin(draft("refund-1", "k1"));
        let asked = std::future::poll_fn(|context| {
            std::task::Poll::Ready(begins.as_mut().poll(context).is_pending())
        });
        assert!(asked.await, "the command is on its way");
        // The writer answers in the order it is asked, so its answer lies unread when this returns.
        intents.flush().await.unwrap();
        drop(begins);
        let begun = intents.begin(draft("refund-1", "k2")).await.unwrap();
        assert_eq!(matches!(begun, Begun::Resumed(_)), in_doubt, "{begun:?}");
        intents.release("refund-1");
    }
}

#[cfg(unix)]
#[test]
fn only_the_owner_reads_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let mode = |path| std::fs::metadata(path).unwrap().permissions().mode();
    let intents = open(&folder.file());
    assert_eq!(mode(folder.file()) & 0o777, 0o600);
    assert_eq!(mode(log_of(&folder.file())) & 0o777, 0o600);
    drop(intents);
    assert_eq!(mode(folder.file()) & 0o777, 0o600);
}
