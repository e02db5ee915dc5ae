//! What the writer is asked to do, until it takes it: all of it at once.
//!
//! A channel of the standard library wakes its receiver under the lock that the receiver then
//! needs: two more switches between the threads for every call.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The two ends of a new queue.
pub(super) fn queue<T>() -> (Sender<T>, Receiver<T>) {
    let queue = Arc::new(Queue {
        state: Mutex::new(State {
            waiting: Vec::new(),
            is_awaited: false,
            is_closed: false,
        }),
        arrived: Condvar::new(),
    });
    (Sender(Arc::clone(&queue)), Receiver(queue))
}

struct Queue<T> {
    state: Mutex<State<T>>,
    arrived: Condvar,
}

struct State<T> {
    waiting: Vec<T>,
    /// Whether the receiver sleeps and nobody has woken it yet.
    is_awaited: bool,
    is_closed: bool,
}

impl<T> Queue<T> {
    fn state(&self) -> MutexGuard<'_, State<T>> {
        // Each use leaves the state whole, so a panic elsewhere spoils nothing.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The end for whoever has something to be done.
pub(super) struct Sender<T>(Arc<Queue<T>>);

impl<T> Sender<T> {
    /// Sends it, or gives it back where nobody will ever take it.
    pub(super) fn send(&self, what: T) -> Result<(), T> {
        let mut state = self.0.state();
        if state.is_closed {
            return Err(what);
        }
        state.waiting.push(what);
        let sleeps = std::mem::take(&mut state.is_awaited);
        drop(state);
        if sleeps {
            self.0.arrived.notify_one();
        }
        Ok(())
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

/// The end of the one who does it. Dropping it closes the queue.
pub(super) struct Receiver<T>(Arc<Queue<T>>);

impl<T> Receiver<T> {
    /// Moves everything sent so far into the empty list, in order. Where that is nothing, waits
    /// for the first to arrive, no longer than this if there is a limit.
    pub(super) fn receive(&self, all: &mut Vec<T>, longest: Option<Duration>) {
        let mut state = self.0.state();
        state.is_awaited = true;
        let is_idle = |state: &mut State<T>| state.waiting.is_empty();
        state = match longest {
            None => {
                let woken = self.0.arrived.wait_while(state, is_idle);
                woken.unwrap_or_else(PoisonError::into_inner)
            }
            Some(longest) => {
                let woken = self.0.arrived.wait_timeout_while(state, longest, is_idle);
                woken.unwrap_or_else(PoisonError::into_inner).0
            }
        };
        state.is_awaited = false;
        std::mem::swap(&mut state.waiting, all);
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.is_closed = true;
        state.waiting.clear();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::queue;

    #[test]
    fn everything_arrives_in_order() {
        let (sender, receiver) = queue();
        let other = sender.clone();
        let sending = std::thread::spawn(move || (0..1000).try_for_each(|n| other.send(n)));
        let (mut all, mut some) = (Vec::new(), Vec::new());
        while all.len() < 1000 {
            receiver.receive(&mut some, None);
            assert!(!some.is_empty());
            all.append(&mut some);
        }
        assert!(all.into_iter().eq(0..1000));
        assert_eq!(sending.join().unwrap(), Ok(()));
    }

    #[test]
    fn waiting_has_an_end() {
        let (sender, receiver) = queue();
        let mut all = Vec::new();
        receiver.receive(&mut all, Some(Duration::from_millis(1)));
        assert!(all.is_empty());
        assert_eq!(sender.send(7), Ok(()));
        receiver.receive(&mut all, Some(Duration::ZERO));
        assert_eq!(all, [7]);
    }

    #[test]
    fn a_closed_queue_gives_back_what_it_is_sent() {
        let (sender, receiver) = queue();
        drop(receiver);
        assert_eq!(sender.send(7), Err(7));
    }
}
