//! Numbers for the `metrics` crate's recorder, whichever the program installs.

use std::sync::atomic::{AtomicBool, Ordering};

use metrics::{
    Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram,
};

use super::{Attempt, Finished, Observer};

/// Counter of calls, by `method`, `outcome` (see [`Ending::outcome`](super::Ending::outcome)) and
/// `effect` (`none`, `unknown`, `applied`).
pub const CALLS: &str = "top_calls_total";

/// Counter of attempts, by `method` and `outcome`.
pub const ATTEMPTS: &str = "top_attempts_total";

/// Counter of attempts that the platform refused because there were too many, and of calls that
/// the client's own limits kept back, by `method` and `by` (`platform`, `client`).
pub const THROTTLED: &str = "top_throttled_total";

/// Histogram of how long callers waited in seconds, pauses included, by `method` and `outcome`.
pub const CALL_SECONDS: &str = "top_call_duration_seconds";

/// Gauge of intents that no definite answer has closed, as of the last
/// [`Client::pending_intents`](crate::Client::pending_intents).
pub const OPEN_INTENTS: &str = "top_open_intents";

/// Counter of records that an evidence log could not write.
pub const EVIDENCE_FAILURES: &str = "top_evidence_failures_total";

/// Tells the recorder of the `metrics` crate what a client does (feature `metrics`).
///
/// Gauge [`OPEN_INTENTS`] and counter [`EVIDENCE_FAILURES`] are kept without it.
///
/// ```
/// use top_runtime::{Client, observe::Metrics};
/// # if !cfg!(feature = "http") { return Ok(()) }
///
/// let client = Client::builder()
///     .app_key("12345678")
///     .app_secret("…")
///     .observer(Metrics::new())
///     .build()?;
/// # Ok::<_, top_runtime::BuildError>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Metrics(());

impl Metrics {
    /// Describes the numbers to the recorder; install that first.
    #[must_use]
    pub fn new() -> Self {
        describe_counter!(CALLS, "Calls of TOP by outcome and effect");
        describe_counter!(ATTEMPTS, "Attempts of calls of TOP by outcome");
        describe_counter!(THROTTLED, "Calls and attempts that a limit kept back");
        describe_histogram!(CALL_SECONDS, Unit::Seconds, "How long callers waited");
        Self(())
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

const THROTTLED_OUTCOME: &str = "throttled";

impl Observer for Metrics {
    fn attempt(&self, attempt: &Attempt<'_>) {
        let method = attempt.call.method.to_owned();
        let outcome = attempt.ending.outcome;
        if outcome == THROTTLED_OUTCOME {
            counter!(THROTTLED, "method" => method.clone(), "by" => "platform").increment(1);
        }
        counter!(ATTEMPTS, "method" => method, "outcome" => outcome).increment(1);
    }

    fn finished(&self, finished: &Finished<'_>) {
        let method = finished.call.method.to_owned();
        let outcome = finished.ending.outcome;
        if outcome == THROTTLED_OUTCOME && finished.attempts == 0 {
            counter!(THROTTLED, "method" => method.clone(), "by" => "client").increment(1);
        }
        histogram!(CALL_SECONDS, "method" => method.clone(), "outcome" => outcome)
            .record(finished.elapsed);
        let effect = finished.ending.effect.word();
        counter!(CALLS, "method" => method, "outcome" => outcome, "effect" => effect).increment(1);
    }
}

pub(super) fn open_intents(count: usize) {
    static DESCRIBED: AtomicBool = AtomicBool::new(false);
    if !DESCRIBED.swap(true, Ordering::Relaxed) {
        describe_gauge!(OPEN_INTENTS, "Intents without a definite answer");
    }
    // Exact up to 2^32, and nobody keeps more open.
    gauge!(OPEN_INTENTS).set(f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
}

pub(super) fn evidence_failed() {
    counter!(EVIDENCE_FAILURES).increment(1);
}
