//! What goes wrong.

use top_sandbox::{ErrorResponse, Fault};

/// One row of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// Nothing: the call succeeds.
    None,
    ConnectRefused,
    TlsFailure,
    CutBeforeFirstByte,
    CutAfterProcessing,
    CutMidReply,
    /// The call is carried out when the client has given up.
    PastTheDeadline,
    BadGateway,
    TimeoutBefore,
    TimeoutAfter,
    Garbage,
    TruncatedGzip,
    Throttled,
    InvalidSession,
    /// The client's clock is an hour ahead: code 31.
    WrongClock,
    StaleConnection,
    Redirect,
}

impl Trouble {
    pub(crate) const ALL: [Self; 17] = [
        Self::None,
        Self::ConnectRefused,
        Self::TlsFailure,
        Self::CutBeforeFirstByte,
        Self::CutAfterProcessing,
        Self::CutMidReply,
        Self::PastTheDeadline,
        Self::BadGateway,
        Self::TimeoutBefore,
        Self::TimeoutAfter,
        Self::Garbage,
        Self::TruncatedGzip,
        Self::Throttled,
        Self::InvalidSession,
        Self::WrongClock,
        Self::StaleConnection,
        Self::Redirect,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::ConnectRefused => "connect refused",
            Self::TlsFailure => "TLS failure",
            Self::CutBeforeFirstByte => "cut before the first byte",
            Self::CutAfterProcessing => "cut after processing",
            Self::CutMidReply => "cut in the reply",
            Self::PastTheDeadline => "delay past the deadline",
            Self::BadGateway => "502 HTML",
            Self::TimeoutBefore => "isp timeout, not processed",
            Self::TimeoutAfter => "isp timeout, processed",
            Self::Garbage => "garbage",
            Self::TruncatedGzip => "truncated gzip",
            Self::Throttled => "code 7, 1 second",
            Self::InvalidSession => "code 27",
            Self::WrongClock => "code 31, clock off",
            Self::StaleConnection => "stale pooled connection",
            Self::Redirect => "redirect 307",
        }
    }

    /// What the gateway is asked to do to the call; `elsewhere` is where it may redirect to.
    pub(crate) fn fault(self, elsewhere: &str) -> Option<Fault> {
        let timeout = ErrorResponse::new(15).sub_code("isp.remote-service-timeout");
        let session = ErrorResponse::new(27).sub_code("invalid-sessionkey");
        Some(match self {
            Self::None
            | Self::ConnectRefused
            | Self::TlsFailure
            | Self::WrongClock
            | Self::StaleConnection => return None,
            Self::CutBeforeFirstByte => Fault::CutBefore,
            Self::CutAfterProcessing => Fault::CutAfter,
            Self::CutMidReply => Fault::CutReply(40),
            Self::PastTheDeadline => Fault::HoldBefore,
            Self::BadGateway => Fault::Html(502),
            Self::TimeoutBefore => Fault::ErrorBefore(timeout),
            Self::TimeoutAfter => Fault::ErrorAfter(timeout),
            Self::Garbage => Fault::Garbage,
            Self::TruncatedGzip => Fault::TruncatedGzip(40),
            Self::Throttled => Fault::ErrorBefore(ErrorResponse::throttled(1)),
            Self::InvalidSession => Fault::ErrorBefore(session),
            Self::Redirect => Fault::Redirect(elsewhere.to_owned()),
        })
    }
}
