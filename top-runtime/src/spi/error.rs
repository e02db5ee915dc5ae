//! Why a request is not taken for the platform's.

use std::fmt;

/// Why a request to an SPI is refused. It quotes nothing of the request.
///
/// It is for the log: the platform is told [`SpiFailure`](super::SpiFailure), whatever the cause.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpiError {
    /// The body is too large, or broke off.
    Unread,
    /// A name or a value is not percent-encoded, or is no text in the request's character set; or
    /// a multipart body cannot be taken apart.
    Malformed,
    /// There is a body of a `Content-Type` that the signature does not cover: anybody could have
    /// put it there.
    UnsignedBody,
    /// It is for an app whose secret the verifier was not given.
    UnknownApp,
    /// There is no `sign` in the query.
    NoSign,
    /// The signature is not that of the app's secret over this request.
    WrongSign,
    /// There is no `timestamp`, or it is no `yyyy-MM-dd HH:mm:ss`.
    NoTimestamp,
    /// The `timestamp` is older than allowed, by this many seconds.
    TooOld {
        /// Seconds past the bound.
        seconds: u64,
    },
    /// The `timestamp` is further ahead of the clock than allowed, by this many seconds.
    TooEarly {
        /// Seconds past the bound.
        seconds: u64,
    },
}

impl fmt::Display for SpiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unread => "the body is too large, or broke off",
            Self::Malformed => "a parameter or the multipart body cannot be decoded",
            Self::UnsignedBody => "the signature does not cover a body of this Content-Type",
            Self::UnknownApp => "no secret is known for the app that is called",
            Self::NoSign => "there is no sign in the query",
            Self::WrongSign => "the signature is wrong",
            Self::NoTimestamp => "there is no timestamp of the form yyyy-MM-dd HH:mm:ss",
            Self::TooOld { seconds } => {
                return write!(f, "the timestamp is {seconds} s older than allowed");
            }
            Self::TooEarly { seconds } => {
                return write!(f, "the timestamp is {seconds} s further ahead than allowed");
            }
        })
    }
}

impl std::error::Error for SpiError {}
