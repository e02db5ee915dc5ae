//! Seeing what calls do: observers of your own, `tracing`, and metrics.
//!
//! Every call opens a `tracing` span `top.call` at level INFO with OpenTelemetry's field names, and
//! tells one event an attempt at DEBUG, or at WARN where nobody knows whether it took effect. An
//! [`Observer`] hears the same. Nothing that any of them is given holds the app's key or secret, a
//! session or a signature; what a declaration calls `secret` is masked.

use std::error::Error as StdError;
use std::fmt;
use std::time::{Duration, SystemTime};

use crate::encode::Params;
use crate::error::{Effect, Error};

#[cfg(feature = "metrics")]
mod metrics;
mod observers;
mod trace;

#[cfg(feature = "metrics")]
pub use metrics::{
    ATTEMPTS, CALL_SECONDS, CALLS, EVIDENCE_FAILURES, Metrics, OPEN_INTENTS, THROTTLED,
};
pub(crate) use observers::Observers;

/// Hears of every call of a client, on the task that makes the call: what it does, the caller
/// waits for. It must not panic.
///
/// ```
/// use std::sync::atomic::{AtomicU64, Ordering};
///
/// use top_runtime::observe::{Attempt, Observer};
///
/// /// Counts what left the house.
/// #[derive(Default)]
/// struct Bytes(AtomicU64);
///
/// impl Observer for Bytes {
///     fn attempt(&self, attempt: &Attempt<'_>) {
///         let sent = u64::try_from(attempt.sent_bytes).unwrap_or(u64::MAX);
///         self.0.fetch_add(sent, Ordering::Relaxed);
///     }
/// }
/// ```
pub trait Observer: Send + Sync {
    /// A call is about to be sent for the first time. Saying no keeps it from being sent: the call
    /// fails as [`Error::NotSent`] with this cause.
    ///
    /// # Errors
    /// Why no call may be sent that this observer does not see. It must quote no secret.
    fn starting(&self, _call: &Started<'_>) -> Result<(), Box<dyn StdError + Send + Sync>> {
        Ok(())
    }

    /// An attempt ended: a reply was read, or none came.
    fn attempt(&self, _attempt: &Attempt<'_>) {}

    /// A call ended, after any number of attempts, also none.
    fn finished(&self, _finished: &Finished<'_>) {}

    /// Whether it reads [`Started::params`] and [`Started::idempotency_key`], which cost a second
    /// encoding. Asked once, when the client is built.
    fn wants_params(&self) -> bool {
        false
    }
}

/// A call, as it was about to be sent. `Debug` leaves the parameters and the key out.
#[non_exhaustive]
#[derive(Clone, Copy)]
pub struct Started<'a> {
    /// The method.
    pub method: &'a str,
    /// When the call was made.
    pub time: SystemTime,
    /// The value that makes a repeat harmless, where the endpoint has one and an observer
    /// [wants it](Observer::wants_params). A business value: customers' data, no secret.
    pub idempotency_key: Option<&'a str>,
    /// The business parameters, what is declared `secret` masked, where an observer
    /// [wants them](Observer::wants_params). Of a method without a declaration every value is
    /// masked: nothing says which are secret.
    pub params: Option<&'a Params>,
}

/// One attempt of a call.
#[non_exhaustive]
#[derive(Debug, Clone, Copy)]
pub struct Attempt<'a> {
    /// The call.
    pub call: Started<'a>,
    /// Which attempt, counted from 1.
    pub number: u32,
    /// When it began.
    pub time: SystemTime,
    /// How long it took, reading the reply included.
    pub elapsed: Duration,
    /// Bytes of the body that was to be sent.
    pub sent_bytes: usize,
    /// Bytes of the reply as it came, 0 without one.
    pub received_bytes: usize,
    /// What it came to.
    pub ending: Ending<'a>,
}

/// A whole call.
#[non_exhaustive]
#[derive(Debug, Clone, Copy)]
pub struct Finished<'a> {
    /// The call.
    pub call: Started<'a>,
    /// How often it was sent or tried to be: 0 where something local refused it.
    pub attempts: u32,
    /// How long the caller waited, pauses between attempts included.
    pub elapsed: Duration,
    /// What it came to.
    pub ending: Ending<'a>,
    /// Whether it repeats an earlier call of unknown effect. Its ending speaks of both then, and
    /// need not be that of its last attempt.
    pub repeats: bool,
}

/// What an attempt or a call came to.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending<'a> {
    /// `ok`, the kind of [`Error`] (`invalid`, `not sent`, `throttled`, `refused`, `rejected`,
    /// `unknown`, `unreadable`), or `abandoned` where the caller stopped waiting: its future was
    /// dropped.
    pub outcome: &'static str,
    /// What it did on the platform.
    pub effect: Effect,
    /// The HTTP status, where a reply came.
    pub status: Option<u16>,
    /// The number of the platform's error.
    pub code: Option<i64>,
    /// The platform's `sub_code`, or the business's own code of a rejection.
    pub sub_code: Option<&'a str>,
    /// The platform's id of the call.
    pub request_id: Option<&'a str>,
}

impl<'a> Ending<'a> {
    /// The word of a success.
    pub const OK: &'static str = "ok";

    /// A success of a method that reads, or of one that writes.
    pub(crate) fn ok(read: bool, status: Option<u16>, request_id: Option<&'a str>) -> Self {
        Self {
            outcome: Self::OK,
            effect: if read { Effect::None } else { Effect::Applied },
            status,
            code: None,
            sub_code: None,
            request_id,
        }
    }

    /// A call that was dropped, after something was sent or before.
    pub(crate) fn abandoned(read: bool, sent: bool) -> Self {
        let effect = if sent && !read {
            Effect::Unknown
        } else {
            Effect::None
        };
        Self {
            outcome: "abandoned",
            effect,
            status: None,
            code: None,
            sub_code: None,
            request_id: None,
        }
    }

    /// What an error says.
    pub(crate) fn failed(error: &'a Error) -> Self {
        Self {
            outcome: error.kind(),
            effect: error.effect(),
            status: error.status(),
            code: error.code(),
            sub_code: error.sub_code(),
            request_id: error.request_id(),
        }
    }

    /// Whether the call succeeded.
    pub fn is_ok(&self) -> bool {
        self.outcome == Self::OK
    }
}

impl Effect {
    /// The word for it in logs: `none`, `unknown`, `applied`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Unknown => "unknown",
            Self::Applied => "applied",
        }
    }
}

impl fmt::Debug for Started<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Started")
            .field("method", &self.method)
            .field("time", &self.time)
            .finish_non_exhaustive()
    }
}

/// Tells the metrics how many intents are open; without feature `metrics` nobody asks.
#[cfg_attr(
    not(feature = "metrics"),
    allow(unused_variables, reason = "nobody counts without the feature")
)]
pub(crate) fn open_intents(count: usize) {
    #[cfg(feature = "metrics")]
    metrics::open_intents(count);
}

/// Tells the metrics that a record of evidence is lost.
pub(crate) fn evidence_failed() {
    #[cfg(feature = "metrics")]
    metrics::evidence_failed();
}

#[cfg(test)]
mod tests;
