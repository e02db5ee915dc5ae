//! Violations as validator's trees of errors.

use std::borrow::Cow;
use std::collections::BTreeMap;

use validator::{ValidationError, ValidationErrors, ValidationErrorsKind};

use crate::violation::{Breach, Violation, Violations};

/// Where validator keeps what concerns a struct as a whole.
const WHOLE: &str = "__all__";

pub(super) fn tree(violations: &Violations) -> ValidationErrors {
    let mut root = Node::default();
    for violation in violations.as_slice() {
        root.at(violation.path()).errors.push(error(violation));
    }
    root.into_errors()
}

/// What is wrong with a value, with its fields, and with its items.
#[derive(Default)]
struct Node<'a> {
    errors: Vec<ValidationError>,
    fields: BTreeMap<&'a str, Node<'a>>,
    items: BTreeMap<usize, Node<'a>>,
}

impl<'a> Node<'a> {
    /// The node at a path such as `orders[0].fee`.
    fn at(&mut self, path: &'a str) -> &mut Self {
        path.split(['.', '[', ']'])
            .filter(|step| !step.is_empty())
            .fold(self, |node, step| match step.parse() {
                Ok(index) => node.items.entry(index).or_default(),
                Err(_) => node.fields.entry(step).or_default(),
            })
    }

    /// As the errors of a struct.
    fn into_errors(mut self) -> ValidationErrors {
        let mut errors = ValidationErrors::new();
        for (name, node) in self.fields {
            let kind = node.into_kind(&mut self.errors);
            errors.errors_mut().insert(name.to_owned().into(), kind);
        }
        if !self.items.is_empty() {
            // An item that is a list has no name of its own.
            let kind = list(self.items);
            errors.errors_mut().insert(Cow::Borrowed(""), kind);
        }
        if !self.errors.is_empty() {
            let kind = ValidationErrorsKind::Field(self.errors);
            errors.errors_mut().insert(Cow::Borrowed(WHOLE), kind);
        }
        errors
    }

    /// As the errors of a field. A tree of items has no place for what is wrong with the list
    /// itself: that goes to the struct that holds it.
    fn into_kind(mut self, holder: &mut Vec<ValidationError>) -> ValidationErrorsKind {
        if !self.items.is_empty() {
            holder.append(&mut self.errors);
            list(self.items)
        } else if self.fields.is_empty() {
            ValidationErrorsKind::Field(self.errors)
        } else {
            ValidationErrorsKind::Struct(Box::new(self.into_errors()))
        }
    }
}

fn list(items: BTreeMap<usize, Node<'_>>) -> ValidationErrorsKind {
    let items = items.into_iter();
    ValidationErrorsKind::List(
        items
            .map(|(index, node)| (index, Box::new(node.into_errors())))
            .collect(),
    )
}

fn error(violation: &Violation) -> ValidationError {
    let mut error = ValidationError::new(code(violation.breach()));
    match violation.breach() {
        Breach::Length { min, max } => bounds(&mut error, Some(min), max),
        Breach::Range { min, max } => bounds(&mut error, Some(min), max),
        Breach::Items { max } => bounds(&mut error, None, max),
        _ => {}
    }
    error.with_message(Cow::Owned(violation.to_string()))
}

fn bounds<N: serde::Serialize>(error: &mut ValidationError, min: Option<&N>, max: &N) {
    if let Some(min) = min {
        error.add_param(Cow::Borrowed("min"), min);
    }
    error.add_param(Cow::Borrowed("max"), max);
}

/// validator's own code where it has one.
fn code(breach: &Breach) -> &'static str {
    match breach {
        Breach::Missing | Breach::NoSession | Breach::MissingBecauseOf(_) => "required",
        Breach::NoneOf(_) => "one_of",
        Breach::Length { .. } | Breach::Items { .. } => "length",
        Breach::Range { .. } => "range",
        Breach::Comma => "comma",
        Breach::BlankItem => "blank_item",
        Breach::Expected(_) => "type",
        Breach::NestedFile => "nested_file",
        Breach::NotJson => "json",
        Breach::Unknown { .. } => "unknown",
        Breach::Serde(_) => "serde",
        Breach::PublicParameter => "public_parameter",
    }
}

#[cfg(test)]
mod tests {
    use validator::ValidationErrorsKind::{Field, List, Struct};

    use super::tree;
    use crate::violation::{Breach, Violation, Violations};

    #[test]
    fn paths_become_trees() {
        let found = [
            ("", Breach::NoneOf(vec!["a", "b"])),
            ("name", Breach::Length { min: 1, max: 5 }),
            ("orders", Breach::Items { max: 1 }),
            ("orders[1].fee", Breach::Missing),
            ("buyer.phone", Breach::Missing),
        ];
        let found = found.map(|(path, breach)| Violation::new(path, breach));
        let errors = tree(&Violations::none_or(found.to_vec()).unwrap_err());
        let errors = errors.errors();
        let Field(whole) = &errors["__all__"] else {
            panic!()
        };
        let codes: Vec<_> = whole.iter().map(|error| &*error.code).collect();
        assert_eq!(codes, ["one_of", "length"]);
        let Field(name) = &errors["name"] else {
            panic!()
        };
        assert_eq!(name[0].params["max"], 5);
        assert_eq!(name[0].to_string(), "name must have 1 to 5 characters");
        let List(orders) = &errors["orders"] else {
            panic!()
        };
        assert!(matches!(orders[&1].errors()["fee"], Field(_)));
        let Struct(buyer) = &errors["buyer"] else {
            panic!()
        };
        assert!(matches!(buyer.errors()["phone"], Field(_)));
    }
}
