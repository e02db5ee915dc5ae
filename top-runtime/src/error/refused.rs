//! Calls that were answered with a no.

use std::time::Duration;

use super::{Context, Error};
use crate::decode::PlatformError;
use crate::outcome::Refusal;

/// A call that came too soon after others. See [`Error::Throttled`].
#[derive(Debug)]
pub struct Throttled {
    context: Context,
    platform: PlatformError,
    retry_after: Option<Duration>,
}

impl Throttled {
    pub(crate) fn error(
        context: Context,
        platform: PlatformError,
        retry_after: Option<Duration>,
    ) -> Error {
        Error::Throttled(Box::new(Self {
            context,
            platform,
            retry_after,
        }))
    }

    /// The platform's words.
    pub fn platform(&self) -> &PlatformError {
        &self.platform
    }

    /// How long to wait, where the platform says so or the limit ends with the day (protocol §6.2).
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    pub(super) fn context(&self) -> &Context {
        &self.context
    }
}

/// A call that the platform's checks refused. See [`Error::Refused`].
#[derive(Debug)]
pub struct Refused {
    context: Context,
    platform: PlatformError,
    skew: Option<i64>,
}

impl Refused {
    pub(crate) fn error(context: Context, platform: PlatformError, skew: Option<i64>) -> Error {
        Error::Refused(Box::new(Self {
            context,
            platform,
            skew,
        }))
    }

    /// The platform's words.
    pub fn platform(&self) -> &PlatformError {
        &self.platform
    }

    /// By how many seconds this client's clock is ahead of the gateway's (negative: behind), where
    /// the timestamp was refused and the gateway told its time.
    pub fn clock_ahead_seconds(&self) -> Option<i64> {
        self.skew
    }

    pub(super) fn context(&self) -> &Context {
        &self.context
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
}
