//! `Object` and `TopObject`: the declaration as data, and access by position.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::Target;
use crate::check::{Facts, Rule, Verdict};
use crate::model::{Bounds, Field};
use crate::spelled;

/// Both impls.
pub(super) fn expand(target: &Target<'_>, facts: &Facts<'_>) -> TokenStream {
    let mut tokens = object(target);
    tokens.extend(top_object(target, facts));
    tokens
}

/// Everything here is reached through `dyn Object`. Never inlined, it is compiled once; left to
/// itself, rustc makes a copy in every part of the crate that names the type, data and all.
fn object(target: &Target<'_>) -> TokenStream {
    let krate = target.krate;
    let get = arms(target, |value, field| quote!(#value::get(&self.#field)));
    let slot = arms(
        target,
        |value, field| quote!(#value::slot(&mut self.#field)),
    );
    target.implement(
        &quote!(#krate::Object),
        &quote! {
            #[inline(never)]
            fn shape(&self) -> &'static #krate::Shape {
                <Self as #krate::TopObject>::declaration()
            }
            #[inline(never)]
            fn get(&self, index: usize) -> #krate::Ref<'_> {
                match index { #get _ => #krate::Ref::Absent }
            }
            #[inline(never)]
            fn slot(&mut self, index: usize) -> #krate::Slot<'_> {
                match index { #slot _ => #krate::Slot::Nothing }
            }
        },
    )
}

fn arms(target: &Target<'_>, access: impl Fn(TokenStream, &Ident) -> TokenStream) -> TokenStream {
    let fields = target.declaration.fields.iter().enumerate();
    let arms = fields.map(|(index, field)| {
        let (index, value) = (number(index), value(target.krate, field));
        let access = access(value, &field.ident);
        quote!(#index => #access,)
    });
    arms.collect()
}

/// The trait of a field's type. A type that may not have it is named, so that rustc tells it on
/// that type, each time in the same words, and so only once. Naming them all would cost a fifth
/// more of compile time.
fn value(krate: &TokenStream, field: &Field) -> TokenStream {
    let ty = &field.ty;
    if spelled::is_value(ty) {
        quote!(#krate::Value)
    } else {
        quote!(<#ty as #krate::Value>)
    }
}

fn top_object(target: &Target<'_>, facts: &Facts<'_>) -> TokenStream {
    let krate = target.krate;
    let shape = shape(target, facts);
    let empty = empty(target);
    let (payload, into_payload) = payload(target, &facts.verdict);
    target.implement(
        &quote!(#krate::TopObject),
        &quote! {
            type Payload = #payload;
            #[inline(never)]
            fn declaration() -> &'static #krate::Shape {
                const { &#shape }
            }
            fn empty() -> Self {
                #empty
            }
            #[inline]
            fn into_payload(self) -> ::core::option::Option<Self::Payload> {
                #into_payload
            }
        },
    )
}

fn empty(target: &Target<'_>) -> TokenStream {
    if !target.declaration.is_struct {
        // Never runs: what is no struct has already been refused.
        return quote!(loop {});
    }
    let fields = target.declaration.fields.iter().map(|field| {
        let (ident, value) = (&field.ident, value(target.krate, field));
        quote!(#ident: #value::empty())
    });
    quote!(Self { #(#fields),* })
}

fn payload(target: &Target<'_>, verdict: &Verdict) -> (TokenStream, TokenStream) {
    let value = verdict.value;
    let Some(field) = value.and_then(|at| target.declaration.fields.get(at)) else {
        return (quote!(Self), quote!(::core::option::Option::Some(self)));
    };
    let (ident, ty) = (&field.ident, &field.ty);
    match field.inner() {
        Some(inner) => (quote!(#inner), quote!(self.#ident)),
        None => (
            quote!(#ty),
            quote!(::core::option::Option::Some(self.#ident)),
        ),
    }
}

fn shape(target: &Target<'_>, facts: &Facts<'_>) -> TokenStream {
    let (krate, declaration) = (target.krate, target.declaration);
    let name = crate::model::name_of(&declaration.ident);
    let fields = declaration
        .fields
        .iter()
        .map(|field| describe(krate, field));
    let mut tokens = quote!(#krate::Shape::new(#name, const { &[#(#fields),*] }));
    let description = &declaration.description;
    if !description.is_empty() {
        tokens.extend(quote!(.describe(#description)));
    }
    if !facts.rules.is_empty() {
        let rules = facts.rules.iter().map(|rule| between(krate, rule));
        tokens.extend(quote!(.rules(&[#(#rules),*])));
    }
    tokens.extend(judged(krate, &facts.verdict));
    tokens
}

/// `Field::of::<T>("name", "description")` and what limits it.
fn describe(krate: &TokenStream, field: &Field) -> TokenStream {
    let (ty, name, description) = (&field.ty, field.wire().0, &field.description);
    let mut tokens = if spelled::is_value(ty) {
        quote!(#krate::Field::of::<#ty>(#name, #description))
    } else {
        let value = value(krate, field);
        quote!(#krate::Field::new(#name, #description, #value::KIND, !#value::OPTIONAL))
    };
    if !field.keys.limits.is_empty() {
        let limits = field.keys.limits.iter();
        let limits = limits.map(|limit| limited(krate, limit.bounds));
        tokens.extend(quote!(.limits(&[#(#limits),*])));
    }
    if field.keys.secret.is_some() {
        tokens.extend(quote!(.secret()));
    }
    if field.keys.amount.is_some() {
        tokens.extend(quote!(.amount()));
    }
    tokens
}

fn limited(krate: &TokenStream, bounds: Bounds) -> TokenStream {
    match bounds {
        Bounds::Length(min, max) => {
            let min = Literal::u64_unsuffixed(min.unwrap_or(0));
            let max = max.map_or(quote!(u64::MAX), |max| {
                let max = Literal::u64_unsuffixed(max);
                quote!(#max)
            });
            quote!(#krate::Limit::Length { min: #min, max: #max })
        }
        Bounds::Range(min, max) => {
            let min = min.map_or(quote!(i64::MIN), |min| quote!(#min));
            let max = max.map_or(quote!(i64::MAX), |max| quote!(#max));
            quote!(#krate::Limit::Range { min: #min, max: #max })
        }
        Bounds::Items(max) => {
            let max = Literal::u64_unsuffixed(max);
            quote!(#krate::Limit::Items { max: #max })
        }
    }
}

fn between(krate: &TokenStream, rule: &Rule) -> TokenStream {
    match rule {
        Rule::OneOf(fields) => {
            let fields = fields.iter().map(|index| number(*index));
            quote!(#krate::Rule::OneOf(&[#(#fields),*]))
        }
        Rule::RequiredIf(field, other) => {
            let (field, other) = (number(*field), number(*other));
            quote!(#krate::Rule::RequiredIf { field: #field, other: #other })
        }
    }
}

/// `.verdict(…)`, where there is something to judge by.
fn judged(krate: &TokenStream, verdict: &Verdict) -> TokenStream {
    let mut steps = TokenStream::new();
    let places = [
        (quote!(by_flag), verdict.success),
        (quote!(code), verdict.code),
        (quote!(message), verdict.message),
        (quote!(value), verdict.value),
    ];
    for (step, place) in places {
        if let Some(index) = place.map(number) {
            steps.extend(quote!(.#step(#index)));
        }
    }
    let codes = [
        (quote!(accepted), &verdict.accepted),
        (quote!(doubtful), &verdict.doubtful),
    ];
    for (step, codes) in codes {
        if !codes.is_empty() {
            steps.extend(quote!(.#step(&[#(#codes),*])));
        }
    }
    if steps.is_empty() {
        steps
    } else {
        quote!(.verdict(#krate::Verdict::NONE #steps))
    }
}

fn number(index: usize) -> Literal {
    Literal::usize_unsuffixed(index)
}
