//! Collects mistakes, so that one build shows them all.

use std::cell::RefCell;
use std::fmt::Display;

use proc_macro2::{Span, TokenStream};

/// Every mistake found so far. Shared by all passes, which never stop at one.
#[derive(Default)]
pub(crate) struct Errors(RefCell<Vec<syn::Error>>);

impl Errors {
    /// Adds a mistake at this place.
    pub(crate) fn at(&self, span: Span, message: impl Display) {
        self.push(syn::Error::new(span, message));
    }

    /// Adds a mistake.
    pub(crate) fn push(&self, error: syn::Error) {
        self.0.borrow_mut().push(error);
    }

    /// The mistakes as `compile_error!`s, in the order they were found.
    pub(crate) fn into_tokens(self) -> TokenStream {
        let errors = self.0.into_inner();
        errors.iter().map(syn::Error::to_compile_error).collect()
    }
}
