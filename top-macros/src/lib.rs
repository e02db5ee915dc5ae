//! The derives behind `top-runtime`, which re-exports them and documents their grammar.

mod attr;
mod check;
mod errors;
mod expand;
mod model;
mod spelled;

use proc_macro::TokenStream;

use crate::model::Role;

/// Declares a request: see `top_runtime::TopApi`.
#[proc_macro_derive(TopApi, attributes(top_api))]
pub fn derive_top_api(input: TokenStream) -> TokenStream {
    expand::derive(input.into(), Role::Request).into()
}

/// Declares a nested type or a reply: see `top_runtime::TopObject`.
#[proc_macro_derive(TopObject, attributes(top_api))]
pub fn derive_top_object(input: TokenStream) -> TokenStream {
    expand::derive(input.into(), Role::Object).into()
}
