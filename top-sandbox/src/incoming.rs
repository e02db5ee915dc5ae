//! A call as it arrives, before anything is known about it.

use std::fmt;
use std::time::Instant;

use bytes::Bytes;

/// One HTTP request, whichever way it came.
#[derive(Clone, Default)]
pub(crate) struct Incoming {
    /// The HTTP method, for example `POST`.
    pub(crate) verb: String,
    /// The path, for example `/router/rest`.
    pub(crate) path: String,
    /// The query string, percent-encoded, without the `?`.
    pub(crate) query: String,
    /// The `Content-Type`, `""` without one.
    pub(crate) content_type: String,
    /// Whether `Accept-Encoding` names gzip.
    pub(crate) accepts_gzip: bool,
    /// The header `top-api-separator`, `""` without one (protocol §7).
    pub(crate) separator: String,
    /// The body.
    pub(crate) body: Bytes,
    /// When the caller gives up, where that is known.
    pub(crate) deadline: Option<Instant>,
}

impl Incoming {
    /// The `Content-Type` without its parameters, in lower case.
    pub(crate) fn media_type(&self) -> String {
        let (media_type, _) = self
            .content_type
            .split_once(';')
            .unwrap_or((&self.content_type, ""));
        media_type.trim().to_ascii_lowercase()
    }
}

impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Query and body carry sessions and signatures.
        f.debug_struct("Incoming")
            .field("verb", &self.verb)
            .field("path", &self.path)
            .field("content_type", &self.media_type())
            .field("body", &self.body.len())
            .finish_non_exhaustive()
    }
}
