//! Attributes to the raw model. Reading never stops at a mistake: it goes on behind the next comma.

mod container;
mod field;
mod limit;
mod outcome;
mod resolver;

use proc_macro2::{Span, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Result};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Data, DeriveInput, Error, Expr, ExprLit, Fields, Ident, Lit, LitStr, Meta, Token,
    parenthesized,
};

use crate::errors::Errors;
use crate::model::{ContainerKeys, Declaration, Field, FieldKeys, Role};

/// Reads everything the user wrote on the struct and its fields.
pub(crate) fn read(input: DeriveInput, role: Role, errors: &Errors) -> Declaration {
    let mut keys = ContainerKeys::default();
    for attr in ours(&input.attrs) {
        read_keys(attr, errors, |key, input| {
            keys.read(role, key, input, errors)
        });
    }
    let (fields, is_struct) = read_data(input.data, &input.ident, errors);
    Declaration {
        role,
        description: description(&input.attrs),
        vis: input.vis,
        ident: input.ident,
        generics: input.generics,
        keys,
        fields,
        is_struct,
    }
}

/// The fields, and whether this is a kind of type that can be declared at all.
fn read_data(data: Data, ident: &Ident, errors: &Errors) -> (Vec<Field>, bool) {
    let what = match data {
        Data::Struct(data) => match data.fields {
            Fields::Named(fields) => {
                let fields = fields.named.into_iter();
                return (fields.filter_map(|f| read_field(f, errors)).collect(), true);
            }
            Fields::Unit => return (Vec::new(), true),
            Fields::Unnamed(_) => "a tuple struct has no field names to send: name its fields",
        },
        Data::Enum(_) => {
            "an enum cannot be declared: write a struct with named fields, or `codes!` for documented values"
        }
        Data::Union(_) => "a union cannot be declared: write a struct with named fields",
    };
    errors.at(ident.span(), what);
    (Vec::new(), false)
}

fn read_field(field: syn::Field, errors: &Errors) -> Option<Field> {
    let mut keys = FieldKeys::default();
    for attr in ours(&field.attrs) {
        read_keys(attr, errors, |key, input| keys.read(key, input, errors));
    }
    Some(Field {
        ident: field.ident?,
        ty: field.ty,
        description: description(&field.attrs),
        docs: kept(field.attrs),
        keys,
    })
}

fn ours(attrs: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attrs.iter().filter(|attr| attr.path().is_ident("top_api"))
}

/// The attributes that the methods made from a field share with it.
fn kept(mut attrs: Vec<Attribute>) -> Vec<Attribute> {
    attrs.retain(|attr| attr.path().is_ident("doc") || attr.path().is_ident("deprecated"));
    attrs
}

/// The doc comment, its lines joined by spaces.
fn description(attrs: &[Attribute]) -> String {
    let lines: Vec<_> = attrs.iter().filter_map(doc_line).collect();
    let words: Vec<_> = lines
        .iter()
        .flat_map(|line| line.split_whitespace())
        .collect();
    words.join(" ")
}

fn doc_line(attr: &Attribute) -> Option<String> {
    let Meta::NameValue(meta) = &attr.meta else {
        return None;
    };
    match &meta.value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) if meta.path.is_ident("doc") => Some(text.value()),
        _ => None,
    }
}

/// Reads the keys between the parentheses of one attribute.
fn read_keys(
    attr: &Attribute,
    errors: &Errors,
    read: impl FnMut(&Ident, ParseStream<'_>) -> Result<()>,
) {
    let result = attr.parse_args_with(|input: ParseStream<'_>| {
        each_key(input, errors, read);
        Ok(())
    });
    if let Err(error) = result {
        errors.push(error);
    }
}

