//! Lists in JSON, wrapped or not (protocol §5.1, the decoder's rule).

use super::error::DecodeErrorKind;
use super::json::{Mark, Reader, Step};
use super::value;
use crate::shape::Kind;
use crate::value::{List, Slot};

/// Fills a list from an array, from an object around one, or from one item alone.
///
/// Nothing, `null`, `""` and `{}` are an empty list.
pub(super) fn read(reader: &mut Reader<'_>, kind: Kind, list: &mut dyn List) -> Step<bool> {
    let Kind::List(item) = kind else {
        return reader.skip().map(|()| false);
    };
    list.clear();
    match reader.peek() {
        b'[' => items(reader, *item, list)?,
        b'{' => wrapped(reader, *item, list)?,
        b'n' => {
            reader.literal("null")?;
            return Ok(false);
        }
        b'"' => return blank(reader),
        _ => return Err(not_a_list(reader, "a number or a Boolean")),
    }
    Ok(true)
}

fn blank(reader: &mut Reader<'_>) -> Step<bool> {
    let start = reader.mark();
    if matches!(reader.string()?.trim(), "" | "null") {
        return Ok(false);
    }
    reader.back_to(start);
    Err(not_a_list(reader, "text"))
}

fn not_a_list(reader: &Reader<'_>, found: &'static str) -> super::DecodeError {
    let expected = "a list";
    reader.error(DecodeErrorKind::Mismatch { expected, found })
}

fn items(reader: &mut Reader<'_>, kind: Kind, list: &mut dyn List) -> Step<()> {
    let mut more = reader.open(b']')?;
    while more {
        item(reader, kind, list)?;
        more = reader.more(b']')?;
    }
    Ok(())
}

/// Appends one item. A null holds no place: an empty value in its stead would be made up.
fn item(reader: &mut Reader<'_>, kind: Kind, list: &mut dyn List) -> Step<()> {
    if reader.peek() == b'n' {
        return reader.literal("null");
    }
    let index = list.len();
    let slot = list.push();
    let may_be_empty = matches!(slot, Slot::Optional(_) | Slot::List(_));
    match value::read(reader, kind, slot) {
        Ok(given) if given || may_be_empty => Ok(()),
        Ok(_) => Err(reader.error(DecodeErrorKind::Missing).at_item(index)),
        Err(error) => Err(error.at_item(index)),
    }
}

/// What an object stands for where a list is wanted.
enum Around {
    /// It is the one item.
    Item,
    /// Its only member holds the items, or the one item.
    Items,
}

fn wrapped(reader: &mut Reader<'_>, kind: Kind, list: &mut dyn List) -> Step<()> {
    let start = reader.mark();
    if !reader.open(b'}')? {
        return Ok(());
    }
    let around = around(reader, kind)?;
    if matches!(around, Around::Items) {
        match reader.peek() {
            b'[' => items(reader, kind, list)?,
            _ => item(reader, kind, list)?,
        }
        if !reader.more(b'}')? {
            return Ok(());
        }
        list.clear();
    }
    alone(reader, kind, list, start)
}

/// Reads the object again, as the only item.
fn alone(reader: &mut Reader<'_>, kind: Kind, list: &mut dyn List, start: Mark) -> Step<()> {
    reader.back_to(start);
    if !matches!(kind, Kind::Object(_) | Kind::Raw) {
        return Err(not_a_list(reader, "an object with several members"));
    }
    item(reader, kind, list)
}

/// Tells an item from an object around items by the first member. The name of a wrapper may
/// happen to be that of a field, so what the member holds decides as well.
fn around(reader: &mut Reader<'_>, kind: Kind) -> Step<Around> {
    let key = reader.key()?;
    let Kind::Object(nested) = kind else {
        return Ok(Around::Items);
    };
    let fields = nested.shape().fields();
    let field = fields.iter().find(|field| key.is(field.name()));
    let items = match reader.peek() {
        b'[' => true,
        b'{' => !field.is_some_and(|field| matches!(field.kind(), Kind::Object(_) | Kind::Raw)),
        b'n' => field.is_none(),
        _ => false,
    };
    Ok(if items { Around::Items } else { Around::Item })
}
