//! One XML element into one slot. Everything is text here; the slot knows the type.

use std::borrow::Cow;

use super::super::error::{DecodeError, DecodeErrorKind};
use super::super::fields::Fields;
use super::super::fill::{self, Came};
use super::super::json::Step;
use super::super::raw::MISMATCH;
use super::{Cursor, Element, Token, list, tree};
use crate::shape::Kind;
use crate::value::{Object, Raw, Slot};

/// Fills a slot with the inside of the element just opened; `false` where that means "left out".
///
/// `again`: the same element came before, directly in the same parent.
pub(in super::super) fn read(
    cursor: &mut Cursor<'_>,
    element: &Element<'_>,
    kind: Kind,
    slot: Slot<'_>,
    again: bool,
) -> Step<bool> {
    match slot {
        Slot::Optional(optional) => {
            if again && let Slot::List(out) = optional.current() {
                return list::read(cursor, element, kind, out, true);
            }
            let given = read(cursor, element, kind, optional.fill(), false)?;
            if !given {
                optional.clear();
            }
            Ok(given)
        }
        Slot::Object(out) => object(cursor, out, None),
        Slot::List(out) => list::read(cursor, element, kind, out, again),
        Slot::Raw(out) => raw(cursor, element, out),
        Slot::Nothing => cursor.skip().map(|()| false),
        other => scalar(cursor, element, kind, other),
    }
}

/// Fills an object from the children of the element just opened, the first of which may have
/// been read already.
pub(super) fn object<'a>(
    cursor: &mut Cursor<'a>,
    object: &mut dyn Object,
    first: Option<Element<'a>>,
) -> Step<bool> {
    let mut fields = Fields::new(object);
    let (text, mut child) = match first {
        Some(first) => (Cow::Borrowed(""), Some(first)),
        None => cursor.text()?,
    };
    if !matches!(text.trim(), "" | "null") {
        return Err(unfit(cursor, "an object", "text"));
    }
    if child.is_none() {
        // Empty, so an object without members where that is one, or nothing at all.
        return Ok(fields.finish(0).is_ok());
    }
    while let Some(element) = child {
        member(cursor, &mut fields, &element)?;
        child = next_child(cursor)?;
    }
    fields.finish(cursor.offset())?;
    Ok(true)
}

fn member(cursor: &mut Cursor<'_>, fields: &mut Fields<'_>, element: &Element<'_>) -> Step<()> {
    match fields.find(|name| name == element.name()) {
        Some(index) => field(cursor, fields, index, element),
        None => cursor.skip(),
    }
}

pub(in super::super) fn field(
    cursor: &mut Cursor<'_>,
    fields: &mut Fields<'_>,
    index: usize,
    element: &Element<'_>,
) -> Step<()> {
    let again = fields.has(index);
    fields.fill(index, |kind, slot| read(cursor, element, kind, slot, again))
}

/// The next child of the element at hand; `None` at its end.
pub(super) fn next_child<'a>(cursor: &mut Cursor<'a>) -> Step<Option<Element<'a>>> {
    loop {
        match cursor.next()? {
            Token::Open(child) => return Ok(Some(child)),
            Token::Text(text) if text.trim().is_empty() => {}
            Token::Text(_) => return Err(unfit(cursor, "elements", "text between them")),
            Token::Close | Token::End => return Ok(None),
        }
    }
}

fn scalar(
    cursor: &mut Cursor<'_>,
    element: &Element<'_>,
    kind: Kind,
    slot: Slot<'_>,
) -> Step<bool> {
    let (text, child) = cursor.text()?;
    let filled = match child {
        None => fill::scalar(kind, slot, Came::Text(&text)),
        Some(child) if matches!(kind, Kind::Text | Kind::Json) => {
            let json = tree::json(cursor, element, child)?;
            fill::scalar(kind, slot, Came::Text(&json))
        }
        Some(_) => return Err(unfit(cursor, fill::wanted(kind), "elements")),
    };
    filled.map_err(|mismatch| cursor.error(mismatch.into()))
}

fn raw(cursor: &mut Cursor<'_>, element: &Element<'_>, out: &mut dyn Raw) -> Step<bool> {
    let (text, child) = cursor.text()?;
    if child.is_none() && matches!(text.trim(), "" | "null") {
        return Ok(false);
    }
    let read = match child {
        Some(child) => out.read(&tree::json(cursor, element, child)?).is_ok(),
        None => out.read(&tree::quoted(&text)).is_ok() || out.read(&text).is_ok(),
    };
    if read {
        return Ok(true);
    }
    Err(cursor.error(MISMATCH))
}

pub(super) fn unfit(
    cursor: &Cursor<'_>,
    expected: &'static str,
    found: &'static str,
) -> DecodeError {
    cursor.error(DecodeErrorKind::Mismatch { expected, found })
}
