//! `outcome(…)`: how a reply tells success from rejection.

use syn::ext::IdentExt;
use syn::parse::{ParseStream, Result};
use syn::punctuated::Punctuated;
use syn::{Error, Ident, LitStr, Token};

use super::{each_key, equals, flag, in_parentheses, set};
use crate::check::suggest::unknown;
use crate::errors::Errors;
use crate::model::OutcomeKeys;

const KEYS: [&str; 7] = [
    "success", "code", "message", "value", "accepted", "doubtful", "none",
];

impl OutcomeKeys {
    /// Reads what stands in the parentheses.
    pub(super) fn read(content: ParseStream<'_>, errors: &Errors) -> Self {
        let mut keys = Self::default();
        each_key(content, errors, |key, input| {
            let read = keys.read_key(key, input);
            keys.broken |= read.is_err();
            read
        });
        keys
    }

    fn read_key(&mut self, key: &Ident, input: ParseStream<'_>) -> Result<()> {
        match key.to_string().as_str() {
            "none" => flag(&mut self.none, key, input),
            "success" => set(&mut self.success, key, field(key, input)?),
            "code" => set(&mut self.code, key, field(key, input)?),
            "message" => set(&mut self.message, key, field(key, input)?),
            "value" => set(&mut self.value, key, field(key, input)?),
            "accepted" => codes(&mut self.accepted, key, input),
            "doubtful" => codes(&mut self.doubtful, key, input),
            _ => Err(unknown(key, "key", KEYS.iter().copied())),
        }
    }
}

/// `= field`
fn field(key: &Ident, input: ParseStream<'_>) -> Result<Ident> {
    equals(key, input, "field")?;
    let field = input.call(Ident::parse_any);
    field.map_err(|error| Error::new(error.span(), format!("expected a field: `{key} = field`")))
}

/// `("0", "SUCCESS")`
pub(super) fn codes(place: &mut Vec<LitStr>, key: &Ident, input: ParseStream<'_>) -> Result<()> {
    let form = format!("{key}(\"code\", …)");
    if !place.is_empty() {
        return Err(Error::new(key.span(), format!("`{key}` is given twice")));
    }
    *place = in_parentheses(key, &form, input, |content| {
        let codes = Punctuated::<LitStr, Token![,]>::parse_terminated(content);
        let codes =
            codes.map_err(|error| Error::new(error.span(), format!("codes are text: `{form}`")))?;
        Ok(codes.into_iter().collect())
    })?;
    Ok(())
}
