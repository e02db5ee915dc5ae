//! JSON for a foreign serde type.

use super::error::DecodeErrorKind;
use super::escape;
use super::json::{Reader, Step};
use crate::value::Raw;

/// Fills a foreign type with the value at hand.
pub(super) fn read(reader: &mut Reader<'_>, out: &mut dyn Raw) -> Step<bool> {
    let start = reader.mark();
    if reader.peek() == b'n' {
        reader.literal("null")?;
        return Ok(false);
    }
    let text = reader.peek() == b'"';
    let json = reader.raw()?;
    if out.read(json).is_ok() || out.read(&escape::without_controls(json)).is_ok() {
        return Ok(true);
    }
    reader.back_to(start);
    // Some fields are text that holds JSON.
    if text && out.read(&reader.string()?).is_ok() {
        return Ok(true);
    }
    reader.back_to(start);
    Err(reader.error(MISMATCH))
}

/// serde's own words would quote the reply.
pub(super) const MISMATCH: DecodeErrorKind = DecodeErrorKind::Mismatch {
    expected: "JSON of the type that the field declares",
    found: "other JSON",
};
