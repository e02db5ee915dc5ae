//! gzip, whether it was asked for or not, and never past the limit.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::error::{DecodeError, DecodeErrorKind};

/// The plain bytes of a body.
///
/// gzip shows itself by its first bytes, whatever the header `Content-Encoding` says: servers
/// send it unasked, and some HTTP layers unpack it and leave the header.
pub(super) fn inflate<'a>(
    bytes: &'a [u8],
    encoding: Option<&str>,
    max_bytes: usize,
) -> Result<Cow<'a, [u8]>, DecodeError> {
    if bytes.len() > max_bytes {
        return Err(too_large(max_bytes));
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return gunzip(bytes, max_bytes).map(Cow::Owned);
    }
    let plain = encoding.is_none_or(is_identity) || is_text(bytes);
    if plain {
        Ok(Cow::Borrowed(bytes))
    } else {
        Err(broken())
    }
}

fn gunzip(bytes: &[u8], max_bytes: usize) -> Result<Vec<u8>, DecodeError> {
    let mut plain = Vec::new();
    // One byte more than allowed tells a reply of just that size from a longer one.
    let limit = u64::try_from(max_bytes)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let read = MultiGzDecoder::new(bytes)
        .take(limit)
        .read_to_end(&mut plain);
    if plain.len() > max_bytes {
        return Err(too_large(max_bytes));
    }
    read.map_err(|_| broken())?;
    Ok(plain)
}

fn is_identity(encoding: &str) -> bool {
    matches!(encoding.trim(), "" | "identity")
}

/// Whether it looks like a reply or a web page, rather than like something compressed.
fn is_text(bytes: &[u8]) -> bool {
    let start = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .trim_ascii_start();
    matches!(start.first(), None | Some(b'{' | b'<'))
}

#[cold]
fn too_large(bytes: usize) -> DecodeError {
    DecodeError::new(DecodeErrorKind::TooLarge { bytes }, None)
}

#[cold]
fn broken() -> DecodeError {
    DecodeError::new(DecodeErrorKind::Compression, None)
}
