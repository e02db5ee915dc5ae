//! From the bytes of a reply to declared values, or to the platform's error.
//!
//! A reply is read straight into the slots of the declared type: a slot says what is wanted, and
//! the reader forgives what the platform does to it (protocol §5).

mod bare;
mod charset;
mod envelope;
mod error;
pub(crate) mod escape;
mod fields;
mod fill;
mod inflate;
mod json;
mod json_reply;
mod list;
mod raw;
mod refusal;
mod value;
mod xml;

use std::borrow::Cow;

pub(crate) use bare::bare;
pub(crate) use charset::to_utf8;
pub use envelope::{Decoded, Envelope, Expected};
pub use error::{DecodeError, DecodeErrorKind};
pub use refusal::PlatformError;

use crate::value::Slot;

/// A body as it came over the wire.
#[derive(Clone, Copy)]
pub struct Body<'a> {
    /// The bytes.
    pub bytes: &'a [u8],
    /// The header `Content-Type`.
    pub content_type: Option<&'a str>,
    /// The header `Content-Encoding`.
    pub content_encoding: Option<&'a str>,
}

/// A value that is wanted is read by recursion, and the thread's stack must be enough for it.
const DEEPEST: usize = 256;

/// The bounds of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes, before and after decompression. 16 MiB by default.
    pub max_bytes: usize,
    /// The most levels of nesting, 256 at the utmost. 128 by default.
    pub max_depth: usize,
    /// The most items of all lists together, and of all XML elements that a text or a foreign
    /// type takes in. 100,000 by default: an item of two bytes can fill a struct of a thousand, so
    /// the bytes alone bound no memory.
    pub max_items: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 16 << 20,
            max_depth: 128,
            max_items: 100_000,
        }
    }
}

impl Limits {
    #[inline]
    fn allow_depth(&self, depth: usize) -> Result<(), DecodeErrorKind> {
        let levels = self.max_depth;
        if depth > levels {
            return Err(DecodeErrorKind::TooDeep { levels });
        }
        Ok(())
    }

    #[inline]
    fn allow_items(&self, count: usize) -> Result<(), DecodeErrorKind> {
        let items = self.max_items;
        if count > items {
            return Err(DecodeErrorKind::TooMany { items });
        }
        Ok(())
    }
}

impl std::fmt::Debug for Body<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Body({} bytes)", self.bytes.len())
    }
}

/// The text of a body: decompressed, and in UTF-8 as far as its headers tell the character set.
///
/// # Errors
/// A body that is too long, broken gzip, or bytes outside the character set that was named.
pub fn open(body: Body<'_>, limits: Limits) -> Result<Cow<'_, [u8]>, DecodeError> {
    charset::to_utf8(
        inflate::inflate(body.bytes, body.content_encoding, limits.max_bytes)?,
        body.content_type,
    )
}

/// Reads the text of a reply into the slot of its payload.
///
/// The platform's error is recognised first, in every format. What the text is decides how it is
/// read, not what was asked for: some servers answer in JSON whatever the request says.
///
/// ```
/// use top_runtime::decode::{Decoded, Expected, Limits, decode};
/// use top_runtime::{DateTime, Format, TopApi, Value};
///
/// /// Tells the time of the platform.
/// #[derive(Debug, TopApi)]
/// #[top_api(method = "taobao.time.get", response(time: DateTime), read)]
/// struct GetTime {}
///
/// let text = br#"{"time_get_response":{"time":"2016-01-01 12:00:00","request_id":"1a"}}"#;
/// let expected = Expected::of(GetTime::ENDPOINT, Format::Classic);
/// let mut time = DateTime::EPOCH;
/// let decoded = decode(text, expected, time.slot(), Limits::default())?;
/// assert_eq!(time.to_string(), "2016-01-01 12:00:00");
/// assert!(matches!(decoded, Decoded::Reply(envelope) if envelope.member_found));
/// # Ok::<(), top_runtime::DecodeError>(())
/// ```
///
/// # Errors
/// Where the text is no reply of this method, or does not fit the declaration: with the path of
/// the field. What the slot holds then means nothing.
pub fn decode<'s>(
    text: &[u8],
    expected: Expected<'s>,
    slot: Slot<'s>,
    limits: Limits,
) -> Result<Decoded, DecodeError> {
    let limits = Limits {
        max_depth: limits.max_depth.min(DEEPEST),
        ..limits
    };
    let text = without_mark(text).trim_ascii();
    match text.first() {
        None => Err(DecodeError::new(DecodeErrorKind::Empty, None)),
        Some(b'{') => json_reply::read(text, expected, slot, limits),
        Some(b'<') if is_html(text) => Err(DecodeError::new(DecodeErrorKind::Html, Some(0))),
        Some(b'<') => xml::reply::read(text, expected, slot, limits),
        Some(_) => Err(DecodeError::new(DecodeErrorKind::NotAReply, Some(0))),
    }
}

/// Without the byte order mark that some servers put first.
fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
}

fn is_html(text: &[u8]) -> bool {
    const DOCTYPE: &[u8] = b"<!doctype html";
    text.get(..DOCTYPE.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(DOCTYPE))
}
