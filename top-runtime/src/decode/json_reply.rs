//! A reply in JSON, classic or simplified (protocol §5.1, §5.2, §5.4).

use super::Limits;
use super::envelope::{Decoded, Expected, Opening, Place, REFUSED, REQUEST_ID, Root};
use super::error::DecodeErrorKind;
use super::json::{Chars, Reader, Step};
use super::refusal::Refusal;
use super::value;
use crate::format::Format;
use crate::shape::Kind;
use crate::value::{Slot, Value};

/// Reads a whole reply.
pub(super) fn read<'s>(
    text: &[u8],
    expected: Expected<'s>,
    slot: Slot<'s>,
    limits: Limits,
) -> Step<Decoded> {
    let mut reader = Reader::new(text, limits);
    let mut opening = Opening::new(expected, slot);
    let error = match opening.json(&mut reader) {
        Ok(Some(refusal)) => return Ok(Decoded::Refused(refusal.into())),
        Ok(None) => return opening.finish(reader.offset()),
        Err(error) => opening.judge(error),
    };
    // The platform's error comes first, even behind a payload that cannot be read.
    match look_for_refusal(Reader::new(text, limits)) {
        Ok(Some(refusal)) => Ok(Decoded::Refused(refusal.into())),
        _ => Err(error),
    }
}

fn look_for_refusal(mut reader: Reader<'_>) -> Step<Option<Refusal>> {
    reader.token();
    let mut more = reader.open(b'}')?;
    while more {
        let key = reader.key()?;
        if reader.peek() == b'{' && key.is(REFUSED) {
            return refusal(&mut reader).map(Some);
        }
        reader.skip()?;
        more = reader.more(b'}')?;
    }
    Ok(None)
}

fn refusal(reader: &mut Reader<'_>) -> Step<Refusal> {
    let mut refusal = Refusal::default();
    let error = match value::read(reader, Refusal::KIND, Slot::Object(&mut refusal)) {
        Ok(true) => return Ok(refusal),
        Ok(false) => reader.error(DecodeErrorKind::Mismatch {
            expected: "an object",
            found: "nothing",
        }),
        Err(error) => error,
    };
    Err(error.under(REFUSED))
}

impl Opening<'_> {
    /// Reads the root object; the platform's error, if that is what it is.
    fn json(&mut self, reader: &mut Reader<'_>) -> Step<Option<Refusal>> {
        reader.token();
        let mut more = reader.open(b'}')?;
        while more {
            let key = reader.key()?;
            // Whatever it holds: a text in its place is no success either.
            if key.is(REFUSED) {
                return refusal(reader).map(Some);
            }
            if reader.peek() == b'{' {
                self.object(reader, key)?;
            } else if self.root != Root::Unseen || !self.member(reader, key)? {
                reader.skip()?;
            }
            more = reader.more(b'}')?;
        }
        if reader.at_end() {
            return Ok(None);
        }
        Err(match reader.peek() {
            b'{' => reader.error(DecodeErrorKind::TwoRoots),
            _ => reader.unexpected("nothing behind the reply"),
        })
    }

    /// Reads an object directly inside the root object: the root of a reply, or a member of it.
    fn object(&mut self, reader: &mut Reader<'_>, key: Chars<'_>) -> Step<()> {
        let ours = key.root_of(&self.expected);
        if self.root != Root::Unseen {
            return match ours {
                Some(_) => Err(reader.error(DecodeErrorKind::TwoRoots)),
                None => reader.skip(),
            };
        }
        if ours == Some(true) {
            self.root = Root::Ours;
            return self.members(reader);
        }
        if self.member(reader, key)? {
            return Ok(());
        }
        match ours {
            Some(_) => Err(reader.error(DecodeErrorKind::WrongRoot)),
            None if self.expected.format == Format::Classic => {
                // A tolerant client takes the first object for the root (protocol §5.1).
                self.root = Root::Foreign;
                self.members(reader)
            }
            None => reader.skip(),
        }
    }

    /// Reads the inside of the root.
    fn members(&mut self, reader: &mut Reader<'_>) -> Step<()> {
        let mut more = reader.open(b'}')?;
        while more {
            let key = reader.key()?;
            if !self.member(reader, key)? {
                reader.skip()?;
            }
            more = reader.more(b'}')?;
        }
        Ok(())
    }

    /// Reads the value of a member that has a place; `false` where it has none.
    fn member(&mut self, reader: &mut Reader<'_>, key: Chars<'_>) -> Step<bool> {
        if key.is(REQUEST_ID) {
            value::read(reader, Kind::Text, self.envelope.request_id.slot())?;
            return self.note_request_id(reader.offset()).map(|()| true);
        }
        let kind = self.expected.kind;
        let again = self.envelope.member_found;
        match self.target.place(again, |name| key.is(name)) {
            Place::Payload(name, slot) => {
                self.reached |= self.expected.member.is_some();
                let read = value::read(reader, kind, slot);
                self.envelope.member_found = read.map_err(|error| error.under(name))?;
            }
            Place::Field(fields, index) => {
                self.reached = true;
                value::field(reader, fields, index)?;
            }
            Place::Nothing => return Ok(false),
        }
        Ok(true)
    }
}
