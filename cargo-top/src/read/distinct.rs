//! Names given twice in one object: one field of each is kept, and nothing that only the other has is lost.

use std::collections::HashMap;

use crate::description::{Field, Limits};
use crate::finding::Finding;

/// Makes names distinct, here and in all members.
pub(super) fn names(fields: Vec<Field>, findings: &mut Vec<Finding>) -> Vec<Field> {
    let mut kept: Vec<Field> = Vec::with_capacity(fields.len());
    let mut places = HashMap::new();
    for field in fields {
        let place = *places.entry(field.name.clone()).or_insert(kept.len());
        match kept.get_mut(place) {
            Some(known) => again(known, field, findings),
            None => kept.push(field),
        }
    }
    for field in &mut kept {
        field.members = names(std::mem::take(&mut field.members), findings);
    }
    kept
}

/// The first of two counts, and gets what only the second has.
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
    known.example = known.example.take().or(field.example.take());
    if known.text.is_empty() {
        known.text = std::mem::take(&mut field.text);
    }
    known.members.append(&mut field.members);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, text: &str, members: Vec<Field>) -> Field {
        Field {
            name: name.to_owned(),
            text: text.to_owned(),
            members,
            ..Field::default()
        }
    }

    #[test]
    fn what_only_the_second_has_is_not_lost() {
        let first = field("a", "", vec![field("b", "one", Vec::new())]);
        let second = field(
            "a",
            "text",
            vec![field("b", "two", Vec::new()), field("c", "", Vec::new())],
        );
        let mut findings = Vec::new();
        let kept = names(
            vec![first, field("d", "", Vec::new()), second],
            &mut findings,
        );
        let members = vec![field("b", "one", Vec::new()), field("c", "", Vec::new())];
        assert_eq!(
            kept,
            [field("a", "text", members), field("d", "", Vec::new())]
        );
        assert_eq!(findings.len(), 2);
    }
}
