//! `TopApi`: the data about the method, and the reply's type.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use super::Target;
use crate::check::{Facts, Resolver};
use crate::model::{Response, name_of};

/// The impl.
pub(super) fn expand(target: &Target<'_>, facts: &Facts<'_>) -> TokenStream {
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

fn endpoint(target: &Target<'_>, facts: &Facts<'_>) -> TokenStream {
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
    if let Some(resolver) = &facts.resolver {
        let resolver = resolved(krate, resolver);
        tokens.extend(quote!(.resolved_by(const { #resolver })));
    }
    if keys.session.is_some() {
        tokens.extend(quote!(.session()));
    }
    if keys.read.is_some() {
        tokens.extend(quote!(.read()));
    }
    tokens
}

/// The read, and how to ask it. What can be wrong about another struct is told here by rustc, on
/// the word: that the read is no read, and that it has no such field.
fn resolved(krate: &TokenStream, resolver: &Resolver<'_>) -> TokenStream {
    let (keys, theirs) = (resolver.keys, &resolver.theirs);
    let read = &keys.read;
    let (by, wanted) = resolver
        .by
        .iter()
        .map(|(ours, theirs)| (ours, theirs))
        .unzip::<_, _, Vec<_>, Vec<_>>();
    let mut steps = TokenStream::new();
    if !keys.matches.is_empty() {
        let fields = keys.matches.iter().map(|(field, text)| {
            let field = field.wire();
            quote!((#field, #text))
        });
        steps.extend(quote!(.matches(&[#(#fields),*])));
    }
    if !keys.absent.is_empty() {
        let codes = &keys.absent;
        steps.extend(quote!(.absent(&[#(#codes),*])));
    }
    if let Some(seconds) = keys.settles_in.map(Literal::u32_unsuffixed) {
        steps.extend(quote!(.settles_in(#seconds)));
    }
    if let Some(judge) = &keys.judge {
        steps.extend(quote!(.judge(#judge)));
    }
    let endpoint = quote_spanned!(read.span()=> <#read as #krate::TopApi>::ENDPOINT);
    let is_read = quote_spanned! {read.span()=>
        ::core::assert!(#endpoint.is_read(), "a call is resolved by a method declared `read`");
    };
    let has_fields = (!theirs.is_empty()).then(|| {
        quote! {
            #[allow(deprecated)]
            let _: fn(&#read) = |read| { #(let _ = &read.#theirs;)* };
        }
    });
    quote! {
        #is_read
        #has_fields
        &#krate::Resolver::new(#endpoint, &[#((#by, #wanted)),*]) #steps
    }
}
