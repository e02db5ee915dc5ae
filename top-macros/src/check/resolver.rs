//! `resolved_by`: the names on both sides of the read, and whether it can find the call.

use syn::Ident;

use super::position;
use crate::errors::Errors;
use crate::model::{By, Declaration, Field, Name, ResolverKeys};
use crate::spelled::Spelled;

/// What the checks make of `resolved_by(…)`.
pub(crate) struct Resolver<'d> {
    /// What was written.
    pub(crate) keys: &'d ResolverKeys,
    /// Our wire names and theirs.
    pub(crate) by: Vec<(String, String)>,
    /// The fields that the read must have.
    pub(crate) theirs: Vec<&'d Ident>,
}

/// The names of `resolved_by(…)`, if there is one.
pub(super) fn resolve<'d>(declaration: &'d Declaration, errors: &Errors) -> Option<Resolver<'d>> {
    let keys = declaration.keys.resolved_by.as_ref()?;
    if declaration.keys.read.is_some() {
        errors.at(
            keys.span,
            "a method that changes nothing leaves no doubt: `resolved_by` has no place beside `read`",
        );
    }
    let Some(by) = &keys.by else {
        if !keys.broken {
            errors.at(
                keys.span,
                "which fields find the call again? add `by(field, …)`",
            );
        }
        return None;
    };
    let mut resolver = Resolver {
        keys,
        by: Vec::new(),
        theirs: Vec::new(),
    };
    let mut positions = Vec::new();
    for pair in by {
        if let Some(index) = position(&declaration.fields, &pair.ours, errors) {
            positions.push(index);
            if let Some(field) = declaration.fields.get(index) {
                resolver.add(pair, field, errors);
            }
        }
    }
    if positions.len() == by.len() && !is_found(declaration, &positions) {
        errors.at(
            keys.span,
            "all fields in `by` can be left out, and then nothing finds the call: name a required one, or all of a `one_of`",
        );
    }
    Some(resolver)
}

impl<'d> Resolver<'d> {
    fn add(&mut self, pair: &'d By, field: &'d Field, errors: &Errors) {
        let ours = field.wire().0;
        let theirs = pair
            .theirs
            .as_ref()
            .map_or_else(|| ours.clone(), Name::wire);
        match &pair.theirs {
            Some(Name::Field(name)) => self.theirs.push(name),
            None if field.keys.rename.is_none() => self.theirs.push(&pair.ours),
            _ => {}
        }
        let word = &pair.ours;
        if matches!(Spelled::of(&field.ty), Spelled::List | Spelled::File) {
            errors.at(
                word.span(),
                format_args!("`{word}` is no single value: a call is found by an id"),
            );
        }
        if self.by.iter().any(|(_, known)| *known == theirs) {
            errors.at(
                word.span(),
                format_args!("`{theirs}` of the read is asked for twice"),
            );
        }
        self.by.push((ours, theirs));
    }
}

/// Whether some field is always given: a required one, or one of a whole `one_of`.
fn is_found(declaration: &Declaration, positions: &[usize]) -> bool {
    let fields = &declaration.fields;
    let given = |index: &usize| {
        fields
            .get(*index)
            .is_some_and(|field| field.inner().is_none())
    };
    let named = |word: &Ident| {
        let mut named = positions.iter().filter_map(|index| fields.get(*index));
        named.any(|field| field.ident == *word)
    };
    let mut groups = declaration.keys.groups.iter();
    positions.iter().any(given) || groups.any(|group| group.fields.iter().all(named))
}
