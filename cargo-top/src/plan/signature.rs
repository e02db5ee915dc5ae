//! What two objects must share to be one type: everything but their texts and examples.

use std::fmt::Write as _;

use crate::description::Field;
use crate::rules::Proposal;

/// The members of an object as text, with what the prose asks of them.
pub(super) fn signature(members: &[Field], at: &[String], proposals: &[&Proposal]) -> String {
    let mut out = String::new();
    describe(members, &mut out);
    for proposal in proposals {
        if let Some(below) = proposal.at.strip_prefix(at) {
            // The words may differ from place to place, what they ask for may not.
            let _ = write!(out, "{below:?}{:?}{}", proposal.says, proposal.certain);
        }
    }
    out
}

fn describe(members: &[Field], out: &mut String) {
    for field in members {
        let _ = write!(
            out,
            "{:?}:{:?}{}{:?}{:?}{{",
            field.name, field.type_name, field.lists, field.required, field.limits
        );
        describe(&field.members, out);
        out.push('}');
    }
}
