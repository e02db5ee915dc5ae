//! What became of the calls of a batch.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Outcome, Placed};
use crate::error::Error;

/// Tells one batch of this process from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Id(u64);

impl Id {
    pub(super) fn next() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// What became of the calls of a batch, each for itself.
pub struct Outcomes {
    batch: Id,
    outcomes: Vec<Option<Outcome>>,
}

impl Outcomes {
    pub(super) fn new(batch: Id, outcomes: Vec<Outcome>) -> Self {
        Self {
            batch,
            outcomes: outcomes.into_iter().map(Some).collect(),
        }
    }

    /// Takes the outcome of one call.
    ///
    /// # Errors
    /// As when the call is made alone; ask the error for its [`effect`](Error::effect).
    ///
    /// # Panics
    /// Where the place is one of another batch.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a place given up cannot be asked for twice"
    )]
    pub fn take<V: 'static>(&mut self, placed: Placed<V>) -> Result<V, Error> {
        let Placed { batch, index, .. } = placed;
        assert!(batch == self.batch, "a place in another batch");
        let outcome = self.outcomes.get_mut(index).and_then(Option::take);
        let landed = match outcome {
            Some(outcome) => outcome?.take(),
            None => None,
        };
        match landed {
            Some(value) => Ok(value),
            None => unreachable!("a place has one type and is given up here"),
        }
    }

    /// The errors that were not taken yet, in the order of the calls.
    pub fn errors(&self) -> impl Iterator<Item = &Error> {
        let left = self.outcomes.iter().flatten();
        left.filter_map(|outcome| outcome.as_ref().err())
    }
}

impl fmt::Debug for Outcomes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the values: they are customers' data.
        f.debug_struct("Outcomes")
            .field("calls", &self.outcomes.len())
            .finish_non_exhaustive()
    }
}
