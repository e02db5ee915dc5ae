//! `a=b&c=d`, percent-encoded, into bytes: the character set is not asked for yet.

use super::error::SpiError;

/// The pairs of a query as the platform splits it: a piece with more than one `=` is no parameter
/// at all (protocol §9).
pub(super) fn query_pairs(query: &str) -> impl Iterator<Item = Result<Pair, SpiError>> {
    let pieces = query.as_bytes().split(|byte| *byte == b'&');
    let is_one = |piece: &&[u8]| piece.split(|byte| *byte == b'=').count() <= 2;
    pieces.filter(is_one).filter_map(pair)
}

/// The pairs of a form in a body.
pub(super) fn body_pairs(body: &[u8]) -> impl Iterator<Item = Result<Pair, SpiError>> {
    body.split(|byte| *byte == b'&').filter_map(pair)
}

type Pair = (Vec<u8>, Vec<u8>);

fn pair(piece: &[u8]) -> Option<Result<Pair, SpiError>> {
    if piece.is_empty() {
        return None;
    }
    let mut parts = piece.splitn(2, |byte| *byte == b'=');
    let (name, value) = (parts.next()?, parts.next().unwrap_or_default());
    Some(decoded(name).and_then(|name| Ok((name, decoded(value)?))))
}

/// A space may be `+` or `%20`.
pub(super) fn decoded(text: &[u8]) -> Result<Vec<u8>, SpiError> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((byte, behind)) = rest.split_first() {
        rest = behind;
        match byte {
            b'+' => out.push(b' '),
            b'%' => {
                let (digits, behind) = behind.split_at_checked(2).ok_or(SpiError::Malformed)?;
                let mut escaped = [0];
                const_hex::decode_to_slice(digits, &mut escaped)
                    .map_err(|_| SpiError::Malformed)?;
                out.extend(escaped);
                rest = behind;
            }
            byte => out.push(*byte),
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{SpiError, body_pairs, query_pairs};

    #[test]
    fn a_query_is_split_as_the_platform_splits_it() {
        let pairs: Result<Vec<_>, _> = query_pairs("&a=b=c&k=&n&x=%3D+%e4%B8%AD&&=v").collect();
        let expected: [(&[u8], &[u8]); 4] = [
            (b"k", b""),
            (b"n", b""),
            (b"x", "= 中".as_bytes()),
            (b"", b"v"),
        ];
        let expected = expected.map(|(name, value)| (name.to_vec(), value.to_vec()));
        assert_eq!(pairs.unwrap(), expected);
    }

    #[test]
    fn a_form_s_value_may_hold_an_equals_sign() {
        let pairs: Vec<_> = body_pairs(b"a=b=c").collect();
        assert_eq!(pairs, [Ok((b"a".to_vec(), b"b=c".to_vec()))]);
    }

    #[test]
    fn a_broken_escape_is_not_guessed() {
        for broken in ["%", "a=%4", "a=%zz", "%0x=1", "a=%+1"] {
            let pairs: Vec<_> = query_pairs(broken).collect();
            assert_eq!(pairs, [Err(SpiError::Malformed)], "{broken}");
        }
    }
}
