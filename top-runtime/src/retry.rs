//! When a call is made again, and how often all calls of an app together may be.
//!
//! A policy says how often and how patiently one call is repeated; a budget says how much of its
//! traffic an app may spend on repeating. What may be repeated at all is no policy: the effect of
//! the failure decides.

use std::time::Duration;

mod backoff;
mod budget;

pub(crate) use backoff::random;
pub use budget::RetryBudget;

/// How often a call is attempted, and how long it waits in between.
///
/// It never decides what is safe to repeat: a call whose effect is unknown is repeated only where
/// its declaration makes that harmless, whatever the policy says. The deadline of a call covers
/// all its attempts and the waiting between them.
///
/// Each wait is drawn between nothing and a ceiling that doubles with every failure (full jitter).
/// Clients that failed together, as they do when a gateway restarts, would otherwise come back
/// together, and fail together again; a wait with only some jitter keeps most of that crowd.
///
/// ```
/// use std::time::Duration;
/// use top_runtime::RetryPolicy;
///
/// let patient = RetryPolicy::default().attempts(5).longest_delay(Duration::from_secs(20));
/// assert_ne!(patient, RetryPolicy::none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct RetryPolicy {
    attempts: u32,
    first_delay: Duration,
    longest_delay: Duration,
}

impl Default for RetryPolicy {
    /// Three attempts, the first wait up to 100 ms, none longer than 5 seconds.
    fn default() -> Self {
        Self {
            attempts: 3,
            first_delay: Duration::from_millis(100),
            longest_delay: Duration::from_secs(5),
        }
    }
}

impl RetryPolicy {
    /// One attempt: nothing is ever repeated.
    pub fn none() -> Self {
        Self::default().attempts(1)
    }

    /// Sets how often a call is attempted at most, the first time included. Zero counts as one.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// Sets the ceiling of the first wait; each further failure doubles it.
    pub fn first_delay(mut self, delay: Duration) -> Self {
        self.first_delay = delay;
        self
    }

    /// Sets the ceiling that no wait passes.
    pub fn longest_delay(mut self, delay: Duration) -> Self {
        self.longest_delay = delay;
        self
    }

    /// How often a call may be attempted, the first time included; at least once.
    pub(crate) fn attempts_allowed(&self) -> u32 {
        self.attempts
    }

    /// How long to wait after this many failed attempts; `random` is any number, evenly drawn.
    pub(crate) fn delay(&self, failed_attempts: u32, random: u64) -> Duration {
        let ceiling = backoff::ceiling(self.first_delay, self.longest_delay, failed_attempts);
        backoff::jittered(ceiling, random)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::{any, prop_assert, proptest};

    use super::RetryPolicy;

    #[test]
    fn a_call_is_attempted_at_least_once() {
        assert_eq!(RetryPolicy::default().attempts_allowed(), 3);
        assert_eq!(RetryPolicy::none().attempts_allowed(), 1);
        assert_eq!(RetryPolicy::default().attempts(0), RetryPolicy::none());
    }

    #[test]
    fn the_default_waits_up_to_100_ms_then_doubles_up_to_5_seconds() {
        let policy = RetryPolicy::default();
        let highest = |failed| policy.delay(failed, u64::MAX).as_millis() + 1;
        let ceilings: Vec<_> = (1..=8).map(highest).collect();
        assert_eq!(ceilings, [100, 200, 400, 800, 1600, 3200, 5000, 5000]);
    }

    proptest! {
        #[test]
        fn a_delay_keeps_its_bounds(
            first: Duration,
            longest: Duration,
            failed: u32,
            low: u64,
            high: u64,
        ) {
            let policy = RetryPolicy::default().first_delay(first).longest_delay(longest);
            let (low, high) = (low.min(high), low.max(high));
            prop_assert!(policy.delay(failed, high) <= longest);
            prop_assert!(policy.delay(failed, low) <= policy.delay(failed, high));
            prop_assert!(policy.delay(1, high) <= first);
            prop_assert!(policy.delay(failed, high) <= policy.delay(failed.saturating_add(1), high));
            prop_assert!(policy.delay(failed, 0).is_zero());
        }

        #[test]
        fn every_part_of_the_range_is_drawn(random in any::<u64>()) {
            let policy = RetryPolicy::default().first_delay(Duration::from_nanos(u64::MAX));
            let policy = policy.longest_delay(Duration::MAX);
            let drawn = policy.delay(1, random).as_nanos();
            prop_assert!(drawn.abs_diff(u128::from(random)) <= 1);
        }
    }
}
