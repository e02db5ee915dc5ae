//! What is wanted and what came: the forgiving rules for one scalar, in JSON and XML alike.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::escape::digits;
use crate::scalar;
use crate::shape::Kind;
use crate::time::DateTime;
use crate::value::{Object, Optional, Slot};

/// A scalar as it came.
#[derive(Clone, Copy)]
pub(super) enum Came<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    Text(&'a str),
}

/// A value of another type than the one wanted.
pub(super) struct Mismatch {
    pub(super) expected: &'static str,
    pub(super) found: &'static str,
}

/// Fills a slot. `false` where what came means that the value was left out: null, an empty text
/// where no text is wanted, or the documentation's literal `null` (protocol §5.3).
pub(super) fn scalar(kind: Kind, slot: Slot<'_>, came: Came<'_>) -> Result<bool, Mismatch> {
    let expected = match slot {
        Slot::Optional(optional) => return optionally(kind, optional, came),
        Slot::List(list) if came.is_absent(kind) => {
            list.clear();
            return Ok(false);
        }
        _ if came.is_absent(kind) => return Ok(false),
        Slot::Nothing => return Ok(false),
        Slot::Text(out) => {
            *out = came.text().into();
            return Ok(true);
        }
        Slot::Integer(out) => put(out, came.integer()).err(),
        Slot::Bool(out) => put(out, came.boolean().ok_or("true or false")).err(),
        Slot::Decimal(out) => put(out, came.decimal().ok_or("a decimal number")).err(),
        Slot::Date(out) => put(out, came.date().ok_or("a date")).err(),
        Slot::Scalar(out) => narrow(kind, came).and_then(|text| out.set(&text)).err(),
        _ => Some(wanted(kind)),
    };
    match expected {
        None => Ok(true),
        Some(expected) => Err(Mismatch {
            expected,
            found: came.name(),
        }),
    }
}

fn optionally(kind: Kind, optional: &mut dyn Optional, came: Came<'_>) -> Result<bool, Mismatch> {
    let given = !came.is_absent(kind) && scalar(kind, optional.fill(), came)?;
    if !given {
        optional.clear();
    }
    Ok(given)
}

fn put<T, E>(out: &mut T, value: Result<T, E>) -> Result<(), E> {
    *out = value?;
    Ok(())
}

/// The text for a scalar that reads its own: whole numbers arrive plain, whatever they looked like.
fn narrow(kind: Kind, came: Came<'_>) -> Result<Cow<'_, str>, &'static str> {
    match kind {
        Kind::Integer | Kind::Fen | Kind::IntegerCode(_) => {
            came.integer().map(|number| Cow::Owned(number.to_string()))
        }
        _ if takes_text(kind) => Ok(Cow::Borrowed(came.text())),
        _ => Ok(Cow::Borrowed(came.text().trim())),
    }
}

/// Whether an empty text, or the text `null`, is a value of this kind.
pub(super) fn takes_text(kind: Kind) -> bool {
    matches!(kind, Kind::Text | Kind::TextCode(_) | Kind::Json)
}

/// What a value of this kind is, in words.
pub(super) fn wanted(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::TextCode(_) => "text",
        Kind::Integer | Kind::Fen | Kind::IntegerCode(_) => "a whole number",
        Kind::Bool => "true or false",
        Kind::Decimal | Kind::Yuan => "a decimal number",
        Kind::Date => "a date",
        Kind::File => "nothing: a reply carries no file",
        Kind::Json | Kind::Raw => "JSON",
        Kind::Object(_) => "an object",
        Kind::List(_) => "a list",
    }
}

