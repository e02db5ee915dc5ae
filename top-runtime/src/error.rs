//! What can go wrong with a call, told apart by the stage, and by the question that matters: did
//! it take effect?

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use crate::codes;
use crate::resolve::Ticket;
use crate::session::SessionError;
use crate::violation::Violation;

mod attempt;
mod context;
mod display;
mod failed;
mod hint;
mod intent;
mod refused;
mod unreadable;

pub use crate::decode::PlatformError;
pub use attempt::FailedAttempt;
pub(crate) use context::Context;
pub(crate) use failed::Doubt;
pub use failed::{Invalid, NotSent, Unknown};
pub use intent::{IntentError, IntentProblem};
pub use refused::{Refused, Rejected, Throttled};
pub use unreadable::{Unreadable, UnreadableCause};

/// Why a call has no result. One variant a stage; [`Error::effect`] says whether anything happened.
///
/// `Display` tells a person what happened, whether it took effect and what to do. Nothing in it
/// shows the app's key or secret, a session or a signature.
///
/// ```
/// use top_runtime::{Client, Effect, Error, TopApi};
///
/// async fn call<A: TopApi>(client: &Client, request: &A) {
///     match client.send(request).await {
///         Ok(_) => println!("done"),
///         Err(Error::Invalid(invalid)) => eprintln!("{}", invalid.rules().to_chinese()),
///         Err(error) if error.effect() == Effect::None => eprintln!("nothing happened: {error}"),
///         Err(error) => eprintln!("look it up before anything else: {error}"),
///     }
/// }
/// ```
#[non_exhaustive]
#[derive(Debug)]
pub enum Error {
    /// The request breaks a rule; nothing was sent.
    Invalid(Box<Invalid>),
    /// The request could not be sent: name resolution, connecting, TLS, or a deadline that passed
    /// before the first byte.
    NotSent(Box<NotSent>),
    /// The platform or the provider limits calls and did not execute this one.
    Throttled(Box<Throttled>),
    /// The platform's checks refused it, and it was not executed.
    Refused(Box<Refused>),
    /// The business said no inside a readable reply, for example `biz_success=false`.
    Rejected(Box<Rejected>),
    /// Nobody knows whether it took effect.
    Unknown(Box<Unknown>),
    /// A reply came and could not be read.
    Unreadable(Box<Unreadable>),
    /// The call's intent could not be stored, or is in the way; nothing was sent by this call.
    Intent(Box<IntentError>),
}

/// What a failed call did on the platform.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Nothing: calling again cannot do it twice.
    None,
    /// Nobody knows: look it up before calling again.
    Unknown,
    /// It was done; only its result could not be read. Don't call again.
    Applied,
}

impl Error {
    /// What the failed call did on the platform. A method declared `read` never does anything.
    pub fn effect(&self) -> Effect {
        match self {
            Self::Unknown(error) => error.context().effect(Effect::Unknown),
            Self::Unreadable(error) => error.context().effect(error.claimed()),
            Self::Intent(error) => error.context().effect(error.effect()),
            _ => Effect::None,
        }
    }

    /// What asks the platform later what became of the call, where nobody knows it now.
    ///
    /// ```
    /// use top_runtime::resolve::Resolution;
    /// use top_runtime::{Client, Error};
    ///
    /// async fn settle(client: &Client, error: &Error) {
    ///     let Some(ticket) = error.ticket() else { return };
    ///     match ticket.resolve(client).await {
    ///         Resolution::Applied(found) => println!("done: {}", found.value()),
    ///         Resolution::NotApplied => println!("not done: it may be called again"),
    ///         Resolution::StillUnknown { why, ask_again_in } => println!("{why}; {ask_again_in:?}"),
    ///         _ => {}
    ///     }
    /// }
    /// ```
    pub fn ticket(&self) -> Option<&Ticket> {
        self.context().ticket.as_ref()
    }

    /// Puts the ticket on an error after which nobody knows.
    pub(crate) fn doubted(mut self, ticket: impl FnOnce() -> Option<Ticket>) -> Self {
        if self.effect() == Effect::Unknown {
            match &mut self {
                Self::Unknown(error) => error.context_mut().ticket = ticket(),
                Self::Unreadable(error) => error.context_mut().ticket = ticket(),
                _ => {}
            }
        }
        self
    }

