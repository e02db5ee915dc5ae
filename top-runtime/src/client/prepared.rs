//! A call that is checked and encoded, and can be sent as often as its policy allows.

use std::fmt;
use std::time::{Duration, SystemTime};

use super::confided::confided;
use super::core::Core;
use super::known::Known;
use super::options::Options;
use super::target::Target;
use crate::encode::Params;
use crate::error::Error;
use crate::intent::keyed::is_keyed;
use crate::resolve::Ticket;
use crate::retry::RetryPolicy;

/// A checked and encoded call: every attempt signs and sends these same parameters.
pub(crate) struct Prepared {
    pub(super) target: Target,
    pub(super) params: Params,
    pub(super) options: Options,
    pub(super) known: Known,
    /// The earlier call that this one repeats, if it does: nobody knows what became of it.
    pub(super) doubted: Option<Ticket>,
}

impl Prepared {
    pub(super) fn new(target: Target, params: Params, options: Options, known: Known) -> Self {
        Self {
            target,
            params,
            options,
            known,
            doubted: None,
        }
    }

    /// The error of this call, which is also that of the call before it in doubt.
    pub(super) fn told(&self, error: Error) -> Error {
        match &self.doubted {
            Some(ticket) => error.after_doubt(ticket.clone()),
            None => error,
        }
    }

    /// Whether a second call with the same contents has no second effect: it only reads, or its
    /// page promises so and what the promise goes by is given.
    pub(super) fn is_repeatable(&self) -> bool {
        match self.target {
            Target::Declared(endpoint) => endpoint.is_read() || is_keyed(endpoint, &self.params),
            Target::Named(_) => false,
        }
    }

    /// What is kept of the call where nobody knows its effect; `None` of a method that nothing is
    /// known about.
    pub(super) fn ticket(&self, given_up: SystemTime) -> Option<Ticket> {
        let Target::Declared(endpoint) = self.target else {
            return None;
        };
        let (params, session) = (self.params.clone(), self.options.session.clone());
        Some(Ticket::new(endpoint, params, session, given_up))
    }

    /// The values in it that its declaration calls secret.
    pub(super) fn confided(&self) -> Vec<String> {
        match self.target {
            Target::Declared(endpoint) => confided(endpoint, &self.params),
            Target::Named(_) => Vec::new(),
        }
    }

    /// How long the whole call may take.
    pub(super) fn timeout(&self, core: &Core) -> Duration {
        self.options.timeout_or(core.timeout)
    }

    /// When it may be sent again.
    pub(super) fn retry<'p>(&'p self, core: &'p Core) -> &'p RetryPolicy {
        self.options.retry.as_ref().unwrap_or(&core.retry)
    }
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the parameters: they are customers' data.
        f.debug_struct("Prepared")
            .field("method", &self.target.method())
            .finish_non_exhaustive()
    }
}
