//! By how much the machine's clock is off, as the platform's replies show it.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

/// A clock that is off by more than a day is not corrected but reported: its date is wrong, and
/// with it more than the timestamps of calls.
const BOUND: u64 = 24 * 3600;
/// A reply's `Date` is cut to the second, as is a timestamp: less than this is no difference.
const LEAST: u64 = 2;

/// The learnt correction of the machine's clock, in whole seconds.
#[derive(Debug, Default)]
pub(crate) struct Skew {
    /// By how many seconds the machine's clock is ahead; 0 is no correction.
    ahead: AtomicI64,
}

impl Skew {
    /// Learns by how many seconds the machine's own clock, uncorrected, is ahead of the platform's.
    /// `used` is what [`current`](Self::current) was when the refused call was signed.
    ///
    /// `true` where this changed the correction. Of several calls refused under one correction
    /// only the first changes it, and a measured value replaces the old one: nothing adds up. The
    /// others find `current() != used`: for them too a new signature is worth an attempt.
    pub(crate) fn learn(&self, ahead_seconds: i64, used: i64) -> bool {
        if ahead_seconds.unsigned_abs() > BOUND || ahead_seconds.abs_diff(used) < LEAST {
            return false;
        }
        let changed = self
            .ahead
            .compare_exchange(used, ahead_seconds, Ordering::Relaxed, Ordering::Relaxed)
            .is_ok();
        if changed {
            tracing::warn!(
                ahead_seconds,
                before = used,
                "this machine's clock is off: timestamps of calls are corrected by the platform's"
            );
        }
        changed
    }

    /// The time by the platform's clock, as far as it is known.
    pub(crate) fn correct(&self, now: SystemTime) -> SystemTime {
        let ahead = self.current();
        if ahead == 0 {
            return now;
        }
        let distance = Duration::from_secs(ahead.unsigned_abs());
        let corrected = if ahead > 0 {
            now.checked_sub(distance)
        } else {
            now.checked_add(distance)
        };
        corrected.unwrap_or(now)
    }

    /// By how many seconds the machine's clock is known to be ahead; 0 where nothing was learnt.
    pub(crate) fn current(&self) -> i64 {
        self.ahead.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use std::thread;
    use std::time::{Duration, SystemTime, UNIX_EPOCH};

    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    use super::Skew;

    const DAY: i64 = 24 * 3600;

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn a_clock_that_is_ahead_is_set_back() {
        let skew = Skew::default();
        assert_eq!(skew.correct(at(5000)), at(5000));
        assert!(skew.learn(3600, 0));
        assert_eq!(skew.correct(at(5000)), at(1400));
        assert!(skew.learn(-60, 3600));
        assert_eq!(skew.correct(at(5000)), at(5060));
    }

    #[test]
    fn calls_refused_under_one_correction_change_it_once() {
        let skew = Skew::default();
        let changes = thread::scope(|scope| {
            let learn = |ahead| {
                scope.spawn({
                    let skew = &skew;
                    move || skew.learn(ahead, 0)
                })
            };
            let threads: Vec<_> = (3600..3608).map(learn).collect();
            let outcomes = threads.into_iter().map(|thread| thread.join().unwrap());
            outcomes.filter(|changed| *changed).count()
        });
        assert_eq!(changes, 1);
        assert!((3600..3608).contains(&skew.current()));
    }

    #[test]
    fn what_rounding_explains_changes_nothing() {
        let skew = Skew::default();
        assert!(!skew.learn(1, 0) && !skew.learn(-1, 0));
        assert!(skew.learn(100, 0));
        assert!(!skew.learn(101, 100));
        assert_eq!(skew.current(), 100);
    }

    proptest! {
        #[test]
        fn no_correction_passes_a_day(measured: i64, used in -DAY..=DAY) {
            let skew = Skew::default();
            skew.learn(used, 0);
            let before = skew.current();
            let changed = skew.learn(measured, used);
            prop_assert!(skew.current().abs() <= DAY);
            prop_assert_eq!(skew.current() != before, changed);
        }

        #[test]
        fn no_time_is_too_early_or_too_late(ahead in -DAY..=DAY, seconds: u64) {
            let skew = Skew::default();
            skew.learn(ahead, 0);
            let Some(now) = UNIX_EPOCH.checked_add(Duration::from_secs(seconds)) else {
                return Ok(());
            };
            let (Ok(before), Ok(after)) = (
                now.duration_since(UNIX_EPOCH),
                skew.correct(now).duration_since(UNIX_EPOCH),
            ) else {
                return Ok(());
            };
            prop_assert!(before.abs_diff(after) <= Duration::from_secs(DAY.unsigned_abs()));
        }
    }
}
