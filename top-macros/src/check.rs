//! The raw model to facts: names become positions, and whatever makes no sense is told.

mod limits;
mod names;
mod resolver;
mod rules;
pub(crate) mod suggest;
mod verdict;

use syn::Ident;

use crate::errors::Errors;
use crate::model::{Declaration, Field, Role};

pub(crate) use resolver::Resolver;
pub(crate) use rules::Rule;
pub(crate) use verdict::Verdict;

/// What the checks make of a declaration: only what was found right.
pub(crate) struct Facts<'d> {
    /// The rules between fields.
    pub(crate) rules: Vec<Rule>,
    /// How it tells success from rejection.
    pub(crate) verdict: Verdict,
    /// The wire name of the field that makes a repeat harmless.
    pub(crate) idempotent_by: Option<String>,
    /// The read that settles a doubt.
    pub(crate) resolver: Option<Resolver<'d>>,
    /// Positions of the fields whose setter would clash with `new`.
    pub(crate) clashing: Vec<usize>,
}

/// Checks everything, whatever is found on the way.
pub(crate) fn check<'d>(declaration: &'d Declaration, errors: &Errors) -> Facts<'d> {
    if declaration.role == Role::Request {
        names::method(declaration, errors);
        names::param(declaration, errors);
        response(declaration, errors);
    }
    lifetimes(declaration, errors);
    names::wire(declaration, errors);
    limits::check(declaration, errors);
    Facts {
        rules: rules::resolve(declaration, errors),
        verdict: verdict::resolve(declaration, errors),
        idempotent_by: rules::idempotent_by(declaration, errors),
        resolver: resolver::resolve(declaration, errors),
        clashing: names::clashing(declaration, errors),
    }
}

fn response(declaration: &Declaration, errors: &Errors) {
    if is_missing(declaration, "response", declaration.keys.response.is_some()) {
        errors.at(
            declaration.ident.span(),
            "a request names its reply: `response = Type` or `response(member: Type)`",
        );
    }
}

/// Whether a key was neither read nor tried.
fn is_missing(declaration: &Declaration, key: &str, read: bool) -> bool {
    !read && !declaration.keys.tried.iter().any(|tried| tried == key)
}

fn lifetimes(declaration: &Declaration, errors: &Errors) {
    for lifetime in declaration.generics.lifetimes() {
        errors.at(
            lifetime.lifetime.span(),
            "a declaration owns its values: no lifetimes, `String` rather than `&str`",
        );
    }
}

/// The position of a named field, or a mistake on the name.
fn position(fields: &[Field], name: &Ident, errors: &Errors) -> Option<usize> {
    let found = fields.iter().position(|field| field.ident == *name);
    if found.is_none() {
        let names = fields.iter().map(|field| field.ident.to_string());
        errors.push(suggest::unknown(name, "field", names));
    }
    found
}
