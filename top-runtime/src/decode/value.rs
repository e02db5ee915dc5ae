//! One JSON value into one slot.

use super::error::DecodeErrorKind;
use super::fields::Fields;
use super::fill::{self, Came};
use super::json::{Reader, Step};
use super::list;
use super::raw;
use crate::shape::Kind;
use crate::value::{Object, Optional, Slot};

/// Fills a slot with the value at hand; `false` where that means "left out".
///
/// What most values are is compiled into the loop over the fields of an object.
#[inline]
pub(super) fn read(reader: &mut Reader<'_>, kind: Kind, slot: Slot<'_>) -> Step<bool> {
    match slot {
        Slot::Optional(optional) if reader.peek() != b'n' => {
            let given = present(reader, kind, optional.fill());
            // After an error it stays: what was read so far may tell whether the call succeeded.
            if matches!(given, Ok(false)) {
                optional.clear();
            }
            given
        }
        slot => present(reader, kind, slot),
    }
}

#[inline]
fn present(reader: &mut Reader<'_>, kind: Kind, mut slot: Slot<'_>) -> Step<bool> {
    match &mut slot {
        Slot::Text(out) if reader.peek() == b'"' => {
            if let Some(text) = reader.plain_string() {
                **out = String::from(text);
                return Ok(true);
            }
        }
        Slot::Integer(out) => {
            if let Some(number) = reader.short_integer() {
                **out = number;
                return Ok(true);
            }
        }
        _ => {}
    }
    any(reader, kind, slot)
}

/// [`read`] of whatever is not as short as that.
#[inline(never)]
fn any(reader: &mut Reader<'_>, kind: Kind, slot: Slot<'_>) -> Step<bool> {
    match slot {
        Slot::Optional(optional) => optionally(reader, kind, optional),
        Slot::Text(out) if reader.peek() == b'"' => {
            *out = reader.string()?.into_owned();
            Ok(true)
        }
        Slot::Object(out) if reader.peek() == b'{' => object(reader, out),
        Slot::List(out) => list::read(reader, kind, out),
        Slot::Raw(out) => raw::read(reader, out),
        Slot::Nothing => reader.skip().map(|()| false),
        other => scalar(reader, kind, other),
    }
}

fn optionally(reader: &mut Reader<'_>, kind: Kind, optional: &mut dyn Optional) -> Step<bool> {
    let given = if reader.peek() == b'n' {
        reader.literal("null")?;
        false
    } else {
        any(reader, kind, optional.fill())?
    };
    if !given {
        optional.clear();
    }
    Ok(given)
}

/// Fills an object from the one at hand.
pub(super) fn object(reader: &mut Reader<'_>, object: &mut dyn Object) -> Step<bool> {
    let mut fields = Fields::new(object);
    let mut more = reader.open(b'}')?;
    while more {
        match name(reader, &mut fields)? {
            Some(index) => field(reader, &mut fields, index)?,
            None => reader.skip()?,
        }
        more = reader.more(b'}')?;
    }
    fields.finish(reader.offset())?;
    Ok(true)
}

/// Steps over the key at hand; the position of its field, if it is one.
#[inline]
fn name(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Step<Option<usize>> {
    if let Some(guess) = fields.guess()
        && reader.key_is(guess)?
    {
        return Ok(Some(fields.guessed()));
    }
    let key = reader.key()?;
    Ok(fields.find(|name| key.is(name)))
}

#[inline]
pub(super) fn field(reader: &mut Reader<'_>, fields: &mut Fields<'_>, index: usize) -> Step<()> {
    fields.fill(index, |kind, slot| read(reader, kind, slot))
}

/// Fills a slot of a scalar type, or says what came instead.
fn scalar(reader: &mut Reader<'_>, kind: Kind, slot: Slot<'_>) -> Step<bool> {
    let start = reader.mark();
    let filled = match reader.peek() {
        b'{' | b'[' if matches!(kind, Kind::Text | Kind::Json) => {
            fill::scalar(kind, slot, Came::Text(reader.raw()?))
        }
        bracket @ (b'{' | b'[') => {
            let found = if bracket == b'{' {
                "an object"
            } else {
                "a list"
            };
            let expected = fill::wanted(kind);
            return Err(reader.error(DecodeErrorKind::Mismatch { expected, found }));
        }
        b'"' => fill::scalar(kind, slot, Came::Text(&reader.string()?)),
        _ => fill::scalar(kind, slot, plain(reader)?),
    };
    filled.map_err(|mismatch| {
        reader.back_to(start);
        reader.error(mismatch.into())
    })
}

/// Reads a number or a literal.
fn plain<'a>(reader: &mut Reader<'a>) -> Step<Came<'a>> {
    let (word, came) = match reader.peek() {
        b't' => ("true", Came::Bool(true)),
        b'f' => ("false", Came::Bool(false)),
        b'n' => ("null", Came::Null),
        _ => return reader.number().map(Came::Number),
    };
    reader.literal(word)?;
    Ok(came)
}