impl<'a> Came<'a> {
    fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "text",
        }
    }

    fn is_absent(self, kind: Kind) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => !takes_text(kind) && matches!(text.trim(), "" | "null"),
            _ => false,
        }
    }

    fn text(self) -> &'a str {
        match self {
            Self::Null => "",
            Self::Bool(true) => "true",
            Self::Bool(false) => "false",
            Self::Number(text) | Self::Text(text) => text,
        }
    }

    fn boolean(self) -> Option<bool> {
        let text = self.text().trim();
        if text.eq_ignore_ascii_case("true") || text == "1" {
            return Some(true);
        }
        (text.eq_ignore_ascii_case("false") || text == "0").then_some(false)
    }

    fn integer(self) -> Result<i64, &'static str> {
        if let Self::Bool(flag) = self {
            return Ok(i64::from(flag));
        }
        let text = self.text().trim();
        text.parse().or_else(|_| whole(text))
    }

    fn decimal(self) -> Option<Decimal> {
        scalar::decimal(self.text().trim())
    }

    fn date(self) -> Option<DateTime> {
        let text = self.text().trim();
        text.parse()
            .ok()
            .or_else(|| DateTime::from_unix_millis(whole(text).ok()?))
            .or_else(|| loose_date(text))
    }
}

/// Reads a day alone as its midnight, and drops the fraction of a second.
fn loose_date(text: &str) -> Option<DateTime> {
    match text.split_once('.') {
        Some((seconds, fraction)) if digits(fraction) => seconds.parse().ok(),
        Some(_) => None,
        None => format!("{text} 00:00:00").parse().ok(),
    }
}

const NOT_WHOLE: &str = "a whole number";
const TOO_LARGE: &str = "a whole number of 64 bits";

/// Reads `5.0`, `+5`, `1.2e3` and their like, digit by digit: a float would lose some.
fn whole(text: &str) -> Result<i64, &'static str> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent: i64 = exponent.parse().map_err(|_| NOT_WHOLE)?;
    let (integral, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let (sign, integral) = match integral.strip_prefix('-') {
        Some(integral) => ("-", integral),
        None => ("", integral.strip_prefix('+').unwrap_or(integral)),
    };
    let digits = [integral, fraction].concat();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NOT_WHOLE);
    }
    let point = i64::try_from(integral.len()).map_err(|_| TOO_LARGE)?;
    shifted(sign, &digits, point.saturating_add(exponent))
}

/// The digits with the point behind the first `point` of them.
fn shifted(sign: &str, digits: &str, point: i64) -> Result<i64, &'static str> {
    if digits.bytes().all(|byte| byte == b'0') {
        return Ok(0);
    }
    let point = usize::try_from(point).map_err(|_| NOT_WHOLE)?;
    let (whole, rest) = digits.split_at_checked(point).unwrap_or((digits, ""));
    if rest.bytes().any(|byte| byte != b'0') {
        return Err(NOT_WHOLE);
    }
    let zeros = point - whole.len();
    // 19 digits are the most that fit; without a bound, `1e999999999` would be a huge text.
    if zeros > 19 {
        return Err(TOO_LARGE);
    }
    let text = format!("{sign}{whole}{:0<zeros$}", "");
    text.parse().map_err(|_| TOO_LARGE)
}

/// Takes back what an earlier value of a repeated field left: the last one wins.
///
/// Only what may stay out needs it; the rest must come again.
pub(super) fn reset(object: &mut dyn Object) {
    for index in 0..object.shape().fields().len() {
        match object.slot(index) {
            Slot::Optional(optional) => optional.clear(),
            Slot::List(list) => list.clear(),
            Slot::Object(nested) => reset(nested),
            _ => {}
        }
    }
}

/// The same slot for a shorter time.
pub(super) fn reborrow<'b>(slot: &'b mut Slot<'_>) -> Slot<'b> {
    match slot {
        Slot::Nothing => Slot::Nothing,
        Slot::Text(out) => Slot::Text(out),
        Slot::Integer(out) => Slot::Integer(out),
        Slot::Bool(out) => Slot::Bool(out),
        Slot::Decimal(out) => Slot::Decimal(out),
        Slot::Date(out) => Slot::Date(out),
        Slot::File(out) => Slot::File(out),
        Slot::Scalar(out) => Slot::Scalar(*out),
        Slot::Raw(out) => Slot::Raw(*out),
        Slot::Object(out) => Slot::Object(*out),
        Slot::List(out) => Slot::List(*out),
        Slot::Optional(out) => Slot::Optional(*out),
    }
}
