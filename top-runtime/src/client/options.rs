//! What one call has of its own.

use std::sync::OnceLock;
use std::time::Duration;

use super::intents::Asked;
use crate::limit::Lane;
use crate::retry::RetryPolicy;
use crate::text::Secret;

/// What one call has of its own; what is left out is the client's.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    pub(super) session: Option<Secret>,
    /// The session that the client's provider gave for it, and the one after that was refused.
    pub(super) provided: OnceLock<Secret>,
    pub(super) renewed: OnceLock<Secret>,
    /// Whether the reply holds secrets that nobody knows yet, so that no error may keep its text.
    pub(super) reply_is_secret: bool,
    pub(super) timeout: Option<Duration>,
    pub(super) retry: Option<RetryPolicy>,
    pub(super) lane: Lane,
    pub(super) intent: Option<Asked>,
}

/// Longer than anybody waits, and short enough to be added to any `Instant`.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 3600);

impl Options {
    /// How long the whole may take.
    pub(super) fn timeout_or(&self, default: Duration) -> Duration {
        self.timeout.unwrap_or(default).min(LONGEST)
    }
}

/// The setters of a call, typed or not: both have `options`.
macro_rules! setters {
    () => {
        /// Calls on behalf of this user (用户授权), not the client's.
        pub fn session(mut self, session: impl Into<$crate::Secret>) -> Self {
            self.options.session = Some(session.into());
            self
        }

        /// Gives up after this time altogether: connecting, waiting and all attempts included.
        pub fn deadline(mut self, timeout: std::time::Duration) -> Self {
            self.options.timeout = Some(timeout);
            self
        }

        /// Sets when this call is sent again, in place of the client's policy.
        pub fn retry(mut self, policy: $crate::RetryPolicy) -> Self {
            self.options.retry = Some(policy);
            self
        }

        /// Sets how urgent the call is where the client limits calls.
        pub fn lane(mut self, lane: $crate::Lane) -> Self {
            self.options.lane = lane;
            self
        }

        /// Makes the call under an [intent](crate::intent) of this id: it is stored before anything
        /// is sent and closed by a definite answer, and the same id never has a second effect.
        ///
        /// The id is yours, for example the till's own number of the refund, of 1 to 512 bytes. It
        /// stands for one request: make the request of the same data each time. Where its
        /// idempotency field is left blank, a key is made for it (with the feature `intents`), and
        /// kept until there is a definite answer.
        pub fn intent(mut self, id: impl Into<String>) -> Self {
            self.options.intent = Some($crate::client::intents::Asked::of(id.into()));
            self
        }
    };
}
pub(super) use setters;
