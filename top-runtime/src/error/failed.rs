//! Calls that were not sent, or whose fate nobody knows.

use std::error::Error as StdError;

use super::{Context, Error, PlatformError};
use crate::guard::AmountRefused;
use crate::outcome::Refusal;
use crate::resolve::Ticket;
use crate::send::{Progress, SendError};
use crate::session::SessionError;
use crate::violation::{Violation, Violations};

/// A request that breaks a rule. See [`Error::Invalid`].
#[derive(Debug)]
pub struct Invalid {
    context: Context,
    violations: Violations,
}

impl Invalid {
    pub(crate) fn error(context: Context, violations: Violations) -> Error {
        Error::Invalid(Box::new(Self {
            context,
            violations,
        }))
    }

    /// All broken rules, in the order of the fields.
    pub fn violations(&self) -> &[Violation] {
        self.violations.as_slice()
    }

    /// All broken rules as one error, which also reads Chinese.
    pub fn rules(&self) -> &Violations {
        &self.violations
    }

    pub(super) fn context(&self) -> &Context {
        &self.context
    }

    pub(super) fn context_mut(&mut self) -> &mut Context {
        &mut self.context
    }
}

/// A request of which not one byte left. See [`Error::NotSent`].
#[derive(Debug)]
pub struct NotSent {
    context: Context,
    cause: SendError,
    local: bool,
}

impl NotSent {
    pub(crate) fn error(context: Context, cause: SendError) -> Error {
        Error::NotSent(Box::new(Self {
            context,
            cause,
            local: false,
        }))
    }

    /// Something on this machine keeps the call back on purpose.
    pub(crate) fn kept_back(
        context: Context,
        why: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Error {
        Error::NotSent(Box::new(Self {
            context,
            cause: SendError::new(Progress::NotSent).because(why),
            local: true,
        }))
    }

    /// Whether something on this machine kept it back on purpose, for example a cap on amounts.
    pub fn is_local(&self) -> bool {
        self.local
    }

    /// The cap that the call would have passed, where an [`AmountGuard`](crate::AmountGuard)
    /// refused it.
    pub fn amount_refused(&self) -> Option<&AmountRefused> {
        StdError::source(&self.cause)?.downcast_ref()
    }

    /// Why there was no session to send it with, where that stopped it.
    pub fn session_error(&self) -> Option<&SessionError> {
        StdError::source(&self.cause)?.downcast_ref()
    }

    /// What stopped it.
    pub fn cause(&self) -> &SendError {
        &self.cause
    }

    pub(super) fn context(&self) -> &Context {
        &self.context
    }

    pub(super) fn context_mut(&mut self) -> &mut Context {
        &mut self.context
    }
}

/// A call whose fate nobody knows. See [`Error::Unknown`].
#[derive(Debug)]
pub struct Unknown {
    context: Context,
    doubt: Doubt,
}

/// Why nobody knows.
#[derive(Debug)]
pub(crate) enum Doubt {
    /// No reply came.
    Line(SendError),
    /// A proxy or load balancer answered instead of the platform: an HTTP status that is no
    /// success, without an `error_response`.
    Status,
    /// The platform says that the provider behind it failed.
    Platform(PlatformError),
    /// The business says that it failed, with a code that its declaration calls doubtful.
    Business(Refusal),
    /// The call was repeated, and what became of the repeat says nothing about the call before.
    Earlier(Box<Error>),
}

impl Unknown {
    pub(crate) fn error(context: Context, doubt: Doubt) -> Error {
        Error::Unknown(Box::new(Self { context, doubt }))
    }

    /// The platform's own words, where the provider behind it failed.
    pub fn platform(&self) -> Option<&PlatformError> {
        match &self.doubt {
            Doubt::Platform(platform) => Some(platform),
            _ => None,
        }
    }

    /// The business's own words, where it failed with a code that leaves the effect open.
    pub fn refusal(&self) -> Option<&Refusal> {
        match &self.doubt {
            Doubt::Business(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// The field whose value makes a repeat of this call harmless, if the platform promises that.
    pub fn idempotent_by(&self) -> Option<&'static str> {
        self.context.idempotent_by
    }

    /// What asks the platform later what became of the call; `None` of a method without a
    /// declaration.
    pub fn ticket(&self) -> Option<&Ticket> {
        self.context.ticket.as_ref()
    }

    /// Whether whatever failed may work a moment later. A reply that the platform could not make
    /// sense of will be no better the next time (protocol §6.1).
    pub(crate) fn may_pass(&self) -> bool {
        let sub_code = self.platform().and_then(|said| said.sub_code.as_deref());
        !sub_code.is_some_and(crate::codes::is_lasting)
    }

    /// What became of the repeat of a call that was in doubt already and still is.
    pub fn repeat(&self) -> Option<&Error> {
        match &self.doubt {
            Doubt::Earlier(error) => Some(error),
            _ => None,
        }
    }

    pub(super) fn doubt(&self) -> &Doubt {
        &self.doubt
    }

    /// What broke the line, where no reply came.
    pub fn cause(&self) -> Option<&SendError> {
        match &self.doubt {
            Doubt::Line(error) => Some(error),
            _ => None,
        }
    }

    pub(super) fn context(&self) -> &Context {
        &self.context
    }

    pub(super) fn context_mut(&mut self) -> &mut Context {
        &mut self.context
    }
}
