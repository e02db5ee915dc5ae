//! Being told to wait, and in what order those who wait come back.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::lane::Lane;

/// How long a call must wait before it asks again.
///
/// As long as it lives it holds a place in a queue. A wait that is dropped, because it is over or
/// because nobody wants to wait that long, leaves the queue.
#[derive(Debug)]
pub(crate) struct Wait {
    time: Duration,
    why: Why,
    _place: Place,
}

/// Why a call must wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// The platform imposed a ban that is not over.
    Ban,
    /// A quota of the user's is used up for now.
    Quota,
}

impl Wait {
    /// How long from the time of asking.
    pub(crate) fn time(&self) -> Duration {
        self.time
    }

    /// Whether a ban of the platform's is why, and not a quota of the user's.
    pub(crate) fn is_ban(&self) -> bool {
        self.why == Why::Ban
    }
}

/// Those who wait for the same thing, counted by lane.
///
/// They are sent to sleep for different times, an interval apart, in the order in which they came
/// and the urgent ones as if no others were there: so they neither come back all at once nor
/// queue behind a nightly job.
#[derive(Debug, Default)]
pub(super) struct Queue {
    waiting: Arc<[AtomicU32; Lane::COUNT]>,
}

impl Queue {
    /// Takes a place: a wait of `first`, and one interval more for each that goes before.
    pub(super) fn join(&self, lane: Lane, first: Duration, interval: Duration, why: Why) -> Wait {
        let ahead = self.ahead(lane);
        let place = Place::take(Arc::clone(&self.waiting), lane);
        Wait {
            time: first.saturating_add(interval.saturating_mul(ahead)),
            why,
            _place: place,
        }
    }

    /// How many go before a newcomer: those of its lane and of the lanes above.
    fn ahead(&self, lane: Lane) -> u32 {
        let above = lane.of([1, 2, Lane::COUNT]);
        let waiting = self.waiting.iter().take(above);
        waiting.fold(0, |sum, lane| {
            sum.saturating_add(lane.load(Ordering::Relaxed))
        })
    }
}

#[derive(Debug)]
struct Place {
    waiting: Arc<[AtomicU32; Lane::COUNT]>,
    lane: Lane,
}

impl Place {
    fn take(waiting: Arc<[AtomicU32; Lane::COUNT]>, lane: Lane) -> Self {
        lane.of(waiting.each_ref()).fetch_add(1, Ordering::Relaxed);
        Self { waiting, lane }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let counts = self.waiting.each_ref();
        self.lane.of(counts).fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Queue, Why};
    use crate::Lane;

    const STEP: Duration = Duration::from_millis(10);

    #[test]
    fn those_who_wait_are_an_interval_apart_and_urgent_ones_do_not_queue_behind_others() {
        let queue = Queue::default();
        let join = |lane| queue.join(lane, STEP, STEP, Why::Quota);
        let first = join(Lane::Background);
        let second = join(Lane::Background);
        assert_eq!((first.time(), second.time()), (STEP, 2 * STEP));
        let normal = join(Lane::Normal);
        let urgent = join(Lane::Urgent);
        assert_eq!((normal.time(), urgent.time()), (STEP, STEP));
        assert_eq!(join(Lane::Normal).time(), 3 * STEP);
        assert_eq!(join(Lane::Background).time(), 5 * STEP);
    }

    #[test]
    fn who_gives_up_leaves_the_queue() {
        let queue = Queue::default();
        let join = || queue.join(Lane::Normal, STEP, STEP, Why::Ban);
        let given_up: Vec<_> = (0..100).map(|_| join()).collect();
        assert_eq!(join().time(), 101 * STEP);
        drop(given_up);
        assert_eq!(join().time(), STEP);
    }
}
