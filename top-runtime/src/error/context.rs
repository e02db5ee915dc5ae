//! What every error knows about its call.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::{Effect, FailedAttempt};
use crate::api::Endpoint;
use crate::codes::CodeTable;
use crate::resolve::Ticket;

/// The call, and what came back if anything did.
#[derive(Clone)]
pub(crate) struct Context {
    pub(crate) method: Cow<'static, str>,
    pub(crate) read: bool,
    pub(crate) idempotent_by: Option<&'static str>,
    pub(crate) status: Option<u16>,
    pub(crate) request_id: Option<String>,
    pub(crate) body: Option<String>,
    pub(crate) ticket: Option<Ticket>,
    pub(crate) attempts: Vec<FailedAttempt>,
    pub(crate) codes: Option<Arc<CodeTable>>,
}

impl Context {
    pub(crate) fn of(endpoint: &'static Endpoint) -> Self {
        Self {
            read: endpoint.is_read(),
            idempotent_by: endpoint.idempotency_field(),
            ..Self::untyped(Cow::Borrowed(endpoint.method()))
        }
    }

    /// A method that nothing is known about: it may move money.
    pub(crate) fn untyped(method: Cow<'static, str>) -> Self {
        Self {
            method,
            read: false,
            idempotent_by: None,
            status: None,
            request_id: None,
            body: None,
            ticket: None,
            attempts: Vec::new(),
            codes: None,
        }
    }

    pub(crate) fn method(&self) -> &str {
        &self.method
    }

    pub(crate) fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    pub(crate) fn status(&self) -> Option<u16> {
        self.status
    }

    pub(crate) fn body(&self) -> Option<&str> {
        self.body.as_deref()
    }

    /// What is claimed, unless the method changes nothing anyway.
    pub(crate) fn effect(&self, claimed: Effect) -> Effect {
        if self.read { Effect::None } else { claimed }
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body = self
            .body
            .as_ref()
            .map(|body| format!("{} bytes", body.len()));
        f.debug_struct("Context")
            .field("method", &self.method)
            .field("read", &self.read)
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            // Customers' data may be in it: whoever wants it asks `body()`.
            .field("body", &body)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}
