//! Calls under an intent, over a transport and stores that do as they are told.

use std::time::Duration;

use top_runtime::error::IntentProblem;
use top_runtime::intent::{
    Begun, Ending, How, Intent, IntentStore, MemoryIntents, Open, Settlement, StoreError,
    StoreErrorKind,
};
use top_runtime::send::{BoxFuture, Progress, SendError};
use top_runtime::{Effect, Error, TopApi};

use crate::declared::{Refund, refund};
use crate::memory::Memory;

const DONE: &str = r#"{"result":{"biz_success":true,"result":"f1"},"request_id":"r1"}"#;

fn problem(error: &Error) -> Option<&IntentProblem> {
    match error {
        Error::Intent(stopped) => Some(stopped.problem()),
        _ => None,
    }
}

#[tokio::test]
async fn what_has_ended_since_it_was_listed_is_not_begun_anew() {
    let store = MemoryIntents::new();
    let memory = Memory::new(|| Err(SendError::new(Progress::Unknown)));
    let client = memory.builder().intents(store.clone()).build().unwrap();
    let call = client.call(&refund()).intent("refund-1").send().await;
    assert_eq!(call.unwrap_err().effect(), Effect::Unknown);
    let listed = client.pending_intents().await.unwrap();

    // Meanwhile another caller is told that nothing was done.
    let ending = Ending {
        how: How::NotApplied,
        at: 0,
        request_id: None,
    };
    store.end("refund-1", ending).await.unwrap();
    let error = client.resume_as::<Refund>(&listed[0]).await.unwrap_err();
    assert!(matches!(
        problem(&error),
        Some(IntentProblem::NothingOpen(_))
    ));
    assert_eq!(error.effect(), Effect::None);
    assert_eq!(memory.sent().len(), 1, "nothing more was sent");
    assert!(!store.find("refund-1").unwrap().is_open());
}

/// A store that never answers one of its questions.
struct Stuck {
    begins: bool,
    store: MemoryIntents,
}

impl IntentStore for Stuck {
    fn begin(&self, draft: Intent) -> BoxFuture<'_, Result<Begun, StoreError>> {
        if self.begins {
            self.store.begin(draft)
        } else {
            Box::pin(std::future::pending())
        }
    }

    fn end(&self, _: &str, _: Ending) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(std::future::pending())
    }

    fn release(&self, id: &str) {
        self.store.release(id);
    }

    fn pending(&self) -> BoxFuture<'_, Result<Vec<Intent>, StoreError>> {
        self.store.pending()
    }

    fn forget_ended(&self, before: i64) -> BoxFuture<'_, Result<usize, StoreError>> {
        self.store.forget_ended(before)
    }
}

#[tokio::test]
async fn a_store_that_never_answers_does_not_outlast_the_deadline() {
    let memory = Memory::body(DONE);
    for begins in [false, true] {
        let store = MemoryIntents::new();
        let stuck = Stuck {
            begins,
            store: store.clone(),
        };
        let client = memory.builder().intents(stuck).build().unwrap();
        let request = refund();
        let call = client.call(&request).intent("refund-1");
        let landed = call.deadline(Duration::from_millis(50)).send().await;
        assert_eq!(landed.is_ok(), begins);
        if let Err(error) = landed {
            let Some(IntentProblem::Store(slow)) = problem(&error) else {
                panic!("{error}")
            };
            assert_eq!(slow.kind(), StoreErrorKind::Unavailable);
            assert_eq!(error.effect(), Effect::None);
        }
        assert_eq!(memory.sent().len(), usize::from(begins));
        let open = store.pending().await.unwrap();
        assert_eq!(open.len(), usize::from(begins), "no ending was taken");
    }
}

/// The platform would tell another app that there is no such refund.
#[tokio::test]
async fn an_intent_is_left_to_the_app_that_opened_it() {
    let store = MemoryIntents::new();
    let memory = Memory::new(|| Err(SendError::new(Progress::Unknown)));
    let client = |app_key| {
        let builder = memory.builder().app_key(app_key);
        builder.intents(store.clone()).build().unwrap()
    };
    let (own, other) = (client("88776655"), client("12345678"));
    let request = refund();
    let call = own.call(&request).intent("refund-1").send().await;
    assert_eq!(call.unwrap_err().effect(), Effect::Unknown);

    let settled = other.resolve_all(&[Refund::ENDPOINT]).await.unwrap();
    let why = settled[0].settlement();
    assert!(matches!(why, Settlement::Open(Open::OtherApp)), "{why:?}");
    let resumed = other.resume_as::<Refund>(settled[0].intent()).await;
    assert!(matches!(resumed, Err(Error::Invalid(_))), "{resumed:?}");
    let call = other.call(&request).intent("refund-1").send().await;
    let taken = call.unwrap_err();
    assert!(matches!(
        problem(&taken),
        Some(IntentProblem::OtherContents(_))
    ));
    assert_eq!(memory.sent().len(), 1);
}
