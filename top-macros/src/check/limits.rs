//! What a field's type allows: limits that fit it, one `Option`, files only where they can travel.

use syn::spanned::Spanned;

use crate::errors::Errors;
use crate::model::{Bounds, Declaration, Field, Limit, Role};
use crate::spelled::{Spelled, may_be_number, option};

/// Checks the type of every field against its keys.
pub(super) fn check(declaration: &Declaration, errors: &Errors) {
    let takes_files = declaration.role == Role::Request && declaration.keys.param.is_none();
    for field in &declaration.fields {
        let spelled = Spelled::of(&field.ty);
        for limit in &field.keys.limits {
            fits(limit, spelled, errors);
        }
        if spelled == Spelled::File && !takes_files {
            errors.at(
                field.ty.span(),
                "a file can only be a field of a request without `param`",
            );
        }
        one_option(field, errors);
        amount(field, errors);
    }
}

fn amount(field: &Field, errors: &Errors) {
    if let Some(word) = field.keys.amount
        && !may_be_number(&field.ty)
    {
        errors.at(
            word,
            "`amount` marks money: a `Fen` or whole number in 分, a `Yuan` or `Decimal` in 元, or a `Vec` of these",
        );
    }
}

fn fits(limit: &Limit, spelled: Spelled, errors: &Errors) {
    let (wanted, about) = match limit.bounds {
        Bounds::Length(..) => (Spelled::Text, "the characters of a text"),
        Bounds::Range(..) => (Spelled::Number, "a number"),
        Bounds::Items(_) => (Spelled::List, "the items of a list"),
    };
    if spelled == wanted || spelled == Spelled::Unknown {
        return;
    }
    let instead = match spelled {
        Spelled::Text => "a text is limited by `length(min, max)`",
        Spelled::Number => "a number is limited by `range(min, max)`",
        Spelled::List => "a list is limited by `items(max)`",
        _ => "this type has no limits",
    };
    let key = &limit.key;
    errors.at(
        key.span(),
        format_args!("`{key}` limits {about}; {instead}"),
    );
}

fn one_option(field: &Field, errors: &Errors) {
    if let Some(inner) = field.inner()
        && option(inner).is_some()
    {
        errors.at(
            field.ty.span(),
            "an `Option` in an `Option` says nothing more on the wire: one is enough",
        );
    }
}
