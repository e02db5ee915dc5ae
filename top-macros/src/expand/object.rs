//! `Object` and `TopObject`: the declaration as data, and access by position.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::Target;
use crate::check::{Facts, Rule, Verdict};
use crate::model::{Bounds, Field};

/// Both impls.
pub(super) fn expand(target: &Target<'_>, facts: &Facts) -> TokenStream {
    let mut tokens = object(target);
    tokens.extend(top_object(target, facts));
    tokens
}

fn object(target: &Target<'_>) -> TokenStream {
    let krate = target.krate;
    let get = arms(target, |field| quote!(#krate::Value::get(&self.#field)));
    let slot = arms(
        target,
        |field| quote!(#krate::Value::slot(&mut self.#field)),
    );
    target.implement(
        &quote!(#krate::Object),
        &quote! {
            fn shape(&self) -> &'static #krate::Shape {
                <Self as #krate::TopObject>::declaration()
            }
            fn get(&self, index: usize) -> #krate::Ref<'_> {
                match index { #get _ => #krate::Ref::Absent }
            }
            fn slot(&mut self, index: usize) -> #krate::Slot<'_> {
                match index { #slot _ => #krate::Slot::Nothing }
            }
        },
    )
}

fn arms(target: &Target<'_>, access: impl Fn(&Ident) -> TokenStream) -> TokenStream {
    let fields = target.declaration.fields.iter().enumerate();
    let arms = fields.map(|(index, field)| {
        let (index, access) = (number(index), access(&field.ident));
        quote!(#index => #access,)
    });
    arms.collect()
}

fn top_object(target: &Target<'_>, facts: &Facts) -> TokenStream {
    let krate = target.krate;
    let shape = shape(target, facts);
    let empty = empty(target);
    let (payload, into_payload) = payload(target, &facts.verdict);
    target.implement(
        &quote!(#krate::TopObject),
        &quote! {
            type Payload = #payload;
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
    let krate = target.krate;
    let fields = target.declaration.fields.iter().map(|field| &field.ident);
    quote!(Self { #(#fields: #krate::Value::empty(),)* })
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

fn shape(target: &Target<'_>, facts: &Facts) -> TokenStream {
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
    let mut tokens = quote!(#krate::Field::of::<#ty>(#name, #description));
    if !field.keys.limits.is_empty() {
        let limits = field.keys.limits.iter();
        let limits = limits.map(|limit| limited(krate, limit.bounds));
        tokens.extend(quote!(.limits(&[#(#limits),*])));
    }
    if field.keys.secret.is_some() {
        tokens.extend(quote!(.secret()));
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
