//! The keys on a field.

use syn::parse::{ParseStream, Result};
use syn::{Error, Ident};

use super::limit::bounds;
use super::{field_name, flag, set, text};
use crate::check::suggest::unknown;
use crate::errors::Errors;
use crate::model::{FieldKeys, Limit};

const KEYS: [&str; 7] = [
    "rename",
    "required_if",
    "length",
    "range",
    "items",
    "secret",
    "amount",
];

impl FieldKeys {
    /// Reads one key and what follows it.
    pub(super) fn read(
        &mut self,
        key: &Ident,
        input: ParseStream<'_>,
        errors: &Errors,
    ) -> Result<()> {
        match key.to_string().as_str() {
            "rename" => set(&mut self.rename, key, text(key, input)?),
            "required_if" => {
                let other = field_name(key, "required_if(other)", input)?;
                self.required_if.push(other);
                Ok(())
            }
            "length" | "range" | "items" => self.limit(key, input, errors),
            "secret" => flag(&mut self.secret, key, input),
            "amount" => flag(&mut self.amount, key, input),
            "optional" => Err(Error::new(
                key.span(),
                "an optional field is an `Option<…>`: there is no key for it",
            )),
            _ => Err(unknown(key, "key", KEYS.iter().copied())),
        }
    }

    fn limit(&mut self, key: &Ident, input: ParseStream<'_>, errors: &Errors) -> Result<()> {
        let bounds = bounds(key, input, errors)?;
        if self.limits.iter().any(|limit| limit.key == *key) {
            return Err(Error::new(key.span(), format!("`{key}` is given twice")));
        }
        self.limits.push(Limit {
            key: key.clone(),
            bounds,
        });
        Ok(())
    }
}
