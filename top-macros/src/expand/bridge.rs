//! `serde` and `validator`: thin impls over the same data.

use proc_macro2::TokenStream;
use quote::quote;

use super::Target;

/// The impls, as far as they are wanted.
pub(super) fn expand(target: &Target<'_>) -> TokenStream {
    let mut tokens = validate(target);
    if target.declaration.keys.no_serde.is_none() {
        tokens.extend(serialize(target));
        tokens.extend(deserialize(target));
    }
    tokens
}

fn serialize(target: &Target<'_>) -> TokenStream {
    let krate = target.krate;
    target.implement(
        &quote!(#krate::serde::Serialize),
        &quote! {
            fn serialize<__S: #krate::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                #krate::bridge::serialize(self, serializer)
            }
        },
    )
}

fn deserialize(target: &Target<'_>) -> TokenStream {
    let (krate, ty, where_clause) = (target.krate, target.ty(), &target.where_clause);
    let parameters = &target.declaration.generics.params;
    let parameters = parameters.iter().map(super::build::without_default);
    quote! {
        #[automatically_derived]
        impl<'de, #(#parameters),*> #krate::serde::Deserialize<'de> for #ty #where_clause {
            fn deserialize<__D: #krate::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                #krate::bridge::deserialize(deserializer)
            }
        }
    }
}

fn validate(target: &Target<'_>) -> TokenStream {
    let krate = target.krate;
    target.implement(
        &quote!(#krate::validator::Validate),
        &quote! {
            #[inline]
            fn validate(&self) -> ::core::result::Result<(), #krate::validator::ValidationErrors> {
                #krate::bridge::validate(self)
            }
        },
    )
}
