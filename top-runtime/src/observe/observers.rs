//! All who listen to a client.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use super::{Attempt, Finished, Observer, Started, trace};

/// A client's observers, and `tracing` beside them.
#[derive(Clone, Default)]
pub(crate) struct Observers {
    all: Vec<Arc<dyn Observer>>,
    wants_params: bool,
}

impl Observers {
    pub(crate) fn add(&mut self, observer: Arc<dyn Observer>) {
        self.wants_params |= observer.wants_params();
        self.all.push(observer);
    }

    /// Whether a call must encode its parameters once more, masked.
    pub(crate) fn want_params(&self) -> bool {
        self.wants_params
    }

    /// Whether anybody hears of attempts and ends; if not, none need be described.
    pub(crate) fn listen(&self) -> bool {
        !self.all.is_empty() || trace::listens()
    }

    /// A span for one call, disabled where nobody listens.
    pub(crate) fn span(method: &str, url: &str) -> tracing::Span {
        trace::span(method, url)
    }

    /// Asks whether the call may be sent.
    pub(crate) fn starting(
        &self,
        call: &Started<'_>,
    ) -> Result<(), Box<dyn StdError + Send + Sync>> {
        self.all.iter().try_for_each(|one| one.starting(call))
    }

    pub(crate) fn attempt(&self, attempt: &Attempt<'_>) {
        trace::attempt(attempt);
        for observer in &self.all {
            observer.attempt(attempt);
        }
    }

    pub(crate) fn finished(&self, span: &tracing::Span, finished: &Finished<'_>) {
        trace::finished(span, finished);
        for observer in &self.all {
            observer.finished(finished);
        }
    }
}

impl fmt::Debug for Observers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} observers", self.all.len())
    }
}
