//! Calls where no runtime could wake them.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use top_runtime::send::{Progress, Reply, SendError};
use top_runtime::{Error, RateLimits, RetryPolicy};

use crate::declared::refund;
use crate::memory::Memory;

/// What a call that never waits comes to.
fn outcome<T>(call: impl Future<Output = Result<T, Error>>) -> Option<Result<T, Error>> {
    let mut call = pin!(call);
    match call.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => Some(outcome),
        Poll::Pending => None,
    }
}

#[test]
fn a_call_that_would_wait_before_its_next_attempt_has_none() {
    let memory = Memory::new(|| Err(SendError::new(Progress::NotSent)));
    let builder = memory.builder().retry(RetryPolicy::default());
    let client = builder.build().unwrap();
    let error = outcome(client.send(&refund())).unwrap().unwrap_err();
    assert!(matches!(error, Error::NotSent(_)), "{error}");
    assert_eq!(memory.sent().len(), 1);
}

#[test]
fn a_call_that_would_wait_for_its_turn_is_throttled() {
    let done = r#"{"result":{"biz_success":true,"result":"f1"}}"#;
    let memory = Memory::new(move || Ok(Reply::new(200, done)));
    let builder = memory.builder().rate_limits(RateLimits::new().app(1));
    let client = builder.build().unwrap();
    assert_eq!(outcome(client.send(&refund())).unwrap().unwrap(), "f1");
    let error = outcome(client.send(&refund())).unwrap().unwrap_err();
    assert!(matches!(error, Error::Throttled(_)), "{error}");
    assert_eq!(memory.sent().len(), 1);
}
