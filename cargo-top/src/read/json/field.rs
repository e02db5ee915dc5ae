//! The parameters and members of a description.

use super::entry::Entry;
use crate::description::{Field, Limits};
use crate::finding::Finding;
use crate::read::bounds;
use crate::read::fault::Fault;
use crate::read::ordered::Ordered;
use crate::read::types;

/// Where fields stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// In a request, where a field that does not say whether it is required is optional.
    pub(super) asked: bool,
    /// How many fields they lie in.
    pub(super) depth: usize,
}

/// Reads a list of fields.
pub(super) fn fields(
    list: Vec<Ordered>,
    place: Place,
    findings: &mut Vec<Finding>,
) -> Result<Vec<Field>, Fault> {
    let mut fields = Vec::with_capacity(list.len());
    for item in list {
        fields.extend(field(item, place, findings)?);
    }
    Ok(fields)
}

fn field(item: Ordered, place: Place, findings: &mut Vec<Finding>) -> Result<Option<Field>, Fault> {
    let (line, kind) = (item.line, item.kind());
    let Some(mut entry) = Entry::new(item) else {
        findings.push(left_out(
            line,
            &format!("a field is an object, this is {kind}"),
        ));
        return Ok(None);
    };
    let line = entry.line();
    let name = entry.text("name");
    if place.depth >= bounds::DEPTH {
        return Err(Fault::deep(line, &name));
    }
    let inside = Place {
        depth: place.depth + 1,
        ..place
    };
    let members = fields(entry.list("subParams"), inside, &mut entry.findings)?;
    let field = filled(name, line, place.asked, members, &mut entry);
    findings.extend(entry.finish());
    if field.name.is_empty() {
        findings.push(left_out(line, "a field has no name"));
        return Ok(None);
    }
    Ok(Some(field))
}

fn filled(name: String, line: usize, asked: bool, members: Vec<Field>, entry: &mut Entry) -> Field {
    let written = types::written(&entry.text("type"));
    Field {
        name,
        type_name: written.name,
        lists: written.lists,
        required: entry.flag("required").or(asked.then_some(false)),
        text: entry.text("description"),
        example: Some(entry.text("example")).filter(|example| !example.is_empty()),
        limits: Limits {
            max_length: entry.number("maxLength"),
            max_items: entry.number("maxListSize"),
            min_value: entry.number("minValue"),
            max_value: entry.number("maxValue"),
        },
        members,
        line,
    }
}

fn left_out(line: usize, why: &str) -> Finding {
    Finding {
        line,
        what: format!("{why}; it is left out"),
    }
}
