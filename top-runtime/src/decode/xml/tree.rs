//! XML as JSON text, for fields that hold text or a foreign type where the reply has elements.

use std::collections::HashMap;

use super::value::next_child;
use super::{Cursor, Element};
use crate::decode::json::Step;

/// The inside of an element as JSON, its first child being open already.
///
/// Scalars become texts: only a declaration knows better. Elements of one name become a list.
pub(super) fn json<'a>(
    cursor: &mut Cursor<'a>,
    element: &Element<'_>,
    first: Element<'a>,
) -> Step<String> {
    let mut members: Vec<(String, Vec<String>)> = Vec::new();
    // A walk over the names seen so far would take the square of a long reply.
    let mut places = HashMap::new();
    let mut child = Some(first);
    while let Some(element) = child {
        // Here it is the elements that fill the memory.
        cursor.one_more_item()?;
        let value = inside(cursor, &element)?;
        let place = *places
            .entry(element.name().to_owned())
            .or_insert(members.len());
        match members.get_mut(place) {
            Some((_, values)) => values.push(value),
            None => members.push((element.name().to_owned(), vec![value])),
        }
        child = next_child(cursor)?;
    }
    Ok(if element.is_list() {
        let items: Vec<_> = members.into_iter().flat_map(|(_, values)| values).collect();
        format!("[{}]", items.join(","))
    } else {
        let members: Vec<_> = members.iter().map(member).collect();
        format!("{{{}}}", members.join(","))
    })
}

fn inside<'a>(cursor: &mut Cursor<'a>, element: &Element<'a>) -> Step<String> {
    match cursor.text()? {
        (_, Some(child)) => json(cursor, element, child),
        (text, None) => Ok(quoted(&text)),
    }
}

fn member((name, values): &(String, Vec<String>)) -> String {
    match values.as_slice() {
        [value] => format!("{}:{value}", quoted(name)),
        values => format!("{}:[{}]", quoted(name), values.join(",")),
    }
}

/// A text as a JSON string.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
