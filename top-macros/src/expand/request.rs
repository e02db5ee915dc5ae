//! `TopApi`: the data about the method, and the reply's type.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::Target;
use crate::check::Facts;
use crate::model::{Response, name_of};

/// The impl.
pub(super) fn expand(target: &Target<'_>, facts: &Facts) -> TokenStream {
    let krate = target.krate;
    let response = target.declaration.keys.response.as_ref();
    let response = response.map_or(quote!(::std::string::String), |r| r.ty.to_token_stream());
    let endpoint = endpoint(target, facts);
    target.implement(
        &quote!(#krate::TopApi),
        &quote! {
            type Response = #response;
            const ENDPOINT: &'static #krate::Endpoint = &#endpoint;
        },
    )
}

fn endpoint(target: &Target<'_>, facts: &Facts) -> TokenStream {
    let (krate, keys) = (target.krate, &target.declaration.keys);
    let method = keys.method.as_ref().map(syn::LitStr::value);
    let method = method.unwrap_or_default();
    let mut tokens = quote!(#krate::Endpoint::new::<Self>(#method));
    if let Some(param) = &keys.param {
        tokens.extend(quote!(.param(#param)));
    }
    if let Some(Response {
        member: Some(member),
        ..
    }) = &keys.response
    {
        let member = name_of(member);
        tokens.extend(quote!(.member(#member)));
    }
    if let Some(field) = &facts.idempotent_by {
        tokens.extend(quote!(.idempotent_by(#field)));
    }
    if keys.session.is_some() {
        tokens.extend(quote!(.session()));
    }
    if keys.read.is_some() {
        tokens.extend(quote!(.read()));
    }
    tokens
}
