//! The character set of a reply: UTF-8 unless its header, or its XML, says otherwise (protocol
//! §1.2).

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use super::error::{DecodeError, DecodeErrorKind};

/// The text in UTF-8, as far as that takes a conversion.
///
/// UTF-8 itself is not checked here but where a text is needed, so that a broken character in a
/// field that nobody reads fails nothing.
///
/// # Errors
/// Bytes that are neither in the character set named nor in UTF-8.
pub(crate) fn to_utf8<'a>(
    bytes: Cow<'a, [u8]>,
    content_type: Option<&str>,
) -> Result<Cow<'a, [u8]>, DecodeError> {
    if content_type.is_some_and(is_utf8) {
        return Ok(bytes);
    }
    let Some(label) = content_type.and_then(label).or_else(|| declared(&bytes)) else {
        return Ok(bytes);
    };
    let decoded = match Encoding::for_label(label.as_bytes()) {
        Some(encoding) if encoding == UTF_8 => return Ok(bytes),
        Some(encoding) => encoding.decode_without_bom_handling_and_without_replacement(&bytes),
        None => None,
    };
    match decoded {
        Some(text) => Ok(Cow::Owned(text.into_owned().into_bytes())),
        // Some servers name a character set out of habit, or one that there is not, and send UTF-8.
        None if std::str::from_utf8(&bytes).is_ok() => Ok(bytes),
        None => Err(DecodeError::new(DecodeErrorKind::Charset, None)),
    }
}

/// Whether it ends as that of nearly every reply does.
fn is_utf8(content_type: &str) -> bool {
    const END: &[u8] = b";charset=utf-8";
    let (_, end) = content_type
        .as_bytes()
        .split_at(content_type.len().saturating_sub(END.len()));
    end.eq_ignore_ascii_case(END)
}

fn label(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches('"');
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then_some(value)
    })
}

/// The encoding that an XML declaration names: `<?xml version="1.0" encoding="GBK"?>`.
fn declared(bytes: &[u8]) -> Option<&str> {
    let end = bytes.iter().take(128).position(|byte| *byte == b'>')?;
    let declaration = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let (_, value) = declaration
        .trim_start()
        .strip_prefix("<?xml")?
        .split_once("encoding=")?;
    value.split(['"', '\'']).nth(1)
}
