//! Calls that were answered with a no.

use std::net::IpAddr;
use std::time::Duration;

use super::{Context, Error};
use crate::decode::PlatformError;
use crate::limit::Wait;
use crate::outcome::Refusal;
use crate::session::SessionError;

/// A call that came too soon after others. See [`Error::Throttled`].
#[derive(Debug)]
pub struct Throttled {
    context: Context,
    by: By,
    retry_after: Option<Duration>,
}

/// Who holds a call back.
#[derive(Debug)]
enum By {
    Platform(PlatformError),
    RememberedBan,
    OwnLimits,
}

impl Throttled {
    pub(crate) fn error(
        context: Context,
        platform: PlatformError,
        retry_after: Option<Duration>,
    ) -> Error {
        Error::Throttled(Box::new(Self {
            context,
            by: By::Platform(platform),
            retry_after,
        }))
    }

    /// Held back here, where waiting would take longer than the call may.
    pub(crate) fn here(context: Context, wait: &Wait) -> Error {
        let by = if wait.is_ban() {
            By::RememberedBan
        } else {
            By::OwnLimits
        };
        Error::Throttled(Box::new(Self {
            context,
            by,
            retry_after: Some(wait.time()),
        }))
    }

    /// The platform's words; `None` where this client's own limits, or a ban that it remembers,
    /// held the call back.
    pub fn platform(&self) -> Option<&PlatformError> {
        match &self.by {
            By::Platform(platform) => Some(platform),
            By::RememberedBan | By::OwnLimits => None,
        }
    }

    /// Whether a ban that the platform spoke of earlier held the call back, unsent.
    pub fn is_remembered_ban(&self) -> bool {
        matches!(self.by, By::RememberedBan)
    }

    /// How long to wait, where the platform says so or the limit ends with the day (protocol §6.2).
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    pub(super) fn context(&self) -> &Context {
        &self.context
    }

    pub(super) fn context_mut(&mut self) -> &mut Context {
        &mut self.context
    }
}

/// A call that the platform's checks refused. See [`Error::Refused`].
#[derive(Debug)]
pub struct Refused {
    context: Context,
    platform: PlatformError,
    skew: Option<i64>,
    not_renewed: Option<SessionError>,
}

impl Refused {
    pub(crate) fn error(context: Context, platform: PlatformError, skew: Option<i64>) -> Error {
        Error::Refused(Box::new(Self {
            context,
            platform,
            skew,
            not_renewed: None,
        }))
    }

    /// The platform's words.
    pub fn platform(&self) -> &PlatformError {
        &self.platform
    }

    /// Whether whoever acts on the contents said no, and not the platform's own checks before that
    /// (protocol §6.1).
    pub(crate) fn is_by_provider(&self) -> bool {
        matches!(self.platform.code, 15 | 40 | 41 | 50 | 100..)
    }

    /// The address that the call came from, where it is refused for that
    /// ([`PlatformError::caller_ip`]).
    pub fn caller_ip(&self) -> Option<IpAddr> {
        self.platform.caller_ip()
    }

    /// Why there was no other session, where the platform refused the one that a provider gave.
    pub fn session_error(&self) -> Option<&SessionError> {
        self.not_renewed.as_ref()
    }

    pub(crate) fn not_renewed(&mut self, why: SessionError) {
        self.not_renewed = Some(why);
    }

    /// By how many seconds this client's clock is ahead of the gateway's (negative: behind), where
    /// the timestamp was refused and the gateway told its time.
    pub fn clock_ahead_seconds(&self) -> Option<i64> {
        self.skew
    }

    pub(super) fn context(&self) -> &Context {
        &self.context
    }

    pub(super) fn context_mut(&mut self) -> &mut Context {
        &mut self.context
    }
}

/// A call that the business refused. See [`Error::Rejected`].
#[derive(Debug)]
pub struct Rejected {
    context: Context,
    refusal: Refusal,
}

impl Rejected {
    pub(crate) fn error(context: Context, refusal: Refusal) -> Error {
        Error::Rejected(Box::new(Self { context, refusal }))
    }

    /// The business's words.
    pub fn refusal(&self) -> &Refusal {
        &self.refusal
    }

    pub(super) fn context(&self) -> &Context {
        &self.context
    }

    pub(super) fn context_mut(&mut self) -> &mut Context {
        &mut self.context
    }
}
