//! Which rows of a table become fields.

use super::kinds::Place;
use crate::description::Field;

/// The parameters that every call has (protocol §2): the client sends them itself.
const PUBLIC: &[&str] = &[
    "method",
    "app_key",
    "timestamp",
    "v",
    "sign",
    "sign_method",
    "session",
    "format",
    "simplify",
    "partner_id",
    "target_app_key",
];

/// The rows that can be declared, each with its wire name, and what is to be said of the others.
pub(super) fn kept(rows: &[Field], place: Place) -> (Vec<(&str, &Field)>, Vec<String>) {
    let mut kept: Vec<(&str, &Field)> = Vec::new();
    let mut checks = Vec::new();
    for row in rows {
        let wire = row.name.trim();
        let is_known = kept.iter().any(|(known, _)| *known == wire);
        if !is_wire_name(wire) {
            checks.push(format!("left out `{wire}`: no name that can travel"));
        } else if is_known {
            checks.push(format!(
                "the page lists `{wire}` twice: the first one counts"
            ));
        } else if place == Place::Parameter && is_public(wire) {
            checks.push(format!(
                "left out `{wire}`: the client sends it with every call"
            ));
        } else {
            kept.push((wire, row));
        }
    }
    (kept, checks)
}

/// Whether the client sends a parameter of this name itself.
pub(super) fn is_public(wire: &str) -> bool {
    PUBLIC.contains(&wire)
}

/// Whether this can be sent as a name.
pub(super) fn is_wire_name(wire: &str) -> bool {
    !wire.is_empty() && !wire.chars().any(|c| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::{Field, Place, kept};

    #[test]
    fn what_cannot_travel_is_told() {
        let rows = ["a", "session", " a ", "b c", ""].map(|name| Field {
            name: name.to_owned(),
            ..Field::default()
        });
        let (fields, checks) = kept(&rows, Place::Parameter);
        assert_eq!((fields.len(), checks.len()), (1, 4));
        let (fields, _) = kept(&rows, Place::Sent);
        assert_eq!(
            fields.iter().map(|(wire, _)| *wire).collect::<Vec<_>>(),
            ["a", "session"]
        );
    }
}
