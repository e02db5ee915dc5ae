//! Lists in XML: an element around items of any name, or the same element several times.

use super::super::error::DecodeErrorKind;
use super::super::fill::{self, Came};
use super::super::json::Step;
use super::value::{next_child, object, read as read_value, unfit};
use super::{Cursor, Element};
use crate::shape::{Kind, Shape};
use crate::value::{List, Slot};

/// Fills a list from the inside of the element just opened.
pub(super) fn read(
    cursor: &mut Cursor<'_>,
    element: &Element<'_>,
    kind: Kind,
    list: &mut dyn List,
    again: bool,
) -> Step<bool> {
    let Kind::List(item) = kind else {
        return cursor.skip().map(|()| false);
    };
    if !again {
        list.clear();
    }
    let (text, mut child) = cursor.text()?;
    let Some(first) = &child else {
        return alone(cursor, *item, list, &text);
    };
    if let Kind::Object(nested) = item
        && !element.is_list()
        && is_field(cursor, nested.shape(), first)?
    {
        cursor.one_more_item()?;
        let index = list.len();
        let filled = itself(cursor, list.push(), child);
        return filled.map_err(|error| error.at_item(index));
    }
    while let Some(element) = child {
        push(cursor, &element, *item, list)?;
        child = next_child(cursor)?;
    }
    Ok(true)
}

fn push(
    cursor: &mut Cursor<'_>,
    element: &Element<'_>,
    kind: Kind,
    list: &mut dyn List,
) -> Step<()> {
    cursor.one_more_item()?;
    let index = list.len();
    let slot = list.push();
    let may_be_empty = matches!(slot, Slot::Optional(_) | Slot::List(_));
    match read_value(cursor, element, kind, slot, false) {
        Ok(given) if given || may_be_empty => Ok(()),
        Ok(_) => Err(cursor.error(DecodeErrorKind::Missing).at_item(index)),
        Err(error) => Err(error.at_item(index)),
    }
}

/// An element with text only: one scalar of a list that has no element around it, or nothing.
fn alone(cursor: &mut Cursor<'_>, kind: Kind, list: &mut dyn List, text: &str) -> Step<bool> {
    if matches!(text.trim(), "" | "null") {
        return Ok(!list.is_empty());
    }
    cursor.one_more_item()?;
    let index = list.len();
    match fill::scalar(kind, list.push(), Came::Text(text)) {
        Ok(given) => Ok(given),
        Err(mismatch) => Err(cursor.error(mismatch.into()).at_item(index)),
    }
}

/// Whether a child is a field of the item, so that the element is the item itself. The name of
/// an item may happen to be that of a field, so what the child holds decides as well.
fn is_field(cursor: &Cursor<'_>, shape: &Shape, child: &Element<'_>) -> Step<bool> {
    let Some((_, field)) = shape.field(child.name()) else {
        return Ok(false);
    };
    Ok(match field.kind() {
        Kind::Object(_) | Kind::Raw => true,
        _ => !cursor.holds_elements()?,
    })
}

/// Fills one item from the element itself, whose first child has been opened.
fn itself<'a>(cursor: &mut Cursor<'a>, slot: Slot<'_>, first: Option<Element<'a>>) -> Step<bool> {
    match slot {
        Slot::Optional(optional) => itself(cursor, optional.fill(), first),
        Slot::Object(out) => object(cursor, out, first),
        _ => Err(unfit(cursor, "a list", "an object")),
    }
}
