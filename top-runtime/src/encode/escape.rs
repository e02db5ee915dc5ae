//! JSON string literals: long runs are copied, eight bytes are looked at in one go.

/// Writes a text as a JSON string with its quotes.
pub(super) fn quoted(out: &mut String, text: &str) {
    out.push('"');
    escaped(out, text);
    out.push('"');
}

/// Writes a text as the inside of a JSON string.
pub(super) fn escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = first_special(rest.as_bytes()) {
        let (run, from) = rest.split_at(at);
        out.push_str(run);
        let mut characters = from.chars();
        if let Some(special) = characters.next() {
            escape(out, special);
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
}

fn escape(out: &mut String, special: char) {
    const HEX: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    match special {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        control => {
            out.push_str("\\u00");
            let code = u32::from(control);
            for digit in [code >> 4, code & 15] {
                out.extend(HEX.get(digit as usize));
            }
        }
    }
}

/// Where the first byte sits that a JSON string cannot hold as it is. It begins a character.
fn first_special(bytes: &[u8]) -> Option<usize> {
    let Some(last) = bytes.last_chunk::<8>() else {
        return bytes.iter().position(|byte| is_special(*byte));
    };
    let (chunks, _) = bytes.as_chunks::<8>();
    for (index, chunk) in chunks.iter().enumerate() {
        if let Some(at) = first_in(*chunk) {
            return Some(8 * index + at);
        }
    }
    // The last eight overlap the chunk before them, which holds nothing special.
    first_in(*last).map(|at| bytes.len() - 8 + at)
}

fn is_special(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

fn first_in(chunk: [u8; 8]) -> Option<usize> {
    match special_in(u64::from_le_bytes(chunk)) {
        0 => None,
        marks => Some(marks.trailing_zeros() as usize / 8),
    }
}

/// Marks the high bit of bytes below 0x20, quotes and backslashes.
///
/// The lowest mark is exact. Marks above it may be borrows, which do not matter here.
fn special_in(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    // Flipping bit 1 makes the quote 0x20 and keeps the bytes below 0x20 there: one comparison.
    let low = (word ^ (ONES * 0x02)).wrapping_sub(ONES * 0x21);
    let backslash = (word ^ (ONES * 0x5c)).wrapping_sub(ONES);
    (low | backslash) & !word & HIGHS
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::quoted;

    proptest! {
        #[test]
        fn serde_json_writes_the_same(text in any::<String>()) {
            let mut out = String::new();
            quoted(&mut out, &text);
            prop_assert_eq!(out, serde_json::to_string(&text).unwrap());
        }

        #[test]
        fn specials_are_found_anywhere(text in "[\u{0}-\u{22}\\\\a退\u{7f}-\u{81}]{0,40}") {
            let mut out = String::new();
            quoted(&mut out, &text);
            prop_assert_eq!(out, serde_json::to_string(&text).unwrap());
        }
    }
}
