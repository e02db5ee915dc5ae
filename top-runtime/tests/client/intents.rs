//! Calls under an intent, over a transport and stores that do as they are told.

use top_runtime::error::IntentProblem;
use top_runtime::intent::{Ending, How, IntentStore, MemoryIntents};
use top_runtime::send::{Progress, SendError};
use top_runtime::{Effect, Error};

use crate::declared::{Refund, refund};
use crate::memory::Memory;

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
