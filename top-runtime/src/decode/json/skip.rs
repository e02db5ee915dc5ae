//! Values that nobody wants, or only as the text they are.

use super::{Reader, Step};
use crate::decode::error::DecodeErrorKind;

impl<'a> Reader<'a> {
    /// Steps over the value at hand, whatever it is, without recursion.
    pub(in crate::decode) fn skip(&mut self) -> Step<()> {
        // The closing brackets still to come; without any, nothing is allocated.
        let mut open = Vec::new();
        loop {
            match self.token() {
                b'{' if self.open(b'}')? => {
                    open.push(b'}');
                    self.key()?;
                    continue;
                }
                b'[' if self.open(b']')? => {
                    open.push(b']');
                    continue;
                }
                // Empty, and closed already.
                b'{' | b'[' => {}
                _ => self.skip_scalar()?,
            }
            loop {
                let Some(close) = open.last() else {
                    return Ok(());
                };
                if self.more(*close)? {
                    break;
                }
                open.pop();
            }
            if open.last() == Some(&b'}') {
                self.key()?;
            }
        }
    }

    fn skip_scalar(&mut self) -> Step<()> {
        match self.peek() {
            b'"' => self.chars().map(|_| ()),
            b't' => self.literal("true"),
            b'f' => self.literal("false"),
            b'n' => self.literal("null"),
            _ => self.number().map(|_| ()),
        }
    }

    /// Steps over the value at hand and returns its JSON text.
    pub(in crate::decode) fn raw(&mut self) -> Step<&'a str> {
        let start = self.at;
        self.skip()?;
        let raw = self.text.get(start..self.at).unwrap_or_default();
        std::str::from_utf8(raw).map_err(|_| self.error(DecodeErrorKind::NotUtf8))
    }
}
