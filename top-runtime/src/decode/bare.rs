//! An object without an envelope: what the platform sends when it is the one who calls.

use super::error::{DecodeError, DecodeErrorKind};
use super::json::Reader;
use super::{Limits, value, xml};
use crate::value::Object;

/// Reads an object in JSON or XML, as forgiving as a reply is read.
///
/// # Errors
/// Where it is neither, or does not fit the declaration.
pub(crate) fn bare(text: &[u8], object: &mut dyn Object) -> Result<(), DecodeError> {
    let limits = Limits::default();
    let text = text.trim_ascii();
    match text.first() {
        None => Err(DecodeError::new(DecodeErrorKind::Empty, None)),
        Some(b'{') => {
            let mut reader = Reader::new(text, limits);
            reader.token();
            value::object(&mut reader, object)?;
            if reader.at_end() {
                Ok(())
            } else {
                Err(reader.unexpected("nothing behind the object"))
            }
        }
        Some(b'<') => xml::reply::bare(text, object, limits),
        Some(_) => Err(DecodeError::new(DecodeErrorKind::NotAReply, Some(0))),
    }
}
