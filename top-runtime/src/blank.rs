//! What counts as not given (protocol §3.2).

/// Whether a text is empty or all white space, as the platform's own SDKs see it.
///
/// White space is what Java's `Character.isWhitespace` says: U+3000 is, the no-break spaces
/// U+00A0, U+2007 and U+202F are not.
///
/// ```
/// assert!(top_runtime::is_blank(" \t\u{3000}"));
/// assert!(!top_runtime::is_blank("\u{a0}"));
/// ```
pub fn is_blank(text: &str) -> bool {
    text.chars().all(is_white_space)
}

fn is_white_space(character: char) -> bool {
    matches!(
        character,
        '\t'..='\r'
            | '\u{1c}'..='\u{20}'
            | '\u{1680}'
            | '\u{2000}'..='\u{2006}'
            | '\u{2008}'..='\u{200a}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{205f}'
            | '\u{3000}'
    )
}

#[cfg(test)]
mod tests {
    use super::is_blank;

    #[test]
    fn white_space_is_java_s() {
        assert!(is_blank(""));
        for blank in [
            "\t\n\u{b}\u{c}\r",
            "\u{1c}\u{1d}\u{1e}\u{1f} ",
            "\u{1680}\u{2000}\u{2006}\u{2008}\u{200a}",
            "\u{2028}\u{2029}\u{205f}\u{3000}",
        ] {
            assert!(is_blank(blank), "{blank:?}");
        }
        for text in [
            "\u{a0}", "\u{2007}", "\u{202f}", "\u{85}", "\u{200b}", " a ",
        ] {
            assert!(!is_blank(text), "{text:?}");
        }
    }
}
