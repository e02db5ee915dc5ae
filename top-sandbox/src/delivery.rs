//! What goes back to the caller, and how much of it arrives.

use std::io::Write;
use std::time::{Duration, UNIX_EPOCH};

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use top_runtime::DateTime;

/// The fate of one reply.
#[derive(Debug, Clone)]
pub(crate) struct Delivery {
    pub(crate) status: u16,
    pub(crate) content_type: &'static str,
    pub(crate) is_gzip: bool,
    /// The `Location` header, `""` for none.
    pub(crate) location: String,
    /// The `Date` header, by the sandbox's clock: clients measure their own against it.
    pub(crate) date: String,
    pub(crate) body: Bytes,
    /// How the connection ends, if not well.
    pub(crate) cut: Option<Cut>,
    /// The number that a page knows the call by, 0 for none.
    pub(crate) seen_as: u64,
}

/// Where the connection breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Before a byte of the reply.
    AtOnce,
    /// After this many bytes of the body.
    AfterBody(usize),
    /// Behind the reply, which does not say so.
    BehindReply,
    /// When the next request comes, of which nothing is looked at.
    NextRequest,
    /// The caller gave up before the reply.
    TooLate,
}

impl Delivery {
    /// A whole reply of the gateway: HTTP 200, errors included (protocol §1.2).
    pub(crate) fn ok(content_type: &'static str, body: impl Into<Bytes>) -> Self {
        Self {
            status: 200,
            content_type,
            is_gzip: false,
            location: String::new(),
            date: String::new(),
            body: body.into(),
            cut: None,
            seen_as: 0,
        }
    }

    /// No reply.
    pub(crate) fn none(cut: Cut) -> Self {
        Self {
            cut: Some(cut),
            ..Self::ok("text/plain", Bytes::new())
        }
    }

    pub(crate) fn with_status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    pub(crate) fn with_location(mut self, location: &str) -> Self {
        location.clone_into(&mut self.location);
        self
    }

    pub(crate) fn with_cut(mut self, cut: Cut) -> Self {
        self.cut = Some(cut);
        self
    }

    pub(crate) fn seen_as(mut self, id: u64) -> Self {
        self.seen_as = id;
        self
    }

    /// Whether it is a reply of the gateway in clear text, whole or not.
    pub(crate) fn is_plain(&self) -> bool {
        self.status == 200 && !self.is_gzip
    }

    pub(crate) fn dated(mut self, now: DateTime) -> Self {
        // The header knows no time before 1970.
        let seconds = now.to_unix_seconds().max(0).unsigned_abs();
        self.date = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds));
        self
    }

    /// Compresses the body where the caller can read that.
    pub(crate) fn zipped_if(mut self, wanted: bool) -> Self {
        if wanted
            && !self.is_gzip
            && let Ok(body) = gzip(&self.body)
        {
            self.body = body.into();
            self.is_gzip = true;
        }
        self
    }

    /// Takes back a cut that lies behind the end of the body as it travels: the reply is whole, and
    /// the next one on the same connection must not pay for it.
    pub(crate) fn whole_if_uncut(mut self) -> Self {
        if let Some(Cut::AfterBody(bytes)) = self.cut
            && bytes >= self.body.len()
        {
            self.cut = None;
        }
        self
    }

    /// Loses the end of the body.
    pub(crate) fn truncated(mut self, bytes: usize) -> Self {
        self.body.truncate(bytes);
        self
    }
}

fn gzip(body: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body)?;
    encoder.finish()
}
