//! What the attempts of one call came to.

use std::time::Instant;

use crate::error::{Effect, Error, FailedAttempt};

/// The failed attempts of one call.
#[derive(Default)]
pub(super) struct History {
    attempts: Vec<FailedAttempt>,
    /// The last attempt that may have taken effect.
    doubt: Option<Error>,
    /// By how many seconds the clock was corrected for the last attempt.
    skew: i64,
    clock_corrected: bool,
}

impl History {
    /// How many attempts there were.
    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.attempts.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn add(&mut self, error: &Error, begun: Instant) {
        self.attempts
            .push(FailedAttempt::of(error, begun.elapsed()));
    }

    /// Notes the correction of the clock, in seconds, that the next attempt is signed with.
    pub(super) fn signed_with(&mut self, skew: i64) {
        self.skew = skew;
    }

    /// The correction that the platform refused, the first time in this call that it did.
    pub(super) fn first_correction(&mut self) -> Option<i64> {
        let corrected = std::mem::replace(&mut self.clock_corrected, true);
        (!corrected).then_some(self.skew)
    }

    /// Keeps an error that another attempt follows.
    pub(super) fn keep_if_in_doubt(&mut self, error: Error) {
        if error.effect() == Effect::Unknown {
            self.doubt = Some(error);
        }
    }

    /// The error of the whole call: the last one, unless it leaves an earlier doubt standing.
    pub(super) fn conclude(self, last: Error) -> Error {
        let mut concluded = match self.doubt {
            Some(doubt) if !last.settles_doubt() => doubt,
            _ => last,
        };
        concluded.context_mut().attempts = self.attempts;
        concluded
    }
}
