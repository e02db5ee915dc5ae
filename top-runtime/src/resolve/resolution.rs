//! What became of a call of unknown effect.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use serde_json::Value as JsonValue;

use super::reading::Reading;
use crate::api::{Endpoint, TopApi};
use crate::client::{Answer, ValueOf};
use crate::error::Error;
use crate::outcome::Outcome;
use crate::read::fill;
use crate::value::Value;
use crate::violation::Violations;

/// What became of a call of unknown effect.
#[non_exhaustive]
#[derive(Debug)]
pub enum Resolution {
    /// It was carried out, once or more: don't call again.
    Applied(Found),
    /// It was not carried out, and will not be any more.
    NotApplied,
    /// Nobody knows yet.
    StillUnknown {
        /// Why not.
        why: Reason,
        /// After how long it makes sense to ask again; `None` where asking again will not help.
        ask_again_in: Option<Duration>,
    },
}

/// Why nobody knows.
#[non_exhaustive]
#[derive(Debug)]
pub enum Reason {
    /// The method's declaration names no read that could tell.
    NoResolver,
    /// The read cannot be asked with what the call has given.
    Unaskable(Violations),
    /// The read failed.
    ReadFailed(Error),
    /// There is nothing yet, and the call may still be carried out.
    NotSettled,
    /// The answer of the read proves neither.
    Unclear(Cow<'static, str>),
}

/// What a call has left on the platform, as the read shows it.
pub struct Found {
    read: &'static Endpoint,
    answer: Answer<JsonValue>,
}

/// After a failure that passes by itself.
const SOON: Duration = Duration::from_secs(5);

impl Resolution {
    pub(super) fn unknown(why: Reason, ask_again_in: Option<Duration>) -> Self {
        Self::StillUnknown { why, ask_again_in }
    }

    /// What is not known because the read failed.
    pub(super) fn failed(error: Error) -> Self {
        let ask_again_in = match &error {
            Error::Throttled(throttled) => Some(throttled.retry_after().unwrap_or(SOON)),
            Error::Invalid(_) | Error::Refused(_) | Error::Rejected(_) => None,
            _ => Some(SOON),
        };
        Self::unknown(Reason::ReadFailed(error), ask_again_in)
    }
}

impl Found {
    pub(super) fn new(read: &'static Endpoint, answer: Answer<JsonValue>) -> Self {
        Self { read, answer }
    }

    /// What was found, without the envelope around; of a list all of it.
    pub fn value(&self) -> &JsonValue {
        let whole = self.answer.value();
        let reading = Reading::new(self.read.response(), whole, false);
        reading.value().unwrap_or(whole)
    }

    /// The platform's id of the read.
    pub fn request_id(&self) -> Option<&str> {
        self.answer.request_id()
    }

    /// What was found, typed; `None` where `A` is not the read that the declaration names.
    pub fn into_value<A: TopApi>(self) -> Option<ValueOf<A>> {
        if self.read.method() != A::ENDPOINT.method() {
            return None;
        }
        let mut reply = A::Response::empty();
        fill(A::Response::KIND, self.answer.value(), reply.slot()).ok()?;
        reply.into_value()
    }
}

impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The answer shows no values.
        f.debug_struct("Found")
            .field("read", &self.read.method())
            .field("answer", &self.answer)
            .finish()
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoResolver => f.write_str("its declaration names no read that could tell"),
            Self::Unaskable(violations) => write!(f, "the read cannot be asked: {violations}"),
            Self::ReadFailed(error) => write!(f, "the read failed: {error}"),
            Self::NotSettled => {
                f.write_str("there is nothing yet, but it may still be carried out")
            }
            Self::Unclear(why) => f.write_str(why),
        }
    }
}
