//! The limits of a value: `length`, `range` and `items`.

use std::fmt::Display;
use std::str::FromStr;

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Result};
use syn::{Error, Ident, LitInt, Token};

use super::{each_key, in_parentheses, set};
use crate::check::suggest::unknown;
use crate::errors::Errors;
use crate::model::Bounds;

/// The two ends, either of which may be open, and where they stand.
struct Ends<T> {
    min: Option<(T, Span)>,
    max: Option<(T, Span)>,
}

/// Reads the bounds behind `length`, `range` or `items`.
pub(super) fn bounds(key: &Ident, input: ParseStream<'_>, errors: &Errors) -> Result<Bounds> {
    match key.to_string().as_str() {
        "items" => items(key, input),
        "length" => {
            let (min, max) = both(key, "length(min, max)", input, errors)?;
            Ok(Bounds::Length(min, max))
        }
        _ => {
            let (min, max) = both(key, "range(min, max)", input, errors)?;
            Ok(Bounds::Range(min, max))
        }
    }
}

/// `(20)` or `(max = 20)`
fn items(key: &Ident, input: ParseStream<'_>) -> Result<Bounds> {
    in_parentheses(key, "items(max)", input, |content| {
        if content.peek2(Token![=]) {
            let name = content.call(Ident::parse_any)?;
            if name != "max" {
                return Err(Error::new(
                    name.span(),
                    "only the most can be limited: `items(max)`",
                ));
            }
            content.parse::<Token![=]>()?;
        }
        let (max, _) = number(content)?;
        if content.is_empty() {
            Ok(Bounds::Items(max))
        } else {
            Err(content.error("one number only: `items(max)`"))
        }
    })
}

/// `(1, 20)`, `(min = 1)`, `(max = 20)` or `(min = 1, max = 20)`
fn both<T>(
    key: &Ident,
    form: &str,
    input: ParseStream<'_>,
    errors: &Errors,
) -> Result<(Option<T>, Option<T>)>
where
    T: FromStr + PartialOrd + Display,
{
    let ends = in_parentheses(key, form, input, |content| {
        if content.peek2(Token![=]) {
            Ok(named(content, errors))
        } else {
            positional(key, form, content)
        }
    })?;
    if let (Some((min, _)), Some((max, span))) = (&ends.min, &ends.max)
        && min > max
    {
        let message = format!("the end {max} lies below the start {min}");
        return Err(Error::new(*span, message));
    }
    Ok((ends.min.map(|(n, _)| n), ends.max.map(|(n, _)| n)))
}

fn positional<T: FromStr>(key: &Ident, form: &str, content: ParseStream<'_>) -> Result<Ends<T>> {
    let min = number(content)?;
    if content.is_empty() {
        let message = format!("one end alone is written `{key}(min = …)` or `{key}(max = …)`");
        return Err(Error::new(min.1, message));
    }
    if content.parse::<Token![,]>().is_err() {
        return Err(content.error(format!("two numbers with a comma between: `{form}`")));
    }
    let max = number(content)?;
    content.parse::<Option<Token![,]>>()?;
    if !content.is_empty() {
        return Err(content.error(format!("two numbers only: `{form}`")));
    }
    Ok(Ends {
        min: Some(min),
        max: Some(max),
    })
}

fn named<T: FromStr>(content: ParseStream<'_>, errors: &Errors) -> Ends<T> {
    let mut ends = Ends {
        min: None,
        max: None,
    };
    each_key(content, errors, |name, content| {
        let place = match name.to_string().as_str() {
            "min" => &mut ends.min,
            "max" => &mut ends.max,
            _ => return Err(unknown(name, "end", ["min", "max"].into_iter())),
        };
        content.parse::<Token![=]>()?;
        set(place, name, number(content)?)
    });
    ends
}

/// A whole number, perhaps with a sign.
fn number<T: FromStr>(input: ParseStream<'_>) -> Result<(T, Span)> {
    let start = input.span();
    let minus = input.parse::<Option<Token![-]>>()?;
    let literal: LitInt = input
        .parse()
        .map_err(|error| Error::new(error.span(), "expected a whole number"))?;
    let sign = if minus.is_some() { "-" } else { "" };
    let digits = format!("{sign}{}", literal.base10_digits());
    let number = digits.parse().map_err(|_| {
        let span = start.join(literal.span()).unwrap_or(start);
        Error::new(span, "this number is out of range here")
    })?;
    Ok((number, literal.span()))
}
