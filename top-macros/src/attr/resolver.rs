//! `resolved_by(…)`: the read that tells whether a call took effect.

use syn::ext::IdentExt;
use syn::parse::{ParseStream, Result};
use syn::punctuated::Punctuated;
use syn::{Error, Ident, LitInt, LitStr, Path, Token, Type};

use super::container::parse_type;
use super::outcome::codes;
use super::{each_key, equals, in_parentheses, set};
use crate::check::suggest::unknown;
use crate::errors::Errors;
use crate::model::{By, Name, ResolverKeys};

const FORM: &str = "resolved_by(Read, by(field, …))";
const KEYS: [&str; 5] = ["by", "matches", "absent", "settles_in", "judge"];

impl ResolverKeys {
    /// Reads the parentheses behind the key.
    pub(super) fn read(key: &Ident, input: ParseStream<'_>, errors: &Errors) -> Result<Self> {
        in_parentheses(key, FORM, input, |content| {
            let mut keys = Self {
                broken: false,
                span: key.span(),
                read: read_type(content)?,
                by: None,
                matches: Vec::new(),
                absent: Vec::new(),
                settles_in: None,
                judge: None,
            };
            if !content.is_empty() && content.parse::<Token![,]>().is_err() {
                return Err(content.error(format!("expected `,` behind the read: `{FORM}`")));
            }
            each_key(content, errors, |key, input| {
                let read = keys.read_key(key, input);
                keys.broken |= read.is_err();
                read
            });
            Ok(keys)
        })
    }

    fn read_key(&mut self, key: &Ident, input: ParseStream<'_>) -> Result<()> {
        match key.to_string().as_str() {
            "by" => {
                let fields = listed(key, "by(field, theirs = ours)", input, by)?;
                set(&mut self.by, key, fields)
            }
            "matches" if !self.matches.is_empty() => {
                Err(Error::new(key.span(), "`matches` is given twice"))
            }
            "matches" => {
                self.matches = listed(key, "matches(field = \"text\")", input, condition)?;
                Ok(())
            }
            "absent" => codes(&mut self.absent, key, input),
            "settles_in" => set(&mut self.settles_in, key, seconds(key, input)?),
            "judge" => set(&mut self.judge, key, path(key, input)?),
            _ => Err(unknown(key, "key", KEYS.iter().copied())),
        }
    }
}

/// The type that stands first. A key in its place would read as one: `by(…)` looks like `Fn(…)`.
fn read_type(content: ParseStream<'_>) -> Result<Type> {
    let start = content.fork();
    if let Ok(word) = start.call(Ident::parse_any)
        && KEYS.iter().any(|key| word == *key)
    {
        let message = format!("the read comes first: `{FORM}`");
        return Err(Error::new(word.span(), message));
    }
    parse_type(content)
}

fn listed<T>(
    key: &Ident,
    form: &str,
    input: ParseStream<'_>,
    item: fn(ParseStream<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    in_parentheses(key, form, input, |content| {
        let items = Punctuated::<T, Token![,]>::parse_terminated_with(content, item);
        let items = items.map_err(|error| Error::new(error.span(), format!("write `{form}`")))?;
        Ok(items.into_iter().collect())
    })
}

/// `field` or `theirs = ours`
fn by(input: ParseStream<'_>) -> Result<By> {
    let theirs = name(input)?;
    if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        let ours = input.call(Ident::parse_any)?;
        return Ok(By {
            theirs: Some(theirs),
            ours,
        });
    }
    match theirs {
        Name::Field(ours) => Ok(By { theirs: None, ours }),
        Name::Wire(text) => Err(Error::new(text.span(), "expected `=` and a field")),
    }
}

/// `field = "text"`
fn condition(input: ParseStream<'_>) -> Result<(Name, LitStr)> {
    let name = name(input)?;
    input.parse::<Token![=]>()?;
    Ok((name, input.parse()?))
}

fn name(input: ParseStream<'_>) -> Result<Name> {
    if input.peek(LitStr) {
        return input.parse().map(Name::Wire);
    }
    input.call(Ident::parse_any).map(Name::Field)
}

fn seconds(key: &Ident, input: ParseStream<'_>) -> Result<u32> {
    equals(key, input, "60")?;
    let number = input.parse::<LitInt>();
    let seconds = number.and_then(|number| number.base10_parse());
    seconds.map_err(|error| {
        let message = format!("expected whole seconds: `{key} = 60`");
        Error::new(error.span(), message)
    })
}

fn path(key: &Ident, input: ParseStream<'_>) -> Result<Path> {
    equals(key, input, "path::to::function")?;
    let path = input.call(Path::parse_mod_style);
    path.map_err(|error| Error::new(error.span(), "expected the path of a function"))
}
