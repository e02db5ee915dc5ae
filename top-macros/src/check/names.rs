//! Names on the wire, and names of the methods made from fields.

use proc_macro2::Span;

use crate::errors::Errors;
use crate::model::{Declaration, Field, Role, name_of};

/// The parameters that every call has (protocol §2): no field may take their place.
const PUBLIC: [&str; 11] = [
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

/// `method` is there, and has the form of a method's name.
pub(super) fn method(declaration: &Declaration, errors: &Errors) {
    let method = declaration.keys.method.as_ref();
    if super::is_missing(declaration, "method", method.is_some()) {
        errors.at(
            declaration.ident.span(),
            "a request names its method: `#[top_api(method = \"a.b.c\", …)]`",
        );
    }
    let Some(method) = method else {
        return;
    };
    let name = method.value();
    if let Some(problem) = problem_of_method(&name) {
        errors.at(
            method.span(),
            format_args!("{problem}; a method's name reads `taobao.trade.get`"),
        );
    }
}

fn problem_of_method(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        return Some("this name is empty");
    }
    if !name.chars().all(|c| is_plain(c) || c == '.') {
        return Some("this name has a character other than letters, digits, `.`, `_` and `-`");
    }
    if name.split('.').any(str::is_empty) {
        return Some("this name has an empty word between its dots");
    }
    if !name.contains('.') {
        return Some("this name has one word only");
    }
    None
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '-'
}

/// `param` is a name, and not one that the call itself uses.
pub(super) fn param(declaration: &Declaration, errors: &Errors) {
    let Some(param) = &declaration.keys.param else {
        return;
    };
    let name = param.value();
    if let Some(problem) = problem_of_wire_name(&name) {
        errors.at(param.span(), problem);
    } else if PUBLIC.contains(&name.as_str()) {
        errors.at(param.span(), public(&name));
    }
}

fn public(name: &str) -> String {
    format!("`{name}` is a public parameter, which the client sends itself")
}

fn problem_of_wire_name(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        Some("a wire name cannot be empty: write it as the API page does")
    } else if name.chars().any(|c| c.is_whitespace() || c.is_control()) {
        Some("a wire name has no spaces: write it as the API page does")
    } else {
        None
    }
}

/// The fields' wire names are names, differ, and leave the public parameters alone.
pub(super) fn wire(declaration: &Declaration, errors: &Errors) {
    let are_parameters = declaration.role == Role::Request && declaration.keys.param.is_none();
    let mut seen: Vec<String> = Vec::new();
    for field in &declaration.fields {
        let (name, span) = field.wire();
        one_wire_name(&name, span, are_parameters, errors);
        if seen.contains(&name) {
            errors.at(
                span,
                format_args!("another field already travels as `{name}`"),
            );
        }
        seen.push(name);
    }
}

fn one_wire_name(name: &str, span: Span, is_parameter: bool, errors: &Errors) {
    if let Some(problem) = problem_of_wire_name(name) {
        errors.at(span, problem);
    } else if is_parameter && PUBLIC.contains(&name) {
        errors.at(span, public(name));
    }
}

/// The fields whose setter would be a second `new`.
pub(super) fn clashing(declaration: &Declaration, errors: &Errors) -> Vec<usize> {
    if declaration.keys.no_new.is_some() {
        return Vec::new();
    }
    let fields = declaration.fields.iter().enumerate();
    let clashing = fields.filter(|(_, field)| clashes(field));
    clashing
        .map(|(index, field)| {
            errors.at(
                field.ident.span(),
                "its setter would clash with `new`: give the field another name and `rename = \"new\"`, or the struct `no_new`",
            );
            index
        })
        .collect()
}

fn clashes(field: &Field) -> bool {
    name_of(&field.ident) == "new" && field.inner().is_some()
}

#[cfg(test)]
mod tests {
    use super::problem_of_method;

    #[test]
    fn methods_are_dotted_words() {
        for good in ["taobao.time.get", "alibaba.a-b.c_d.E2"] {
            assert_eq!(problem_of_method(good), None, "{good}");
        }
        for bad in [
            "", "time", ".time", "time.", "a..b", "a b.c", "a.b/c", "淘宝.x",
        ] {
            assert!(problem_of_method(bad).is_some(), "{bad}");
        }
    }
}
