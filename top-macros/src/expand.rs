//! Facts to Rust: what a person would write by hand, in public names only.

mod bridge;
mod build;
mod object;
mod request;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{DeriveInput, ImplGenerics, TypeGenerics};

use crate::attr;
use crate::check::{self, Facts};
use crate::errors::Errors;
use crate::model::{Declaration, Role};

/// The whole derive: reads, checks and expands.
///
/// A declaration with mistakes still gets its impls, of what was understood, so that nothing else
/// complains about missing ones.
pub(crate) fn derive(input: TokenStream, role: Role) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let errors = Errors::default();
    let declaration = attr::read(input, role, &errors);
    let facts = check::check(&declaration, &errors);
    let mut tokens = errors.into_tokens();
    // Whatever borrows cannot meet the traits' `'static`.
    if declaration.generics.lifetimes().next().is_none() {
        tokens.extend(expand(&declaration, &facts));
    }
    tokens
}

fn expand(declaration: &Declaration, facts: &Facts<'_>) -> TokenStream {
    let krate = krate(declaration);
    let target = Target::new(declaration, &krate);
    let mut tokens = object::expand(&target, facts);
    if declaration.role == Role::Request {
        tokens.extend(request::expand(&target, facts));
    }
    if declaration.is_struct && declaration.keys.no_new.is_none() {
        tokens.extend(build::expand(&target, facts));
    }
    tokens.extend(bridge::expand(&target));
    tokens
}

fn krate(declaration: &Declaration) -> TokenStream {
    let path = declaration.keys.krate.as_ref();
    path.map_or(quote!(::top_runtime), ToTokens::to_token_stream)
}

/// The struct that everything is implemented for.
struct Target<'a> {
    declaration: &'a Declaration,
    krate: &'a TokenStream,
    impl_generics: ImplGenerics<'a>,
    type_generics: TypeGenerics<'a>,
    where_clause: TokenStream,
}

impl<'a> Target<'a> {
    fn new(declaration: &'a Declaration, krate: &'a TokenStream) -> Self {
        let (impl_generics, type_generics, _) = declaration.generics.split_for_impl();
        Self {
            declaration,
            krate,
            impl_generics,
            type_generics,
            where_clause: where_clause(declaration, krate),
        }
    }

    /// `impl … for` the struct; `head` is the trait.
    fn implement(&self, head: &TokenStream, body: &TokenStream) -> TokenStream {
        let (impl_generics, where_clause) = (&self.impl_generics, &self.where_clause);
        let ty = self.ty();
        quote! {
            #[automatically_derived]
            impl #impl_generics #head for #ty #where_clause { #body }
        }
    }

    /// The struct with its generic arguments.
    fn ty(&self) -> TokenStream {
        let (ident, generics) = (&self.declaration.ident, &self.type_generics);
        quote!(#ident #generics)
    }
}

/// The user's conditions, and that each type parameter is a value.
fn where_clause(declaration: &Declaration, krate: &TokenStream) -> TokenStream {
    let generics = &declaration.generics;
    let parameters = generics.type_params().map(|parameter| &parameter.ident);
    let theirs = generics.where_clause.iter().flat_map(|c| &c.predicates);
    let conditions: Vec<TokenStream> = theirs
        .map(ToTokens::to_token_stream)
        .chain(parameters.map(|parameter| quote!(#parameter: #krate::Value)))
        .collect();
    if conditions.is_empty() {
        TokenStream::new()
    } else {
        quote!(where #(#conditions),*)
    }
}
