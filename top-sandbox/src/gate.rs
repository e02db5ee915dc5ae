//! Calls that are held: what is left of them is done when a test says so, whether or not anybody
//! still waits for the reply.

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use tokio::sync::{oneshot, watch};
use tokio::time::timeout_at;

use crate::delivery::{Cut, Delivery};
use crate::sandbox::Inner;

/// What is left of a call.
type Rest = Box<dyn FnOnce(&Inner) -> Delivery + Send>;

struct Held {
    rest: Rest,
    caller: oneshot::Sender<Delivery>,
}

/// Where calls are held.
#[derive(Default)]
pub(crate) struct Gate {
    held: Mutex<Vec<Held>>,
    count: watch::Sender<usize>,
}

impl Gate {
    /// Keeps the rest of a call until the gate opens; nobody waits for its reply.
    pub(crate) fn keep(&self, rest: impl FnOnce(&Inner) -> Delivery + Send + 'static) {
        drop(self.enter(rest));
    }

    /// Keeps the rest of a call until the gate opens, and gives its reply if it does so in time.
    pub(crate) async fn hold(
        &self,
        rest: impl FnOnce(&Inner) -> Delivery + Send + 'static,
        deadline: Option<Instant>,
    ) -> Delivery {
        let reply = self.enter(rest);
        let reply = async { reply.await.unwrap_or_else(|_| Delivery::none(Cut::AtOnce)) };
        match deadline {
            None => reply.await,
            Some(deadline) => timeout_at(deadline.into(), reply)
                .await
                .unwrap_or_else(|_| Delivery::none(Cut::TooLate)),
        }
    }

    /// Opens for the calls that are held now. All they had left is done when this returns.
    pub(crate) fn open(&self, sandbox: &Inner) {
        for held in self.change(std::mem::take) {
            let delivery = (held.rest)(sandbox);
            // The caller may have given up: the gateway cannot know, and has done its work.
            drop(held.caller.send(delivery));
        }
    }

    /// How many calls are held.
    pub(crate) fn count(&self) -> usize {
        *self.count.borrow()
    }

    /// Hears whenever that number changes.
    pub(crate) fn subscribe(&self) -> watch::Receiver<usize> {
        self.count.subscribe()
    }

    /// Waits until so many calls are held.
    pub(crate) async fn until(&self, calls: usize) {
        let mut count = self.subscribe();
        // It fails only without a sender, which is here.
        let _ = count.wait_for(|held| *held >= calls).await;
    }

    fn enter(
        &self,
        rest: impl FnOnce(&Inner) -> Delivery + Send + 'static,
    ) -> oneshot::Receiver<Delivery> {
        let (caller, reply) = oneshot::channel();
        self.change(|held| {
            let rest = Box::new(rest);
            held.push(Held { rest, caller });
        });
        reply
    }

    fn change<T>(&self, change: impl FnOnce(&mut Vec<Held>) -> T) -> T {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let changed = change(&mut held);
        self.count.send_replace(held.len());
        changed
    }
}

impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gate")
            .field("held", &self.count())
            .finish_non_exhaustive()
    }
}
