//! What cannot be stored.

use top_runtime::Effect;
use top_runtime::error::IntentProblem;
use top_runtime::intent::{Begun, Ending, Intent, IntentStore, StoreError, StoreErrorKind};
use top_runtime::send::BoxFuture;

use super::{REVERSE, call, calls_and_effects, points, problem};
use crate::pages::{client_builder, sandbox};

/// A store whose disk is full.
struct Full;

impl IntentStore for Full {
    fn begin(&self, _: Intent) -> BoxFuture<'_, Result<Begun, StoreError>> {
        let full = StoreError::new(StoreErrorKind::Full, "has no room left");
        Box::pin(std::future::ready(Err(full)))
    }

    fn end(&self, _: &str, _: Ending) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(std::future::ready(Ok(())))
    }

    fn release(&self, _: &str) {}

    fn pending(&self) -> BoxFuture<'_, Result<Vec<Intent>, StoreError>> {
        Box::pin(std::future::ready(Ok(Vec::new())))
    }

    fn forget_ended(&self, _: i64) -> BoxFuture<'_, Result<usize, StoreError>> {
        Box::pin(std::future::ready(Ok(0)))
    }
}

#[tokio::test]
async fn what_cannot_be_stored_is_not_sent() {
    let sandbox = sandbox();
    let builder = client_builder().transport(sandbox.clone());
    let without = builder.build().unwrap();
    let builder = client_builder().transport(sandbox.clone());
    let full = builder.intents(Full).build().unwrap();
    for (client, why) in [(without, "was built without"), (full, "no room left")] {
        let error = call(&client, &points(), "return-1").await.unwrap_err();
        assert!(matches!(problem(&error), IntentProblem::Store(_)));
        assert_eq!(error.effect(), Effect::None);
        assert!(error.to_string().contains(why), "{error}");
    }
    assert_eq!(calls_and_effects(&sandbox, REVERSE), (0, 0));
}
