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
    /// A front end gave up on the provider, which did its work.
    BadGatewayAfter,
    TimeoutBefore,
    TimeoutAfter,
    /// The provider ends what it began when the client has its answer.
    TimeoutLate,
    /// The line is cut, and the call is carried out later.
    CutLate,
    Garbage,
    TruncatedGzip,
    Throttled,
    InvalidSession,
    /// The client's clock is an hour ahead: code 31.
    WrongClock,
    StaleConnection,
    Redirect,
    /// The first attempt has its effect, and the second is turned away.
    CutThenThrottled,
    CutThenInvalidSession,
    /// The client is killed when the intent is stored, and nothing is sent.
    KilledBeforeSend,
    /// The client is killed when the gateway has the call, and has not carried it out yet.
    KilledBeforeProcessing,
    /// The client is killed when the call is carried out, and the reply not yet sent.
    KilledBeforeReply,
}

impl Trouble {
    pub(crate) const ALL: [Self; 25] = [
        Self::None,
        Self::ConnectRefused,
        Self::TlsFailure,
        Self::CutBeforeFirstByte,
        Self::CutAfterProcessing,
        Self::CutMidReply,
        Self::PastTheDeadline,
        Self::BadGateway,
        Self::BadGatewayAfter,
        Self::TimeoutBefore,
        Self::TimeoutAfter,
        Self::TimeoutLate,
        Self::CutLate,
        Self::Garbage,
        Self::TruncatedGzip,
        Self::Throttled,
        Self::InvalidSession,
        Self::WrongClock,
        Self::StaleConnection,
        Self::Redirect,
        Self::CutThenThrottled,
        Self::CutThenInvalidSession,
        Self::KilledBeforeSend,
        Self::KilledBeforeProcessing,
        Self::KilledBeforeReply,
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
            Self::BadGatewayAfter => "502 HTML, processed",
            Self::TimeoutBefore => "isp timeout, not processed",
            Self::TimeoutAfter => "isp timeout, processed",
            Self::TimeoutLate => "isp timeout, processed later",
            Self::CutLate => "cut, processed later",
            Self::Garbage => "garbage",
            Self::TruncatedGzip => "truncated gzip",
            Self::Throttled => "code 7, 1 second",
            Self::InvalidSession => "code 27",
            Self::WrongClock => "code 31, clock off",
            Self::StaleConnection => "stale pooled connection",
            Self::Redirect => "redirect 307",
            Self::CutThenThrottled => "cut after processing, then code 7",
            Self::CutThenInvalidSession => "cut after processing, then code 27",
            Self::KilledBeforeSend => "SIGKILL between store and send",
            Self::KilledBeforeProcessing => "SIGKILL between send and processing",
            Self::KilledBeforeReply => "SIGKILL between processing and reply",
        }
    }

    pub(crate) fn kills(self) -> bool {
        matches!(
            self,
            Self::KilledBeforeSend | Self::KilledBeforeProcessing | Self::KilledBeforeReply
        )
    }

    /// Whether it may befall every attempt, and not just one.
    pub(crate) fn may_stay(self) -> bool {
        !self.kills() && !self.faults("").is_empty()
    }

    /// What the gateway does to the calls, one after the other; `elsewhere` is where it may
    /// redirect to.
    pub(crate) fn faults(self, elsewhere: &str) -> Vec<Fault> {
        let timeout = ErrorResponse::new(15).sub_code("isp.remote-service-timeout");
        let session = ErrorResponse::new(27).sub_code("invalid-sessionkey");
        let throttled = ErrorResponse::throttled(1);
        match self {
            Self::None
            | Self::ConnectRefused
            | Self::TlsFailure
            | Self::WrongClock
            | Self::StaleConnection
            | Self::KilledBeforeSend => vec![],
            Self::CutBeforeFirstByte => vec![Fault::CutBefore],
            Self::CutAfterProcessing => vec![Fault::CutAfter],
            Self::CutMidReply => vec![Fault::CutReply(40)],
            Self::PastTheDeadline | Self::KilledBeforeProcessing => vec![Fault::HoldBefore],
            Self::KilledBeforeReply => vec![Fault::HoldAfter],
            Self::BadGateway => vec![Fault::Html(502)],
            Self::BadGatewayAfter => vec![Fault::HtmlAfter(502)],
            Self::TimeoutBefore => vec![Fault::ErrorBefore(timeout)],
            Self::TimeoutAfter => vec![Fault::ErrorAfter(timeout)],
            Self::TimeoutLate => vec![Fault::ErrorLate(timeout)],
            Self::CutLate => vec![Fault::CutLate],
            Self::Garbage => vec![Fault::Garbage],
            Self::TruncatedGzip => vec![Fault::TruncatedGzip(40)],
            Self::Throttled => vec![Fault::ErrorBefore(throttled)],
            Self::InvalidSession => vec![Fault::ErrorBefore(session)],
            Self::Redirect => vec![Fault::Redirect(elsewhere.to_owned())],
            Self::CutThenThrottled => vec![Fault::CutAfter, Fault::ErrorBefore(throttled)],
            Self::CutThenInvalidSession => vec![Fault::CutAfter, Fault::ErrorBefore(session)],
        }
    }
}
