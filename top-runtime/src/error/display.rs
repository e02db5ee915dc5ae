//! What an error says to a person: what happened, and whether it took effect.

use std::error::Error as StdError;
use std::fmt;

use super::{Doubt, Effect, Error, NotSent, PlatformError, Unknown};

pub(super) fn error(error: &Error, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{}: {}", error.method(), WhatHappened(error))?;
    if let Some(id) = error.request_id() {
        write!(f, " [request_id {id}]")?;
    }
    if let 2.. = error.attempts().len() {
        write!(f, " after {} attempts", error.attempts().len())?;
    }
    let effect = match error.effect() {
        Effect::None => "nothing was changed on the platform",
        Effect::Unknown => "nobody knows whether it took effect",
        Effect::Applied => "it took effect",
    };
    write!(f, "; {effect}. {}", error.hint())
}

/// What happened, and no more.
pub(super) struct WhatHappened<'a>(pub(super) &'a Error);

impl fmt::Display for WhatHappened<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        what_happened(self.0, f)
    }
}

fn what_happened(error: &Error, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match error {
        Error::Invalid(error) => write!(f, "the request is invalid: {}", error.rules()),
        Error::NotSent(error) if error.is_local() => kept_back(error, f),
        Error::NotSent(error) => chain(error.cause(), f),
        Error::Throttled(error) => match error.platform() {
            Some(platform) => {
                f.write_str("too many calls: ")?;
                said(platform, f)
            }
            None if error.is_remembered_ban() => {
                f.write_str("held back by a ban that the platform spoke of before")
            }
            None => f.write_str("held back by this client's own limits"),
        },
        Error::Refused(error) => {
            f.write_str("refused: ")?;
            said(error.platform(), f)?;
            match error.session_error() {
                Some(error) => write!(f, ", and the session was not renewed: {error}"),
                None => Ok(()),
            }
        }
        Error::Rejected(error) => {
            f.write_str("rejected by the business")?;
            refusal(error.refusal(), f)
        }
        Error::Unknown(error) => doubt(error, f),
        Error::Unreadable(error) => {
            f.write_str("the reply")?;
            if let Some(status) = error.context().status() {
                write!(f, " (HTTP {status})")?;
            }
            write!(f, " could not be read: {}", error.cause())
        }
        Error::Intent(error) => error.what_happened(f),
    }
}

fn doubt(error: &Unknown, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match error.doubt() {
        Doubt::Line(error) => chain(error, f),
        Doubt::Earlier(error) => {
            f.write_str("an earlier attempt may have taken effect, and its repeat failed: ")?;
            what_happened(error, f)
        }
        Doubt::Status => {
            let status = error.context().status().unwrap_or(0);
            write!(f, "HTTP status {status} instead of a reply of the platform")
        }
        Doubt::Platform(platform) => {
            f.write_str("failed behind the platform: ")?;
            said(platform, f)
        }
        Doubt::Business(words) => {
            f.write_str("the business failed midway")?;
            refusal(words, f)
        }
    }
}

fn said(platform: &PlatformError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "code {} {}", platform.code, platform.msg)?;
    match (&platform.sub_code, &platform.sub_msg) {
        (Some(code), Some(msg)) => write!(f, " ({code}: {msg})"),
        (Some(text), None) | (None, Some(text)) => write!(f, " ({text})"),
        (None, None) => Ok(()),
    }
}

fn refusal(refusal: &crate::outcome::Refusal, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match (&refusal.code, &refusal.message) {
        (Some(code), Some(message)) => write!(f, ": {code} {message}"),
        (Some(text), None) | (None, Some(text)) => write!(f, ": {text}"),
        (None, None) => f.write_str(", which gave no reason"),
    }
}

fn kept_back(error: &NotSent, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match error.cause().source() {
        Some(why) => write!(f, "not sent: {why}"),
        None => f.write_str("not sent"),
    }
}

/// The innermost cause of a broken line says most, for example `Connection refused`.
fn chain(error: &dyn StdError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{error}")?;
    let mut innermost = None;
    let mut next = error.source();
    while let Some(cause) = next {
        innermost = Some(cause);
        next = cause.source();
    }
    match innermost {
        Some(cause) => write!(f, " ({cause})"),
        None => Ok(()),
    }
}
