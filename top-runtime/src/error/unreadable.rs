//! Replies that could not be read.

use std::error::Error as StdError;
use std::fmt;

use super::{Context, Effect, Error};
use crate::decode::DecodeError;

/// A reply that could not be read. See [`Error::Unreadable`].
#[derive(Debug)]
pub struct Unreadable {
    context: Context,
    cause: UnreadableCause,
    claimed: Effect,
}

/// Why a reply could not be read.
#[non_exhaustive]
#[derive(Debug)]
pub enum UnreadableCause {
    /// It does not have the form that was asked for, or a field has another type.
    Decode(DecodeError),
    /// It is longer than this many bytes.
    TooLong(usize),
    /// It has a flag for success and left it out.
    NoVerdict,
    /// It has no result, and says nothing of a failure.
    NoValue,
    /// It answers a batch with another number of replies than there were calls, so that none
    /// belongs to a call for certain.
    Replies {
        /// How many calls were sent.
        calls: usize,
        /// How many replies came.
        replies: usize,
    },
}

impl Unreadable {
    /// `claimed` is the effect that what could be read speaks for.
    pub(crate) fn error(context: Context, cause: UnreadableCause, claimed: Effect) -> Error {
        Error::Unreadable(Box::new(Self {
            context,
            cause,
            claimed,
        }))
    }

    /// What is wrong with it.
    pub fn cause(&self) -> &UnreadableCause {
        &self.cause
    }

    /// The field at fault, for example `result.after_property_list[0].value`; empty where the
    /// whole reply is.
    pub fn path(&self) -> &str {
        match &self.cause {
            UnreadableCause::Decode(error) => error.path(),
            _ => "",
        }
    }

    /// Whether it is the platform's own success, with nothing in it.
    pub(crate) fn is_empty_success(&self) -> bool {
        matches!(self.cause, UnreadableCause::NoValue) && self.claimed == Effect::Applied
    }

    pub(super) fn claimed(&self) -> Effect {
        self.claimed
    }

    pub(super) fn decoding(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.cause {
            UnreadableCause::Decode(error) => Some(error),
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

impl fmt::Display for UnreadableCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decode(error) => error.fmt(f),
            Self::TooLong(limit) => write!(f, "it is longer than {limit} bytes"),
            Self::NoVerdict => f.write_str("it does not say whether the call succeeded"),
            Self::NoValue => f.write_str("it has no result"),
            Self::Replies { calls, replies } => {
                write!(f, "it holds {replies} replies to {calls} calls")
            }
        }
    }
}
