//! The attempts that a failed call made.

use std::time::Duration;

use super::{Effect, Error};

/// One failed attempt of a call. See [`Error::attempts`].
#[derive(Debug, Clone)]
pub struct FailedAttempt {
    outcome: &'static str,
    effect: Effect,
    code: Option<i64>,
    sub_code: Option<String>,
    request_id: Option<String>,
    elapsed: Duration,
}

impl FailedAttempt {
    pub(crate) fn of(error: &Error, elapsed: Duration) -> Self {
        Self {
            outcome: error.kind(),
            effect: error.effect(),
            code: error.code(),
            sub_code: error.sub_code().map(ToOwned::to_owned),
            request_id: error.request_id().map(ToOwned::to_owned),
            elapsed,
        }
    }

    /// The stage at which it failed, in a word or two: the variant of its [`Error`].
    pub fn outcome(&self) -> &'static str {
        self.outcome
    }

    /// What this attempt did on the platform.
    pub fn effect(&self) -> Effect {
        self.effect
    }

    /// The platform's code, where it gave one.
    pub fn code(&self) -> Option<i64> {
        self.code
    }

    /// The platform's `sub_code`, or the business's own code.
    pub fn sub_code(&self) -> Option<&str> {
        self.sub_code.as_deref()
    }

    /// The platform's id of the attempt.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// How long it took, waiting for its turn included.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }
}
