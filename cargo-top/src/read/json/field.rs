//! The parameters and members of a description.

use std::collections::HashMap;

use super::entry::Entry;
use crate::description::{Field, Limits};
use crate::finding::Finding;
use crate::read::ordered::Ordered;
use crate::read::types;

/// Reads a list of fields. In a request a field that does not say whether it is required is optional.
pub(super) fn fields(list: Vec<Ordered>, asked: bool, findings: &mut Vec<Finding>) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::with_capacity(list.len());
    let mut places = HashMap::new();
    for item in list {
        let Some(field) = field(item, asked, findings) else {
            continue;
        };
        let place = *places.entry(field.name.clone()).or_insert(fields.len());
        match fields.get_mut(place) {
            Some(known) => again(known, field, findings),
            None => fields.push(field),
        }
    }
    fields
}

fn field(item: Ordered, asked: bool, findings: &mut Vec<Finding>) -> Option<Field> {
    let (line, kind) = (item.line, item.kind());
    let Some(mut entry) = Entry::new(item) else {
        findings.push(left_out(
            line,
            &format!("a field is an object, this is {kind}"),
        ));
        return None;
    };
    let line = entry.line();
    let written = types::written(&entry.text("type"));
    let field = Field {
        name: entry.text("name"),
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
        members: fields(entry.list("subParams"), asked, &mut entry.findings),
        line,
    };
    findings.extend(entry.finish());
    if field.name.is_empty() {
        findings.push(left_out(line, "a field has no name"));
        return None;
    }
    Some(field)
}

fn left_out(line: usize, why: &str) -> Finding {
    Finding {
        line,
        what: format!("{why}; it is left out"),
    }
}

/// A name given twice is one field: the first counts, and gets what only the second has.
fn again(known: &mut Field, mut field: Field, findings: &mut Vec<Finding>) {
    let alike = known.type_name == field.type_name && known.lists == field.lists;
    findings.push(Finding {
        line: field.line,
        what: format!(
            "`{}` is given twice{}; the first counts",
            known.name,
            if alike { "" } else { ", with another type" }
        ),
    });
    known.limits = Limits {
        max_length: known.limits.max_length.or(field.limits.max_length),
        max_items: known.limits.max_items.or(field.limits.max_items),
        min_value: known.limits.min_value.or(field.limits.min_value),
        max_value: known.limits.max_value.or(field.limits.max_value),
    };
    if known.text.is_empty() {
        known.text = std::mem::take(&mut field.text);
    }
    for member in field.members {
        if !known.members.iter().any(|has| has.name == member.name) {
            known.members.push(member);
        }
    }
}