/// Reads keys up to the end of the input, and puts each mistake with the others.
fn each_key(
    input: ParseStream<'_>,
    errors: &Errors,
    mut read: impl FnMut(&Ident, ParseStream<'_>) -> Result<()>,
) {
    while !input.is_empty() {
        let key = input.call(Ident::parse_any);
        let result = key
            .map_err(|error| Error::new(error.span(), "expected a key"))
            .and_then(|key| read(&key, input));
        if let Err(error) = result {
            errors.push(error);
            skip_key(input);
        }
        if !input.is_empty() && input.parse::<Token![,]>().is_err() {
            errors.push(input.error("expected `,` and the next key"));
            if !input.peek(Ident::peek_any) {
                skip_key(input);
            }
        }
    }
}

/// Goes to the comma behind the key at fault, over those between angle brackets.
fn skip_key(input: ParseStream<'_>) {
    let mut depth = 0_usize;
    while !input.is_empty() && (depth > 0 || !input.peek(Token![,])) {
        match input.parse() {
            Ok(TokenTree::Punct(punct)) if punct.as_char() == '<' => depth += 1,
            Ok(TokenTree::Punct(punct)) if punct.as_char() == '>' => {
                depth = depth.saturating_sub(1);
            }
            Ok(_) => {}
            Err(_) => return,
        }
    }
}

/// Keeps a value, or tells that its key came before.
fn set<T>(place: &mut Option<T>, key: &Ident, value: T) -> Result<()> {
    if place.is_some() {
        return Err(Error::new(key.span(), format!("`{key}` is given twice")));
    }
    *place = Some(value);
    Ok(())
}

/// A key that stands alone.
fn flag(place: &mut Option<Span>, key: &Ident, input: ParseStream<'_>) -> Result<()> {
    if !input.is_empty() && !input.peek(Token![,]) {
        return Err(input.error(format!("`{key}` stands alone: it takes no value")));
    }
    set(place, key, key.span())
}

/// `= "text"`
fn text(key: &Ident, input: ParseStream<'_>) -> Result<LitStr> {
    equals(key, input, "\"…\"")?;
    input
        .parse()
        .map_err(|error| Error::new(error.span(), format!("expected text: `{key} = \"…\"`")))
}

/// The `=` of a key with a value.
fn equals(key: &Ident, input: ParseStream<'_>, value: &str) -> Result<()> {
    match input.parse::<Token![=]>() {
        Ok(_) => Ok(()),
        Err(error) => {
            let span = if input.is_empty() {
                key.span()
            } else {
                error.span()
            };
            Err(Error::new(span, format!("write `{key} = {value}`")))
        }
    }
}

/// Runs `read` on what stands in the parentheses behind a key; `form` is how to write it.
fn in_parentheses<T>(
    key: &Ident,
    form: &str,
    input: ParseStream<'_>,
    read: impl FnOnce(ParseStream<'_>) -> Result<T>,
) -> Result<T> {
    if !input.peek(syn::token::Paren) {
        return Err(Error::new(key.span(), format!("write `{form}`")));
    }
    let content;
    parenthesized!(content in input);
    let result = if content.is_empty() {
        Err(Error::new(key.span(), format!("write `{form}`")))
    } else {
        read(&content)
    };
    // What is left unread would be a second mistake about the same key.
    while content.parse::<TokenTree>().is_ok() {}
    result
}

/// `(a, b)`: names of fields.
fn field_names(key: &Ident, form: &str, input: ParseStream<'_>) -> Result<Vec<Ident>> {
    in_parentheses(key, form, input, |content| {
        let names =
            Punctuated::<Ident, Token![,]>::parse_terminated_with(content, Ident::parse_any)
                .map_err(|error| Error::new(error.span(), format!("expected a field: `{form}`")))?;
        Ok(names.into_iter().collect())
    })
}

/// `(a)`: the name of one field.
fn field_name(key: &Ident, form: &str, input: ParseStream<'_>) -> Result<Ident> {
    let mut names = field_names(key, form, input)?.into_iter();
    match (names.next(), names.next()) {
        (Some(name), None) => Ok(name),
        (_, second) => {
            let span = second.map_or(key.span(), |name| name.span());
            Err(Error::new(span, format!("one field only: `{form}`")))
        }
    }
}
