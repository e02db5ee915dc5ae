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

    /// Whether nothing helps but that the user authorises the app again.
    pub fn needs_authorisation(&self) -> bool {
        use SessionErrorKind::{Ended, Lost, Missing};
        matches!(self.kind, Missing | Ended | Lost)
    }
}

impl fmt::Display for SessionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            SessionErrorKind::Missing => "there is no token: have the user authorise the app",
            SessionErrorKind::Ended => {
                "the authorisation has ended and cannot be refreshed: have the user authorise the app again"
            }
            SessionErrorKind::NotRefreshed => {
                "the token is no longer valid and could not be refreshed this time: try again later"
            }
            SessionErrorKind::Lost => {
                "the token is no longer valid, and the reply to its refresh was lost: the platform may have replaced the refresh token, so have the user authorise the app again"
            }
            SessionErrorKind::Store => "the token store failed",
            SessionErrorKind::Provider => "the session provider failed",
        })
    }
}

impl Error for SessionError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
