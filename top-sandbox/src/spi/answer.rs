//! What the address answered.

use std::fmt;

use bytes::Bytes;
use serde_json::Value as JsonValue;

/// The answer to a call to an address of yours. `Debug` hides the body.
#[derive(Clone)]
pub struct SpiAnswer {
    pub(super) status: u16,
    pub(super) content_type: String,
    pub(super) body: Bytes,
}

impl SpiAnswer {
    /// The HTTP status; the platform expects 200 whatever the answer says.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The `Content-Type`, `""` without one.
    pub fn content_type(&self) -> &str {
        &self.content_type
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body as JSON; `null` where it is none.
    pub fn json(&self) -> JsonValue {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

impl fmt::Debug for SpiAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SpiAnswer")
            .field("status", &self.status)
            .field("content_type", &self.content_type)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}
