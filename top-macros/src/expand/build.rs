//! The companion `…Required`, `new` and the setters.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{GenericParam, Ident, Type, WherePredicate};

use super::Target;
use crate::check::Facts;
use crate::model::Field;

/// All that a request or nested type is built with.
pub(super) fn expand(target: &Target<'_>, facts: &Facts<'_>) -> TokenStream {
    let declaration = target.declaration;
    let required = declaration.fields.iter().filter(|f| f.inner().is_none());
    let required: Vec<&Field> = required.collect();
    let companion = Companion::new(target, &required);
    let new = new(target, &required, &companion);
    let setters = declaration.fields.iter().enumerate();
    let setters = setters
        .filter(|(index, _)| !facts.clashing.contains(index))
        .filter_map(|(_, field)| Some(setter(target, field, field.inner()?)));
    let definition = companion.define(target, &required);
    let (impl_generics, where_clause) = (&target.impl_generics, &target.where_clause);
    let ty = target.ty();
    // A declaration is whole whether or not all of it is called yet.
    quote! {
        #definition
        #[allow(dead_code, deprecated)]
        impl #impl_generics #ty #where_clause {
            #new
            #(#setters)*
        }
    }
}

fn new(target: &Target<'_>, required: &[&Field], companion: &Companion<'_>) -> TokenStream {
    let vis = &target.declaration.vis;
    let optional = target.declaration.fields.iter();
    let optional = optional.filter(|f| f.inner().is_some()).map(|f| &f.ident);
    let given = required.iter().map(|field| &field.ident);
    let doc = if required.is_empty() {
        " Makes one with nothing given."
    } else {
        " Makes one of its required fields."
    };
    let ty = companion.ty();
    let parameter = (!required.is_empty()).then(|| quote!(required: #ty));
    quote! {
        #[doc = #doc]
        #[inline]
        #[must_use]
        #vis fn new(#parameter) -> Self {
            Self {
                #(#given: required.#given,)*
                #(#optional: ::core::option::Option::None,)*
            }
        }
    }
}

fn setter(target: &Target<'_>, field: &Field, inner: &Type) -> TokenStream {
    let (vis, ident, docs) = (&target.declaration.vis, &field.ident, &field.docs);
    // A second method of this name is told on the field, not on the whole derive.
    let span = ident.span().resolved_at(Span::call_site());
    quote_spanned! {span=>
        #(#docs)*
        #[must_use]
        #vis fn #ident(mut self, value: impl ::core::convert::Into<#inner>) -> Self {
            self.#ident = ::core::option::Option::Some(value.into());
            self
        }
    }
}

/// The struct of the required fields. It has only the generic parameters that those need.
struct Companion<'a> {
    ident: Ident,
    params: Vec<&'a GenericParam>,
    conditions: Vec<&'a WherePredicate>,
}

impl<'a> Companion<'a> {
    fn new(target: &Target<'a>, required: &[&Field]) -> Self {
        let generics = &target.declaration.generics;
        let types = required.iter().map(|field| field.ty.to_token_stream());
        let types: TokenStream = types.collect();
        let this = mentions(&types, &format_ident!("Self"));
        let is_used = |param: &&GenericParam| this || mentions(&types, name(param));
        let (params, unused): (Vec<_>, Vec<_>) = generics.params.iter().partition(is_used);
        let theirs = generics.where_clause.iter().flat_map(|c| &c.predicates);
        let conditions = theirs.filter(|condition| {
            let tokens = condition.to_token_stream();
            !unused.iter().any(|param| mentions(&tokens, name(param)))
        });
        Self {
            ident: format_ident!("{}Required", target.declaration.ident),
            conditions: conditions.collect(),
            params,
        }
    }

    fn ty(&self) -> TokenStream {
        let ident = &self.ident;
        let names = self.params.iter().map(|param| name(param));
        if self.params.is_empty() {
            quote!(#ident)
        } else {
            quote!(#ident<#(#names),*>)
        }
    }

    fn define(&self, target: &Target<'_>, required: &[&Field]) -> Option<TokenStream> {
        if required.is_empty() {
            return None;
        }
        let (vis, ident) = (&target.declaration.vis, &self.ident);
        let this = target.ty();
        let fields = required.iter().map(|field| {
            let (docs, name) = (&field.docs, &field.ident);
            let ty = replace_self(field.ty.to_token_stream(), &this);
            quote!(#(#docs)* #vis #name: #ty)
        });
        let doc = format!(" The required fields of [`{}`].", target.declaration.ident);
        let params = self.params.iter().map(|param| without_default(param));
        let params = (!self.params.is_empty()).then(|| quote!(<#(#params),*>));
        let conditions = &self.conditions;
        let conditions = (!conditions.is_empty()).then(|| quote!(where #(#conditions),*));
        Some(quote! {
            #[doc = #doc]
            #[allow(dead_code, missing_debug_implementations)]
            #vis struct #ident #params #conditions { #(#fields,)* }
        })
    }
}

/// A generic parameter as an impl declares it.
pub(super) fn without_default(param: &GenericParam) -> TokenStream {
    let mut param = param.clone();
    match &mut param {
        GenericParam::Type(param) => param.default = None,
        GenericParam::Const(param) => param.default = None,
        GenericParam::Lifetime(_) => {}
    }
    param.into_token_stream()
}

fn name(param: &GenericParam) -> &Ident {
    match param {
        GenericParam::Lifetime(param) => &param.lifetime.ident,
        GenericParam::Type(param) => &param.ident,
        GenericParam::Const(param) => &param.ident,
    }
}

fn mentions(tokens: &TokenStream, name: &Ident) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == *name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        _ => false,
    })
}

/// `Self` means another struct in the companion.
fn replace_self(tokens: TokenStream, this: &TokenStream) -> TokenStream {
    let replaced = tokens.into_iter().flat_map(|token| match token {
        TokenTree::Ident(ident) if ident == "Self" => this.clone(),
        TokenTree::Group(group) => {
            let inner = replace_self(group.stream(), this);
            let mut replaced = Group::new(group.delimiter(), inner);
            replaced.set_span(group.span());
            TokenTree::Group(replaced).into()
        }
        other => other.into(),
    });
    replaced.collect()
}
