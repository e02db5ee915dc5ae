//! The small text of JSON: where a string stops, what an escape means, what a number is.

use std::fmt::Write;

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;
const QUOTES: u64 = u64::from_ne_bytes([b'"'; 8]);
const BACKSLASHES: u64 = u64::from_ne_bytes([b'\\'; 8]);

/// The high bit of each byte that is zero; exact up to the first one.
const fn zeros(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGHS
}

/// The position of the next quote or backslash, or the end. Eight bytes at a time.
#[inline]
pub(super) fn stop(text: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = text.get(at..).and_then(<[u8]>::first_chunk) {
        let word = u64::from_le_bytes(*chunk);
        let hits = zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES);
        if hits != 0 {
            return at + hits.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let tail = text.get(at..).unwrap_or_default();
    let found = tail.iter().position(|byte| matches!(byte, b'"' | b'\\'));
    found.map_or(text.len(), |found| at + found)
}

/// The bytes that an escaped string stands for; `None` for an escape that JSON does not know.
///
/// Half a surrogate pair becomes U+FFFD: texts that were cut by length do end in one.
pub(super) fn unescape(raw: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(raw.len());
    let mut rest = raw;
    loop {
        let plain = rest.iter().position(|byte| *byte == b'\\');
        let Some((before, escape)) = plain.and_then(|at| rest.split_at_checked(at)) else {
            out.extend_from_slice(rest);
            return Some(out);
        };
        out.extend_from_slice(before);
        let (letter, behind) = escape.get(1..)?.split_first()?;
        rest = behind;
        let byte = match letter {
            b'"' | b'\\' | b'/' => *letter,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => {
                rest = unicode(rest, &mut out)?;
                continue;
            }
            _ => return None,
        };
        out.push(byte);
    }
}

/// Reads what follows `\u`, both halves of a pair; returns the rest.
fn unicode<'a>(rest: &'a [u8], out: &mut Vec<u8>) -> Option<&'a [u8]> {
    let (high, mut rest) = unit(rest)?;
    let mut code = u32::from(high);
    if (0xD800..0xDC00).contains(&high)
        && let Some((low, behind)) = rest.strip_prefix(b"\\u").and_then(unit)
        && (0xDC00..0xE000).contains(&low)
    {
        code = 0x1_0000 + ((u32::from(high) - 0xD800) << 10) + (u32::from(low) - 0xDC00);
        rest = behind;
    }
    let character = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
    out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    Some(rest)
}

fn unit(text: &[u8]) -> Option<(u16, &[u8])> {
    let (digits, rest) = text.split_at_checked(4)?;
    let mut code = 0;
    for digit in digits {
        code = code * 16 + char::from(*digit).to_digit(16)?;
    }
    u16::try_from(code).ok().map(|code| (code, rest))
}

/// JSON with the raw control characters in its strings escaped, as strict readers want them.
pub(crate) fn without_controls(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 16);
    let (mut inside, mut escaped) = (false, false);
    for character in json.chars() {
        if inside && character < ' ' {
            let _infallible = write!(out, "\\u{:04x}", u32::from(character));
        } else {
            out.push(character);
        }
        if character == '"' && !escaped {
            inside = !inside;
        }
        escaped = inside && character == '\\' && !escaped;
    }
    out
}

/// Whether a text is a JSON number. Zeros in front are let through.
pub(super) fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (
            mantissa,
            Some(exponent.strip_prefix(['-', '+']).unwrap_or(exponent)),
        ),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    digits(whole) && fraction.is_none_or(digits) && exponent.is_none_or(digits)
}

pub(super) fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{is_number, stop, unescape, without_controls};

    #[test]
    fn a_string_stops_at_a_quote_or_a_backslash_wherever_it_stands() {
        for length in 0..20 {
            for stopper in ["\"", "\\"] {
                let text = format!("{}{stopper}\u{1}\"", "小".repeat(length));
                assert_eq!(stop(text.as_bytes(), 0), length * 3);
            }
            assert_eq!(stop("x".repeat(length).as_bytes(), 0), length);
        }
        assert_eq!(stop(b"ab", 7), 2);
    }

    #[test]
    fn escapes_mean_what_json_says() {
        let text =
            |raw: &str| unescape(raw.as_bytes()).map(|bytes| String::from_utf8(bytes).unwrap());
        assert_eq!(
            text(r#"a\/b\"\\\n\u5c0f\ud83d\ude00"#).unwrap(),
            "a/b\"\\\n小😀"
        );
        assert_eq!(text(r"\ud83dx").unwrap(), "\u{FFFD}x");
        assert_eq!(text(r"\ud83d\u0041").unwrap(), "\u{FFFD}A");
        for wrong in [r"\x", r"\u12", r"\u12g4", "\\"] {
            assert_eq!(text(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_controls_inside_strings_are_escaped() {
        let raw = "{\n\"a\\\"\tb\":\t\"\\\\\"}";
        let repaired = without_controls(raw);
        assert_eq!(repaired, "{\n\"a\\\"\\u0009b\":\t\"\\\\\"}");
        assert!(serde_json::from_str::<serde_json::Value>(&repaired).is_ok());
    }

    #[test]
    fn a_number_has_digits_on_both_sides_of_everything() {
        for number in ["0", "-1", "1.50", "1e3", "1E+3", "1.2e-3", "007"] {
            assert!(is_number(number), "{number}");
        }
        for other in [
            "", "-", "+1", "1.", ".5", "1e", "1e+", "--1", "1-2", "1.2.3", "1e3.0",
        ] {
            assert!(!is_number(other), "{other}");
        }
    }
}
