//! Being told to wait, and in what order those who wait come back.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::lane::Lane;

/// How long a call must wait before it asks again.
///
/// As long as it lives it holds a place in a queue, and whoever comes later is told to wait
/// longer. A wait that is dropped, because nobody wants to wait that long, leaves the queue.
#[derive(Debug)]
pub(crate) struct Wait {
    time: Duration,
    why: Why,
    place: Place,
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

    pub(super) fn into_place(self) -> Place {
        self.place
    }
}

/// Those who wait for the same thing.
///
/// They are sent to sleep an interval apart, in the order in which they came and the urgent ones as
/// if no others were there: so they neither come back all at once nor queue behind a nightly job.
/// Who comes back and finds that a more urgent call was faster keeps the place.
#[derive(Debug, Default)]
pub(super) struct Queue {
    line: Arc<Mutex<Line>>,
}

#[derive(Debug, Default)]
struct Line {
    next: u64,
    /// The tickets of those who wait, a set for each lane.
    waiting: [BTreeSet<u64>; Lane::COUNT],
}

/// A place in a queue, given up when it is dropped.
#[derive(Debug)]
pub(super) struct Place {
    line: Arc<Mutex<Line>>,
    lane: Lane,
    ticket: u64,
}

impl Queue {
    /// A wait of `first`, and one interval more for each that goes before. A place held elsewhere
    /// is given up for one at the end of this queue.
    pub(super) fn wait(
        &self,
        caller: Caller,
        first: Duration,
        interval: Duration,
        why: Why,
    ) -> Wait {
        let place = self.place(caller);
        let ahead = lock(&self.line).ahead(place.lane, place.ticket);
        Wait {
            time: first.saturating_add(interval.saturating_mul(ahead)),
            why,
            place,
        }
    }

    fn place(&self, caller: Caller) -> Place {
        let lane = caller.lane();
        match caller {
            Caller::Back(place) if Arc::ptr_eq(&place.line, &self.line) => place,
            Caller::Back(_) | Caller::New(_) => Place {
                ticket: lock(&self.line).join(lane),
                line: Arc::clone(&self.line),
                lane,
            },
        }
    }
}

impl Line {
    fn join(&mut self, lane: Lane) -> u64 {
        let ticket = self.next;
        self.next += 1;
        lane.of(self.waiting.each_mut()).insert(ticket);
        ticket
    }

    /// How many go before this one: all of the lanes above, and those of its own that came first.
    fn ahead(&self, lane: Lane, ticket: u64) -> u32 {
        let above = self.waiting.iter().take(lane.of([0, 1, 2]));
        let above: usize = above.map(BTreeSet::len).sum();
        let own = lane.of(self.waiting.each_ref());
        let before = match own.last() {
            // The newcomer, without counting the whole queue.
            Some(last) if *last == ticket => own.len() - 1,
            _ => own.range(..ticket).count(),
        };
        u32::try_from(above + before).unwrap_or(u32::MAX)
    }
}

/// Who asks: a newcomer of a lane, or one who waited.
#[derive(Debug)]
pub(super) enum Caller {
    New(Lane),
    Back(Place),
}

impl Caller {
    pub(super) fn lane(&self) -> Lane {
        match self {
            Self::New(lane) => *lane,
            Self::Back(place) => place.lane,
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut line = lock(&self.line);
        self.lane.of(line.waiting.each_mut()).remove(&self.ticket);
    }
}

fn lock(line: &Mutex<Line>) -> MutexGuard<'_, Line> {
    line.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Caller, Queue, Why};
    use crate::Lane;

    const STEP: Duration = Duration::from_millis(10);

    #[test]
    fn those_who_wait_are_an_interval_apart_and_urgent_ones_do_not_queue_behind_others() {
        let queue = Queue::default();
        let join = |lane| queue.wait(Caller::New(lane), STEP, STEP, Why::Quota);
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
        let join = || queue.wait(Caller::New(Lane::Normal), STEP, STEP, Why::Ban);
        let given_up: Vec<_> = (0..100).map(|_| join()).collect();
        assert_eq!(join().time(), 101 * STEP);
        drop(given_up);
        assert_eq!(join().time(), STEP);
    }

    #[test]
    fn who_comes_back_keeps_the_place_unless_it_was_in_another_queue() {
        let (queue, other) = (Queue::default(), Queue::default());
        let wait = |queue: &Queue, caller| queue.wait(caller, STEP, STEP, Why::Quota);
        let new = || Caller::New(Lane::Normal);
        let (first, second) = (wait(&queue, new()), wait(&queue, new()));
        let third = wait(&queue, new());
        let back = wait(&queue, Caller::Back(second.into_place()));
        assert_eq!((back.time(), third.time()), (2 * STEP, 3 * STEP));
        drop(first);
        assert_eq!(wait(&queue, Caller::Back(back.into_place())).time(), STEP);
        let moved = wait(&other, Caller::Back(third.into_place()));
        assert_eq!(moved.time(), STEP);
        assert_eq!(wait(&queue, new()).time(), STEP);
    }
}
