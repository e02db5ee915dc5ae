//! JSON: one description, an array of them, or one behind the other as in JSONL.

mod entry;
mod field;

use super::Read;
use super::fault::Fault;
use super::ordered::{self, Ordered, Value};
use crate::description::{Description, Field, is_method_name};
use entry::Entry;
use field::Place;

const HELP: &str = "A description is an object with `name`, the method, and `requestParams` and \
    `responseParams`, lists of objects with `name`, `type`, `description`, `required` and `subParams`.";

/// Reads the descriptions of a text.
pub(super) fn read(text: &str) -> Result<Vec<Read>, Fault> {
    let mut reads = Vec::new();
    for value in ordered::values(text)? {
        match value.value {
            Value::List(items) => {
                for item in items {
                    reads.push(method(item)?);
                }
            }
            _ => reads.push(method(value)?),
        }
    }
    if reads.is_empty() {
        return Err(Fault::new(1, "no method is described here", HELP));
    }
    Ok(reads)
}

fn method(value: Ordered) -> Result<Read, Fault> {
    let line = value.line;
    let Some(mut entry) = Entry::new(value) else {
        return Err(Fault::new(
            line,
            "a method's description is an object",
            HELP,
        ));
    };
    let description = Description {
        method: entry.text("name").trim().to_owned(),
        title: entry.text("apiChineseName"),
        text: entry.text("description"),
        group: Some(entry.text("group")).filter(|group| !group.is_empty()),
        id: entry.number("id"),
        session: entry.flag("session"),
        request: fields(&mut entry, "requestParams", true)?,
        reply: fields(&mut entry, "responseParams", false)?,
    };
    named(&description.method, line)?;
    Ok(Read {
        description,
        findings: entry.finish(),
    })
}

fn named(method: &str, line: usize) -> Result<(), Fault> {
    let what = match method {
        "" => "this description has no `name`".to_owned(),
        _ if is_method_name(method) => return Ok(()),
        _ => format!("`{}` is no method's name", method.escape_debug()),
    };
    Err(Fault::new(line, what, HELP))
}

fn fields(entry: &mut Entry, key: &str, asked: bool) -> Result<Vec<Field>, Fault> {
    let place = Place { asked, depth: 0 };
    field::fields(entry.list(key), place, &mut entry.findings)
}

#[cfg(test)]
mod tests;
