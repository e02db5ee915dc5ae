//! A reply in XML (protocol §5.3, §5.4).

use std::borrow::Cow;

use super::super::Limits;
use super::super::envelope::{Decoded, Expected, Opening, Place, REFUSED, REQUEST_ID, Root};
use super::super::error::DecodeErrorKind;
use super::super::json::Step;
use super::super::refusal::Refusal;
use super::value::{self, next_child};
use super::{Cursor, Element, Token};
use crate::shape::Kind;
use crate::value::{Object, Slot, Value};

/// Reads a whole reply.
pub(in super::super) fn read<'s>(
    text: &[u8],
    expected: Expected<'s>,
    slot: Slot<'s>,
    limits: Limits,
) -> Step<Decoded> {
    // A broken character in a field that nobody reads fails nothing.
    let text = String::from_utf8_lossy(text);
    let broken = matches!(text, Cow::Owned(_));
    let mut cursor = Cursor::new(&text, broken, limits);
    let root = root(&mut cursor)?;
    if root.name() == REFUSED {
        let refusal = refusal(&mut cursor).map_err(|error| error.under(REFUSED))?;
        return Ok(Decoded::Refused(refusal.into()));
    }
    let mut opening = Opening::new(expected, slot);
    opening.root = match expected.is_root(root.name().as_bytes()) {
        Some(true) => Root::Ours,
        Some(false) => return Err(cursor.error(DecodeErrorKind::WrongRoot)),
        None if root.name().eq_ignore_ascii_case("html") => {
            return Err(cursor.error(DecodeErrorKind::Html));
        }
        None => Root::Foreign,
    };
    match opening.xml(&mut cursor).and_then(|()| tail(&mut cursor)) {
        Ok(()) => opening.finish(cursor.offset()),
        Err(error) => Err(opening.judge(error)),
    }
}

/// Reads a document whose root, whatever it is called, is the object itself.
pub(in super::super) fn bare(text: &[u8], object: &mut dyn Object, limits: Limits) -> Step<()> {
    let text = String::from_utf8_lossy(text);
    let broken = matches!(text, Cow::Owned(_));
    let mut cursor = Cursor::new(&text, broken, limits);
    root(&mut cursor)?;
    if !value::object(&mut cursor, object, None)? {
        return Err(cursor.error(DecodeErrorKind::Empty));
    }
    tail(&mut cursor)
}

/// Opens the root.
fn root<'a>(cursor: &mut Cursor<'a>) -> Step<Element<'a>> {
    loop {
        match cursor.next()? {
            Token::Open(root) => return Ok(root),
            Token::Text(text) if text.trim().is_empty() => {}
            Token::End => return Err(cursor.error(DecodeErrorKind::Truncated)),
            Token::Text(_) | Token::Close => {
                return Err(cursor.error(DecodeErrorKind::NotAReply));
            }
        }
    }
}

/// Behind the root there may be a comment that names the host, and nothing else.
fn tail(cursor: &mut Cursor<'_>) -> Step<()> {
    loop {
        match cursor.next()? {
            Token::End => return Ok(()),
            Token::Text(text) if text.trim().is_empty() => {}
            Token::Open(_) => return Err(cursor.error(DecodeErrorKind::TwoRoots)),
            Token::Text(_) | Token::Close => {
                let expected = "nothing behind the reply";
                return Err(cursor.error(DecodeErrorKind::Syntax(expected)));
            }
        }
    }
}

fn refusal(cursor: &mut Cursor<'_>) -> Step<Refusal> {
    let mut refusal = Refusal::default();
    if value::object(cursor, &mut refusal, None)? {
        return Ok(refusal);
    }
    Err(cursor.error(DecodeErrorKind::Missing).under("code"))
}

impl Opening<'_> {
    /// Reads the inside of the root.
    fn xml(&mut self, cursor: &mut Cursor<'_>) -> Step<()> {
        while let Some(element) = next_child(cursor)? {
            self.element(cursor, &element)?;
        }
        Ok(())
    }

    fn element(&mut self, cursor: &mut Cursor<'_>, element: &Element<'_>) -> Step<()> {
        let kind = self.expected.kind;
        let again = self.envelope.member_found;
        if element.name() == REQUEST_ID {
            let id = self.envelope.request_id.slot();
            value::read(cursor, element, Kind::Text, id, false)?;
            return self.note_request_id(cursor.offset());
        }
        match self.target.place(again, |name| name == element.name()) {
            Place::Payload(name, slot) => {
                let read = value::read(cursor, element, kind, slot, again);
                self.envelope.member_found |= read.map_err(|error| error.under(name))?;
                Ok(())
            }
            Place::Field(fields, index) => value::field(cursor, fields, index, element),
            Place::Nothing => cursor.skip(),
        }
    }
}
