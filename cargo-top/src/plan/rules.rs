//! What the prose asks of the fields of one struct.

use super::{Asked, Field, Struct};
use crate::rules::{Proposal, Says};

/// Why this is declared.
pub(super) fn asked(proposal: &Proposal) -> Asked {
    Asked {
        certain: proposal.certain,
        reason: proposal.reason.clone(),
    }
}

/// Adds the rules between fields. What a declaration cannot hold is told instead.
pub(super) fn add(declared: &mut Struct, proposals: &[&Proposal]) {
    for proposal in proposals {
        match &proposal.says {
            Says::OneOf(wires) => one_of(declared, wires, proposal),
            Says::RequiredIf { field, other } => required_if(declared, field, other, proposal),
            Says::Check(wire) => check(declared, wire, proposal.reason.clone()),
            _ => {}
        }
    }
}

fn one_of(declared: &mut Struct, wires: &[String], proposal: &Proposal) {
    let mut group: Vec<_> = wires
        .iter()
        .filter_map(|wire| position(declared, wire))
        .collect();
    group.sort_unstable();
    group.dedup();
    let required = group.iter().filter_map(|at| declared.fields.get(*at));
    let required = required
        .filter(|field| field.required)
        .map(|field| field.wire.clone())
        .next();
    if let Some(wire) = required {
        let told = format!(
            "`{wire}` is required anyway; the page says: {}",
            proposal.reason
        );
        check(declared, &wire, told);
    } else if group.len() < 2 || wires.iter().any(|wire| position(declared, wire).is_none()) {
        declared
            .checks
            .push(format!("one of {}: {}", wires.join(", "), proposal.reason));
    } else if !declared.one_of.iter().any(|(known, _)| *known == group) {
        declared.one_of.push((group, asked(proposal)));
    }
}

fn required_if(declared: &mut Struct, wire: &str, other: &str, proposal: &Proposal) {
    let (at, of) = (position(declared, wire), position(declared, other));
    let field = at.and_then(|at| declared.fields.get_mut(at));
    let (Some(field), Some(of)) = (field, of) else {
        let told = format!("`{wire}` with `{other}`: {}", proposal.reason);
        return declared.checks.push(told);
    };
    let is_known = field.required_if.iter().any(|(known, _)| *known == of);
    if !field.required && at != Some(of) && !is_known {
        field.required_if.push((of, asked(proposal)));
    }
}

fn check(declared: &mut Struct, wire: &str, told: String) {
    let at = position(declared, wire);
    let field = at.and_then(|at| declared.fields.get_mut(at));
    let checks = field.map_or(&mut declared.checks, |field| &mut field.checks);
    if !checks.contains(&told) {
        checks.push(told);
    }
}

/// The position of the field that travels by this name.
pub(super) fn position(declared: &Struct, wire: &str) -> Option<usize> {
    let wire = wire.trim();
    declared
        .fields
        .iter()
        .position(|field: &Field| field.wire == wire)
}
