//! gzip, whether it was asked for or not, and never past the limit.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::error::{DecodeError, DecodeErrorKind};

/// The plain bytes of a body. gzip shows itself by its first bytes, whatever the headers say.
pub(super) fn inflate(bytes: &[u8], max_bytes: usize) -> Result<Cow<'_, [u8]>, DecodeError> {
    let too_large = DecodeErrorKind::TooLarge { bytes: max_bytes };
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return if bytes.len() > max_bytes {
            Err(DecodeError::new(too_large, None))
        } else {
            Ok(Cow::Borrowed(bytes))
        };
    }
    let mut plain = Vec::new();
    // One byte more than allowed tells a reply of just that size from a longer one.
    let limit = u64::try_from(max_bytes)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let read = MultiGzDecoder::new(bytes)
        .take(limit)
        .read_to_end(&mut plain);
    if plain.len() > max_bytes {
        return Err(DecodeError::new(too_large, None));
    }
    match read {
        Ok(_) => Ok(Cow::Owned(plain)),
        Err(_) => Err(DecodeError::new(DecodeErrorKind::Compression, None)),
    }
}
