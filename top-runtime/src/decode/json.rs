//! A pull reader of JSON, as forgiving as the platform needs (protocol §5.1).
//!
//! Strings may hold raw control characters, and are borrowed where nothing is escaped. Numbers
//! stay text, so that no digit is lost. Nothing here recurses.

use std::borrow::Cow;

use super::Limits;
use super::envelope::Expected;
use super::error::{DecodeError, DecodeErrorKind};
use super::escape;

mod skip;

/// What every step of reading may end in.
pub(super) type Step<T> = Result<T, DecodeError>;

/// Reads one JSON text from front to back.
pub(super) struct Reader<'a> {
    text: &'a [u8],
    /// The text again where all of it is UTF-8, as nearly always: one look at the whole is
    /// cheaper than one at each string. Otherwise only the strings that are needed must be.
    utf8: Option<&'a str>,
    at: usize,
    depth: usize,
    items: usize,
    limits: Limits,
}

/// The inside of a string, not unescaped yet.
#[derive(Clone, Copy)]
pub(super) struct Chars<'a> {
    raw: &'a [u8],
    escaped: bool,
}

/// A place to come back to.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    at: usize,
    depth: usize,
}

impl Chars<'_> {
    /// Whether it is this text; a key is, more often than not, one of few known names.
    pub(super) fn is(&self, text: &str) -> bool {
        if self.escaped {
            return escape::unescape(self.raw).is_some_and(|bytes| bytes == text.as_bytes());
        }
        self.raw == text.as_bytes()
    }

    /// Whether it is the root key of the method called, or of another one.
    pub(super) fn root_of(&self, expected: &Expected<'_>) -> Option<bool> {
        expected.is_root(self.raw)
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a [u8], limits: Limits) -> Self {
        Self {
            text,
            utf8: std::str::from_utf8(text).ok(),
            at: 0,
            depth: 0,
            items: 0,
            limits,
        }
    }

    /// The byte at hand; 0 at the end, which no JSON text has outside a string.
    #[inline]
    pub(super) fn peek(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(0)
    }

    /// Skips whitespace and returns the byte behind it.
    #[inline]
    pub(super) fn token(&mut self) -> u8 {
        loop {
            let byte = self.peek();
            if byte > b' ' || !matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
                return byte;
            }
            self.at += 1;
        }
    }

    pub(super) fn at_end(&mut self) -> bool {
        self.token();
        self.at >= self.text.len()
    }

    pub(super) fn offset(&self) -> usize {
        self.at.min(self.text.len())
    }

    pub(super) fn mark(&self) -> Mark {
        Mark {
            at: self.at,
            depth: self.depth,
        }
    }

    pub(super) fn back_to(&mut self, mark: Mark) {
        self.at = mark.at;
        self.depth = mark.depth;
    }

    #[cold]
    pub(super) fn error(&self, kind: DecodeErrorKind) -> DecodeError {
        DecodeError::new(kind, Some(self.offset()))
    }

    /// The error for something else than `expected` at hand.
    #[cold]
    pub(super) fn unexpected(&self, expected: &'static str) -> DecodeError {
        self.error(if self.at >= self.text.len() {
            DecodeErrorKind::Truncated
        } else {
            DecodeErrorKind::Syntax(expected)
        })
    }

    /// Enters the object or list whose bracket is at hand; whether it has a first member.
    #[inline]
    pub(super) fn open(&mut self, close: u8) -> Step<bool> {
        self.at += 1;
        self.depth += 1;
        let allowed = self.limits.allow_depth(self.depth);
        allowed.map_err(|kind| self.error(kind))?;
        Ok(!self.leave(close))
    }

    /// Counts an item that is about to be appended to a list.
    #[inline]
    pub(super) fn one_more_item(&mut self) -> Step<()> {
        self.items += 1;
        let allowed = self.limits.allow_items(self.items);
        allowed.map_err(|kind| self.error(kind))
    }

    /// Moves on behind a member; whether there is another one.
    #[inline]
    pub(super) fn more(&mut self, close: u8) -> Step<bool> {
        if self.leave(close) {
            return Ok(false);
        }
        if self.peek() != b',' {
            return Err(self.unexpected("a comma or a closing bracket"));
        }
        self.at += 1;
        self.token();
        Ok(true)
    }

    #[inline]
    fn leave(&mut self, close: u8) -> bool {
        let closes = self.token() == close;
        if closes {
            self.at += 1;
            self.depth -= 1;
        }
        closes
    }

    /// Steps over the key at hand and its colon if it is `name`: the cheap first guess.
    #[inline]
    pub(super) fn key_is(&mut self, name: &str) -> Step<bool> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let hit = rest
            .strip_prefix(b"\"")
            .and_then(|rest| rest.strip_prefix(name.as_bytes()))
            .is_some_and(|rest| rest.first() == Some(&b'"'));
        if hit {
            self.at += name.len() + 2;
            self.colon()?;
        }
        Ok(hit)
    }

    /// Reads the key at hand and its colon.
    #[inline]
    pub(super) fn key(&mut self) -> Step<Chars<'a>> {
        if self.peek() != b'"' {
            return Err(self.unexpected("a key in quotes"));
        }
        let key = self.chars()?;
        self.colon()?;
        Ok(key)
    }

    #[inline]
    fn colon(&mut self) -> Step<()> {
        if self.token() != b':' {
            return Err(self.unexpected("a colon"));
        }
        self.at += 1;
        self.token();
        Ok(())
    }

    /// Reads the string whose quote is at hand.
    #[inline]
    pub(super) fn chars(&mut self) -> Step<Chars<'a>> {
        let start = self.at + 1;
        let mut end = escape::stop(self.text, start);
        let escaped = self.text.get(end) == Some(&b'\\');
        while self.text.get(end) == Some(&b'\\') {
            end = escape::stop(self.text, end + 2);
        }
        match self.text.get(start..end) {
            Some(raw) if end < self.text.len() => {
                self.at = end + 1;
                Ok(Chars { raw, escaped })
            }
            _ => Err(self.cut()),
        }
    }

    #[cold]
    fn cut(&mut self) -> DecodeError {
        self.at = self.text.len();
        self.error(DecodeErrorKind::Truncated)
    }

    /// Reads the string whose quote is at hand as text.
    #[inline]
    pub(super) fn string(&mut self) -> Step<Cow<'a, str>> {
        if let Some(text) = self.plain_string() {
            return Ok(Cow::Borrowed(text));
        }
        let chars = self.chars()?;
        if chars.escaped {
            return self.unescaped(chars).map(Cow::Owned);
        }
        match std::str::from_utf8(chars.raw) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(_) => Err(self.error(DecodeErrorKind::NotUtf8)),
        }
    }

    /// Reads the string whose quote is at hand where nothing in it needs work; without it nothing
    /// is consumed.
    #[inline]
    pub(super) fn plain_string(&mut self) -> Option<&'a str> {
        let start = self.at + 1;
        let end = escape::stop(self.text, start);
        if self.text.get(end) != Some(&b'"') {
            return None;
        }
        let text = self.utf8?.get(start..end)?;
        self.at = end + 1;
        Some(text)
    }

    fn unescaped(&self, chars: Chars<'a>) -> Step<String> {
        let Some(bytes) = escape::unescape(chars.raw) else {
            return Err(self.error(DecodeErrorKind::Syntax("a known escape")));
        };
        String::from_utf8(bytes).map_err(|_| self.error(DecodeErrorKind::NotUtf8))
    }

    /// Reads a whole number of up to 18 digits; without it nothing is consumed.
    #[inline]
    pub(super) fn short_integer(&mut self) -> Option<i64> {
        let rest = self.text.get(self.at..)?;
        let (negative, digits) = match rest.strip_prefix(b"-") {
            Some(digits) => (true, digits),
            None => (false, rest),
        };
        let mut number: i64 = 0;
        let mut count = 0;
        for byte in digits {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            count += 1;
            if count > 18 {
                return None;
            }
            number = number * 10 + i64::from(digit);
        }
        let behind = digits.get(count).copied().unwrap_or(0);
        if count == 0 || matches!(behind, b'.' | b'e' | b'E' | b'+' | b'-') {
            return None;
        }
        self.at += count + usize::from(negative);
        Some(if negative { -number } else { number })
    }

    /// Reads the number at hand as it is written.
    pub(super) fn number(&mut self) -> Step<&'a str> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest
            .iter()
            .position(|byte| !matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'))
            .unwrap_or(rest.len());
        let number = rest
            .get(..length)
            .and_then(|raw| std::str::from_utf8(raw).ok())
            .filter(|number| escape::is_number(number));
        match number {
            // The text may have been cut in the middle of the number.
            _ if length == rest.len() => Err(self.cut()),
            Some(number) => {
                self.at += length;
                Ok(number)
            }
            None => Err(self.unexpected("a value")),
        }
    }

    /// Reads `true`, `false` or `null`.
    #[inline]
    pub(super) fn literal(&mut self, word: &str) -> Step<()> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        if rest.starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(());
        }
        if word.as_bytes().starts_with(rest) {
            return Err(self.cut());
        }
        Err(self.unexpected("a value"))
    }
}