    /// The variant's name, for logs.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "invalid",
            Self::NotSent(_) => "not sent",
            Self::Throttled(_) => "throttled",
            Self::Refused(_) => "refused",
            Self::Rejected(_) => "rejected",
            Self::Unknown(_) => "unknown",
            Self::Unreadable(_) => "unreadable",
            Self::Intent(_) => "intent",
        }
    }

    fn context(&self) -> &Context {
        match self {
            Self::Invalid(error) => error.context(),
            Self::NotSent(error) => error.context(),
            Self::Throttled(error) => error.context(),
            Self::Refused(error) => error.context(),
            Self::Rejected(error) => error.context(),
            Self::Unknown(error) => error.context(),
            Self::Unreadable(error) => error.context(),
            Self::Intent(error) => error.context(),
        }
    }

    pub(crate) fn context_mut(&mut self) -> &mut Context {
        match self {
            Self::Invalid(error) => error.context_mut(),
            Self::NotSent(error) => error.context_mut(),
            Self::Throttled(error) => error.context_mut(),
            Self::Refused(error) => error.context_mut(),
            Self::Rejected(error) => error.context_mut(),
            Self::Unknown(error) => error.context_mut(),
            Self::Unreadable(error) => error.context_mut(),
            Self::Intent(error) => error.context_mut(),
        }
    }

    /// Whether this answer to a repeat also tells what became of the attempts before it.
    ///
    /// Whoever acts on the contents does: where a repeat has no second effect, what it says of
    /// the repeat holds for the call. The platform's own checks of session, time or permission
    /// speak of that one attempt only. And a no because it was done before is no denial: some keep
    /// a call from being done twice by refusing the second one.
    pub(crate) fn settles_doubt(&self) -> bool {
        if self.sub_code().is_some_and(codes::says_done_before) {
            return false;
        }
        match self {
            Self::Rejected(_) => true,
            Self::Refused(error) => error.is_by_provider(),
            _ => self.effect() == Effect::Applied,
        }
    }

    /// The error of a repeat, where a call in doubt was repeated: the doubt stands unless this
    /// settles it.
    pub(crate) fn after_doubt(mut self, ticket: Ticket) -> Self {
        if self.effect() == Effect::Unknown || self.settles_doubt() {
            return self;
        }
        let attempts = std::mem::take(&mut self.context_mut().attempts);
        let mut context = self.context().clone();
        context.attempts = attempts;
        context.ticket = Some(ticket);
        Unknown::error(context, Doubt::Earlier(Box::new(self)))
    }

    /// The attempts that the call made, all failed, in their order. Empty for a request that was
    /// never tried.
    pub fn attempts(&self) -> &[FailedAttempt] {
        &self.context().attempts
    }

    /// The method called.
    pub fn method(&self) -> &str {
        self.context().method()
    }

    /// The `error_response` of the platform, where one came.
    pub fn platform(&self) -> Option<&PlatformError> {
        match self {
            Self::Throttled(error) => error.platform(),
            Self::Refused(error) => Some(error.platform()),
            Self::Unknown(error) => error.platform(),
            _ => None,
        }
    }

    /// The number of the platform's error, for example 25 (protocol §6).
    pub fn code(&self) -> Option<i64> {
        self.platform().map(|platform| platform.code)
    }

    /// The platform's `msg`.
    pub fn msg(&self) -> Option<&str> {
        self.platform().map(|platform| platform.msg.as_str())
    }

    /// The platform's `sub_code`, or the business's own code of a rejection.
    pub fn sub_code(&self) -> Option<&str> {
        match self.refusal() {
            Some(refusal) => refusal.code.as_deref(),
            None => self.platform()?.sub_code.as_deref(),
        }
    }

    /// The platform's `sub_msg`, or the business's own words of a rejection.
    pub fn sub_msg(&self) -> Option<&str> {
        match self.refusal() {
            Some(refusal) => refusal.message.as_deref(),
            None => self.platform()?.sub_msg.as_deref(),
        }
    }

    /// Why there was no session to call with, where that is what failed.
    pub fn session_error(&self) -> Option<&SessionError> {
        match self {
            Self::NotSent(error) => error.session_error(),
            Self::Refused(error) => error.session_error(),
            _ => None,
        }
    }

    fn refusal(&self) -> Option<&crate::outcome::Refusal> {
        match self {
            Self::Rejected(error) => Some(error.refusal()),
            Self::Unknown(error) => error.refusal(),
            _ => None,
        }
    }

    /// The platform's id of the call: what its support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.context().request_id()
    }

    /// The HTTP status, where a reply came.
    pub fn status(&self) -> Option<u16> {
        self.context().status()
    }

    /// The text of the reply, where one came: at most 64 KiB of it, the client's own secrets
    /// masked. It may hold customers' data.
    pub fn body(&self) -> Option<&str> {
        self.context().body()
    }

    /// The field at fault: of an unreadable reply, or of the first violation of a request.
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Invalid(error) => error.violations().first().map(Violation::path),
            Self::Unreadable(error) => Some(error.path()).filter(|path| !path.is_empty()),
            _ => None,
        }
    }

    /// All broken rules of an invalid request; empty for other errors.
    pub fn violations(&self) -> &[Violation] {
        match self {
            Self::Invalid(error) => error.violations(),
            _ => &[],
        }
    }

    /// How long to wait before calling again, where the platform limits calls and says so.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Throttled(error) => error.retry_after(),
            _ => None,
        }
    }

    /// What happened, for a person: without the method, the effect and what to do.
    pub fn what_happened(&self) -> impl fmt::Display {
        display::WhatHappened(self)
    }

    /// What to do, in English.
    pub fn hint(&self) -> Cow<'static, str> {
        hint::english(self)
    }

    /// What to do, in Chinese.
    pub fn hint_zh(&self) -> Cow<'static, str> {
        hint::chinese(self)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display::error(self, f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Invalid(error) => Some(error.rules()),
            Self::NotSent(error) => Some(error.cause()),
            Self::Unknown(error) => match (error.cause(), error.repeat()) {
                (Some(cause), _) => Some(cause),
                (None, repeat) => repeat.map(|repeat| repeat as _),
            },
            Self::Unreadable(error) => error.decoding(),
            Self::Refused(error) => error.session_error().map(|error| error as _),
            Self::Intent(error) => error.store().map(|store| store as _),
            Self::Throttled(_) | Self::Rejected(_) => None,
        }
    }
}
