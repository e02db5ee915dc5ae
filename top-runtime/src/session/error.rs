//! Why there is no session.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// Why there is no session to call with. Nothing was sent for want of it.
///
/// Many calls can wait for one session, so the same failure can be given to all of them.
#[derive(Debug, Clone)]
pub struct SessionError {
    kind: SessionErrorKind,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

/// What is wrong with the session.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SessionErrorKind {
    /// No token is stored: the user never authorised the app.
    Missing,
    /// The token has expired, or the platform refuses it, and it cannot be refreshed.
    Ended,
    /// The token is of no use any more, and refreshing it failed in a way that may pass.
    NotRefreshed,
    /// The token is of no use any more. A refresh of it was sent and its reply was lost, so the
    /// platform may have given a refresh token that nobody knows.
    Lost,
    /// The token cannot be read, or a new one cannot be stored and therefore not be used.
    Store,
    /// A provider of your own failed.
    Provider,
}

impl SessionError {
    /// A failure of this kind.
    #[must_use]
    pub fn new(kind: SessionErrorKind) -> Self {
        Self { kind, source: None }
    }

    /// Sets what went wrong underneath. It must not quote a token.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// What is wrong.
    pub fn kind(&self) -> SessionErrorKind {
        self.kind
    }

    /// What to do, in English.
    pub fn hint(&self) -> &'static str {
        match self.kind {
            SessionErrorKind::Missing => "Have the user authorise the app.",
            SessionErrorKind::Ended | SessionErrorKind::Lost => {
                "Have the user authorise the app again."
            }
            SessionErrorKind::NotRefreshed => "Call again later.",
            SessionErrorKind::Store => "Repair the token store, then call again.",
            SessionErrorKind::Provider => "Look into the session provider, then call again.",
        }
    }

    /// What to do, in Chinese.
    pub fn hint_zh(&self) -> &'static str {
        match self.kind {
            SessionErrorKind::Missing => "请让用户授权该应用。",
            SessionErrorKind::Ended | SessionErrorKind::Lost => "请让用户重新授权该应用。",
            SessionErrorKind::NotRefreshed => "请稍后再调用。",
            SessionErrorKind::Store => "请先修复令牌存储,然后重新调用。",
            SessionErrorKind::Provider => "请检查 session 的来源,然后重新调用。",
        }
    }

    /// Whether nothing helps but that the user authorises the app again.
    pub fn needs_authorisation(&self) -> bool {
        use SessionErrorKind::{Ended, Lost, Missing};
        matches!(self.kind, Missing | Ended | Lost)
    }
}

impl fmt::Display for SessionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            SessionErrorKind::Missing => "there is no token: the user did not authorise the app",
            SessionErrorKind::Ended => {
                "the authorisation has ended and cannot be refreshed: the user must authorise the app again"
            }
            SessionErrorKind::NotRefreshed => {
                "the token is no longer valid and could not be refreshed this time"
            }
            SessionErrorKind::Lost => {
                "the token is no longer valid, and the reply to its refresh was lost: the platform may have replaced the refresh token, and the user must authorise the app again"
            }
            SessionErrorKind::Store => "the token cannot be read or stored",
            SessionErrorKind::Provider => "the session provider failed",
        })?;
        match &self.source {
            Some(source) => write!(f, " ({source})"),
            None => Ok(()),
        }
    }
}

impl Error for SessionError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
