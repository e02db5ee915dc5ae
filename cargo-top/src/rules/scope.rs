//! The structs of a request, each with the texts that speak about its fields.

use crate::description::{Description, Field};

/// One struct of a request.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    /// Wire names from the top down to it.
    pub(super) at: Vec<String>,
    /// The field whose members these are; none at the top.
    pub(super) container: Option<&'a Field>,
    /// Its fields.
    pub(super) fields: &'a [Field],
    /// Texts about the struct as a whole: its field's, and the method's where it is all that the
    /// method takes.
    pub(super) texts: Vec<&'a str>,
    /// Whether one call holds at most one of it.
    pub(super) single: bool,
}

/// The structs of the request, outer ones first.
pub(super) fn request(description: &Description) -> Vec<Scope<'_>> {
    let mut scopes = Vec::new();
    let top = Scope {
        at: Vec::new(),
        container: None,
        fields: &description.request,
        texts: vec![&description.text],
        single: true,
    };
    add(top, description, &mut scopes);
    scopes
}

fn add<'a>(scope: Scope<'a>, description: &'a Description, scopes: &mut Vec<Scope<'a>>) {
    let inner: Vec<_> = scope
        .fields
        .iter()
        .filter(|field| !field.members.is_empty())
        .map(|field| below(&scope, field, description))
        .collect();
    scopes.push(scope);
    for scope in inner {
        add(scope, description, scopes);
    }
}

fn below<'a>(scope: &Scope<'a>, field: &'a Field, description: &'a Description) -> Scope<'a> {
    let mut at = scope.at.clone();
    at.push(field.name.clone());
    let mut texts = vec![field.text.as_str()];
    if scope.container.is_none() && scope.fields.len() == 1 {
        texts.push(&description.text);
    }
    Scope {
        at,
        container: Some(field),
        fields: &field.members,
        texts,
        single: scope.single && field.lists == 0,
    }
}
