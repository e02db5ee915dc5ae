//! A successful call with what came along.

use std::fmt;

/// The value of a successful call, and what came with it.
pub struct Answer<V> {
    value: V,
    request_id: Option<String>,
    status: u16,
    body: String,
}

impl<V> Answer<V> {
    pub(super) fn new(value: V, request_id: Option<String>, status: u16, body: String) -> Self {
        Self {
            value,
            request_id,
            status,
            body,
        }
    }

    /// The value.
    pub fn value(&self) -> &V {
        &self.value
    }

    /// The value alone.
    pub fn into_value(self) -> V {
        self.value
    }

    /// The platform's id of the call: what its support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The text of the reply: at most 64 KiB of it, the client's own secrets masked.
    pub fn body(&self) -> &str {
        &self.body
    }
}

impl<V> fmt::Debug for Answer<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Neither value nor body: they are customers' data, for whoever asks for them.
        f.debug_struct("Answer")
            .field("request_id", &self.request_id)
            .field("status", &self.status)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}
