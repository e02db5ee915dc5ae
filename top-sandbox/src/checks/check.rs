//! The names of the checks, in their order.

use crate::error_response::ErrorResponse;

/// One of the checks that a call passes, in the platform's order (protocol §6). What is behind the
/// first that fails is not looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Check {
    /// The parameters can be read.
    Readable,
    /// The HTTP method.
    Verb,
    /// The method is named and served.
    Method,
    /// The app is known.
    App,
    /// The clock is right.
    Timestamp,
    /// The version is served.
    Version,
    /// The format is one that the gateway writes.
    Format,
    /// The signature is that of the parameters and the secret.
    Signature,
    /// The session is good.
    Session,
    /// The app calls no more often than it may.
    Flow,
    /// The business parameters keep the rules of the declaration.
    Arguments,
    /// The endpoint itself does not refuse.
    Endpoint,
}

/// What a check says to a call that fails it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) check: Check,
    pub(crate) error: ErrorResponse,
}

impl Check {
    /// All of them.
    pub(crate) const ALL: [Self; 12] = [
        Self::Readable,
        Self::Verb,
        Self::Method,
        Self::App,
        Self::Timestamp,
        Self::Version,
        Self::Format,
        Self::Signature,
        Self::Session,
        Self::Flow,
        Self::Arguments,
        Self::Endpoint,
    ];

    /// The word for it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Readable => "readable",
            Self::Verb => "verb",
            Self::Method => "method",
            Self::App => "app",
            Self::Timestamp => "timestamp",
            Self::Version => "version",
            Self::Format => "format",
            Self::Signature => "signature",
            Self::Session => "session",
            Self::Flow => "flow",
            Self::Arguments => "arguments",
            Self::Endpoint => "endpoint",
        }
    }

    /// Names this check as the one that failed, where one did.
    pub(crate) fn of<T>(self, result: Result<T, ErrorResponse>) -> Result<T, Refused> {
        result.map_err(|error| self.refuses(error))
    }

    /// The refusal of this check.
    pub(crate) fn refuses(self, error: ErrorResponse) -> Refused {
        Refused { check: self, error }
    }
}
