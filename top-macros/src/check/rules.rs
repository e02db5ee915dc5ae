//! Rules between fields: `one_of`, `required_if`, `idempotent_by`.

use syn::Ident;

use super::position;
use crate::errors::Errors;
use crate::model::{Declaration, Field, Group};

/// A rule between fields, by position.
#[derive(PartialEq, Eq)]
pub(crate) enum Rule {
    /// At least one of these is given. In order of position.
    OneOf(Vec<usize>),
    /// The first is given when the second is.
    RequiredIf(usize, usize),
}

/// The rules of the struct and of its fields.
pub(super) fn resolve(declaration: &Declaration, errors: &Errors) -> Vec<Rule> {
    let fields = &declaration.fields;
    let mut rules = Vec::new();
    for group in &declaration.keys.groups {
        let Some(rule) = one_of(fields, group, errors) else {
            continue;
        };
        if rules.contains(&rule) {
            errors.at(group.span, "the same fields already form a `one_of`");
        } else {
            rules.push(rule);
        }
    }
    for (index, field) in fields.iter().enumerate() {
        for other in &field.keys.required_if {
            rules.extend(required_if(fields, index, other, errors));
        }
        repeated_conditions(field, errors);
    }
    rules
}

fn one_of(fields: &[Field], group: &Group, errors: &Errors) -> Option<Rule> {
    if group.fields.len() == 1 {
        errors.at(
            group.span,
            "one field alone is no choice: make it required, without `Option`",
        );
        return None;
    }
    let mut positions = Vec::new();
    for name in &group.fields {
        if let Some(index) = position(fields, name, errors) {
            if positions.contains(&index) {
                errors.at(
                    name.span(),
                    format_args!("`{name}` is already in this `one_of`"),
                );
            } else if is_optional(fields, index, name, "`one_of` has nothing to add", errors) {
                positions.push(index);
            }
        }
    }
    let complete = positions.len() == group.fields.len();
    positions.sort_unstable();
    complete.then_some(Rule::OneOf(positions))
}

fn required_if(fields: &[Field], index: usize, other: &Ident, errors: &Errors) -> Option<Rule> {
    let of = position(fields, other, errors)?;
    if of == index {
        errors.at(other.span(), "a field cannot be the condition of itself");
        return None;
    }
    is_optional(
        fields,
        index,
        other,
        "a condition has nothing to add",
        errors,
    )
    .then_some(Rule::RequiredIf(index, of))
}

/// Whether the field can be left out; if not, the mistake is shown on `word`.
fn is_optional(
    fields: &[Field],
    index: usize,
    word: &Ident,
    consequence: &str,
    errors: &Errors,
) -> bool {
    let Some(field) = fields.get(index) else {
        return false;
    };
    let optional = field.inner().is_some();
    if !optional {
        let name = &field.ident;
        errors.at(
            word.span(),
            format_args!(
                "`{name}` is required anyway, {consequence}; an optional field is an `Option<…>`"
            ),
        );
    }
    optional
}

fn repeated_conditions(field: &Field, errors: &Errors) {
    let conditions = &field.keys.required_if;
    for (index, other) in conditions.iter().enumerate() {
        if conditions
            .iter()
            .take(index)
            .any(|earlier| earlier == other)
        {
            errors.at(
                other.span(),
                format_args!("`required_if({other})` is given twice"),
            );
        }
    }
}

/// The wire name behind `idempotent_by(field)`.
pub(super) fn idempotent_by(declaration: &Declaration, errors: &Errors) -> Option<String> {
    let name = declaration.keys.idempotent_by.as_ref()?;
    let index = position(&declaration.fields, name, errors)?;
    let field = declaration.fields.get(index)?;
    if field.inner().is_some() {
        errors.at(
            name.span(),
            format_args!("`{name}` can be left out, and then a repeat is not harmless: make it required, without `Option`"),
        );
        return None;
    }
    Some(field.wire().0)
}
