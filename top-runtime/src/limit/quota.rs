//! One quota, and how lanes share it.
//!
//! A quota of `n` calls a second is a bucket that holds what is kept for the lanes above, and one
//! call more, and that fills at the rest of `n`. So a full bucket and what flows in during a
//! second are `n` together: no second sees more, however the calls come. (A bucket of `n` that
//! fills at `n`, as rate limiters have it by default, lets twice `n` through after a pause, and
//! the platform answers that with a ban.)
//!
//! A lane may take only while enough is left for those above it. As it takes nothing below that
//! line, the urgent share is always whole when the first urgent call comes, and what flows in
//! after it belongs to urgent calls until the share is whole again.

use std::cell::Cell;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::StateStore;
use governor::{Quota as Bucket, RateLimiter};

use super::lane::Lane;
use super::wait::{Caller, Queue, Wait, Why};

pub(super) struct Quota {
    bucket: RateLimiter<Touch, Level, Told, NoOpMiddleware<Nanos>>,
    shares: Shares,
    /// What one call more takes to flow in.
    interval: Duration,
    queue: Queue,
}

impl Quota {
    pub(super) fn new(per_second: u32, urgent_percent: u8) -> Self {
        let shares = Shares::of(per_second, urgent_percent);
        let interval = shares.interval();
        // No interval is zero, so the default below is never taken.
        let bucket = Bucket::with_period(interval)
            .unwrap_or_else(|| Bucket::per_second(NonZeroU32::MIN))
            .allow_burst(shares.cells(Lane::Background));
        Self {
            bucket: RateLimiter::new(bucket, Level::default(), Told::default()),
            shares,
            interval,
            queue: Queue::default(),
        }
    }

    /// How long this lane must wait for a cell; zero where it may [`take`](Self::take) one.
    pub(super) fn look(&self, lane: Lane, now: Duration) -> Duration {
        let now = self.at(now);
        match self
            .bucket
            .check_key_n(&Touch::Look, self.shares.cells(lane))
        {
            Ok(Err(not_yet)) => not_yet.wait_time_from(now),
            // Never more than the bucket holds: it was made for the lane that leaves most.
            Ok(Ok(())) | Err(_) => Duration::ZERO,
        }
    }

    /// Takes the cell that a look found.
    pub(super) fn take(&self, now: Duration) {
        self.at(now);
        // Looked at under the same lock: it is there.
        let _there = self.bucket.check_key(&Touch::Take).is_ok();
    }

    /// A place in the queue, and the time it will take.
    pub(super) fn wait(&self, caller: Caller, wait: Duration) -> Wait {
        self.queue.wait(caller, wait, self.interval, Why::Quota)
    }

    fn at(&self, now: Duration) -> Nanos {
        let now = Nanos::from(now);
        self.bucket.clock().0.set(now);
        now
    }
}

/// How a quota is divided, in calls a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shares {
    /// Only for urgent calls.
    urgent: u32,
    /// For urgent and normal calls.
    normal: u32,
    /// What flows in.
    stream: u32,
}

impl Shares {
    fn of(per_second: u32, urgent_percent: u8) -> Self {
        let to_give = per_second.saturating_sub(1);
        let share = u64::from(per_second) * u64::from(urgent_percent);
        let urgent = u32::try_from(share.div_ceil(100)).unwrap_or(u32::MAX);
        let urgent = urgent.min(to_give);
        // What flows in during a second makes the urgent share whole again.
        let rest = per_second.saturating_sub(urgent.saturating_mul(2));
        let normal = urgent.div_ceil(2).min(rest);
        Self {
            urgent,
            normal,
            stream: (per_second - urgent - normal).max(1),
        }
    }

    /// What must be there for a call of this lane: its own cell, and those it leaves to others.
    fn cells(self, lane: Lane) -> NonZeroU32 {
        let left = lane.of([0, self.urgent, self.urgent + self.normal]);
        NonZeroU32::MIN.saturating_add(left)
    }

    fn interval(self) -> Duration {
        // Rounded up: never faster than the quota.
        Duration::from_nanos(1_000_000_000_u64.div_ceil(u64::from(self.stream)))
    }
}

/// What governor shall do with the bucket: keyed limiters hand their key to the state, and so a
/// look need not take.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Touch {
    Look,
    Take,
}

/// The state of one bucket. Whoever gets here holds the limiter's lock.
#[derive(Default)]
struct Level(Cell<Option<Nanos>>);

impl StateStore for Level {
    type Key = Touch;

    fn measure_and_replace<T, F, E>(&self, touch: &Touch, decide: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        let (outcome, next) = decide(self.0.get())?;
        if *touch == Touch::Take {
            self.0.set(Some(next));
        }
        Ok(outcome)
    }
}

/// A clock that says what it was told: time is the caller's, in tests too.
#[derive(Default)]
struct Told(Cell<Nanos>);

impl Clock for Told {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        self.0.get()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    use super::Shares;
    use crate::Lane;

    #[test]
    fn shares_are_what_the_documentation_says() {
        let of = |per_second, percent| {
            let shares = Shares::of(per_second, percent);
            (shares.urgent, shares.normal, shares.stream)
        };
        assert_eq!(of(40, 20), (8, 4, 28));
        assert_eq!(of(40, 0), (0, 0, 40));
        assert_eq!(of(1, 10), (0, 0, 1));
        assert_eq!(of(2, 10), (1, 0, 1));
        assert_eq!(of(3, 10), (1, 1, 1));
        assert_eq!(of(6, 34), (3, 0, 3));
    }

    proptest! {
        #[test]
        fn a_full_bucket_and_a_second_are_the_quota(per_second in 1_u32..1_000_000, percent in 0_u8..=40) {
            let shares = Shares::of(per_second, percent);
            let full = shares.cells(Lane::Background).get();
            prop_assert_eq!(full - 1 + shares.stream, per_second);
            prop_assert!(shares.urgent * 100 >= per_second * u32::from(percent) || per_second == 1);
        }
    }
}
