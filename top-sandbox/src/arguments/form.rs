//! `a=b&c=d`, percent-encoded.

use percent_encoding::percent_decode;

use super::Malformed;

/// The names and values of a query or a form body, in their order.
pub(super) fn pairs(text: &str) -> impl Iterator<Item = Result<(String, String), Malformed>> {
    text.split('&')
        .filter(|piece| !piece.is_empty())
        .map(|piece| {
            let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
            Ok((decoded(name)?, decoded(value)?))
        })
}

/// A space may be `+` or `%20`, and every byte may be encoded or not (protocol §1.2).
fn decoded(text: &str) -> Result<String, Malformed> {
    let spaced = text.replace('+', " ");
    let decoded = percent_decode(spaced.as_bytes()).decode_utf8();
    Ok(decoded.map_err(|_| Malformed::Encoding)?.into_owned())
}
