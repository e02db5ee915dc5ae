//! Lists in JSON, wrapped or not (protocol §5.1, the decoder's rule).

use super::error::DecodeErrorKind;
use super::json::{Mark, Reader, Step};
use super::value;
use crate::shape::{Field, Kind, Shape};
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
        b'0'..=b'9' | b'-' | b't' | b'f' => {
            return Err(not_a_list(reader, "a number or a Boolean"));
        }
        _ => return Err(reader.unexpected("a value")),
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
    reader.one_more_item()?;
    let slot = list.push();
    let may_be_empty = matches!(slot, Slot::Optional(_) | Slot::List(_));
    let error = match value::read(reader, kind, slot) {
        Ok(given) if given || may_be_empty => return Ok(()),
        Ok(_) => reader.error(DecodeErrorKind::Missing),
        Err(error) => error,
    };
    Err(error.at_item(list.len() - 1))
}

/// What an object stands for where a list is wanted.
enum Around {
    /// It is empty.
    Nothing,
    /// It is the one item.
    Item,
    /// Its only member holds the items, or the one item.
    Items,
}

fn wrapped(reader: &mut Reader<'_>, kind: Kind, list: &mut dyn List) -> Step<()> {
    let start = reader.mark();
    match around(reader, kind)? {
        Around::Nothing => return Ok(()),
        Around::Item => return alone(reader, kind, list, start),
        Around::Items => {}
    }
    let filled = match reader.peek() {
        b'[' => items(reader, kind, list),
        _ => item(reader, kind, list),
    };
    match filled {
        Ok(()) if !reader.more(b'}')? => return Ok(()),
        Err(error) if !has_several(reader, start) => return Err(error),
        _ => list.clear(),
    }
    alone(reader, kind, list, start)
}

/// Whether the object at this place has several members, so that it cannot be a wrapper.
fn has_several(reader: &mut Reader<'_>, start: Mark) -> bool {
    reader.back_to(start);
    let first = reader.open(b'}').and_then(|_| reader.key());
    let first = first.and_then(|_| reader.skip());
    first.and_then(|()| reader.more(b'}')).unwrap_or(false)
}

/// Reads the object again, as the only item. It must look like one: an object around items and
/// something else would otherwise turn into one empty item.
fn alone(reader: &mut Reader<'_>, kind: Kind, list: &mut dyn List, start: Mark) -> Step<()> {
    reader.back_to(start);
    let known = match kind {
        Kind::Object(nested) => has_field(reader, nested.shape())?,
        kind => matches!(kind, Kind::Raw),
    };
    reader.back_to(start);
    if !known {
        return Err(not_a_list(reader, "an object with several members"));
    }
    item(reader, kind, list)
}

fn has_field(reader: &mut Reader<'_>, shape: &Shape) -> Step<bool> {
    let mut more = reader.open(b'}')?;
    while more {
        let key = reader.key()?;
        if shape.fields().iter().any(|field| key.is(field.name())) {
            return Ok(true);
        }
        reader.skip()?;
        more = reader.more(b'}')?;
    }
    Ok(false)
}

/// Tells an item from an object around items by the first member.
///
/// The name of a wrapper may happen to be that of a field, so what the member holds decides as
/// well. Only then the whole object is looked at: trying both ways to read it would double the
/// work on each level.
fn around(reader: &mut Reader<'_>, kind: Kind) -> Step<Around> {
    let start = reader.mark();
    let more = reader.open(b'}')?;
    if !more {
        return Ok(Around::Nothing);
    }
    let key = reader.key()?;
    let Kind::Object(nested) = kind else {
        return Ok(Around::Items);
    };
    let fields = nested.shape().fields();
    let field = fields.iter().find(|field| key.is(field.name()));
    let value = reader.mark();
    let items = match (reader.peek(), field.map(Field::kind)) {
        (b'[' | b'{' | b'n', None) => true,
        (b'{', Some(Kind::Object(_) | Kind::Raw)) => false,
        (b'[' | b'{', Some(_)) => !has_several(reader, start),
        _ => false,
    };
    reader.back_to(value);
    Ok(if items { Around::Items } else { Around::Item })
}
