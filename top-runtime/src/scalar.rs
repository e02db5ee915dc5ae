//! Text of a request into a slot. Replies are forgiven more: see `decode/fill.rs`.

use rust_decimal::Decimal;

use crate::time::DateTime;
use crate::value::Slot;

/// Reads the text of a string, number or Boolean into a slot.
///
/// `12.0` is a whole number, a date may be epoch milliseconds. What was expected comes back
/// where the text is something else.
pub(crate) fn put(slot: Slot<'_>, text: &str) -> Result<(), &'static str> {
    match slot {
        Slot::Text(target) => text.clone_into(target),
        Slot::Integer(target) => *target = integer(text).ok_or("a whole number of 64 bits")?,
        Slot::Bool(target) => *target = boolean(text).ok_or("true or false")?,
        Slot::Decimal(target) => {
            *target = decimal(text).ok_or("a decimal number of at most 28 digits")?;
        }
        Slot::Date(target) => *target = date(text).ok_or("a date yyyy-MM-dd HH:mm:ss")?,
        Slot::Scalar(target) => {
            if let Err(expected) = target.set(text) {
                target.set(whole(text)).map_err(|_| expected)?;
            }
        }
        Slot::Optional(target) => return put(target.fill(), text),
        Slot::Nothing => {}
        Slot::File(_) => return Err("a file"),
        Slot::Raw(_) => return Err("JSON"),
        Slot::Object(_) => return Err("an object"),
        Slot::List(_) => return Err("a list"),
    }
    Ok(())
}

fn integer(text: &str) -> Option<i64> {
    whole(text).parse().ok()
}

/// `12.0` without its zeros; any other text as it is.
fn whole(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|digit| digit == b'0') => {
            whole
        }
        _ => text,
    }
}

fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// Reads a decimal without a float in between, so exactly or not at all.
pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    // Java's `Double` prints large amounts with an exponent (protocol §4).
    Decimal::from_str_exact(text)
        .or_else(|_| Decimal::from_scientific(text))
        .ok()
}

fn date(text: &str) -> Option<DateTime> {
    text.parse()
        .ok()
        .or_else(|| DateTime::from_unix_millis(text.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{Slot, put};

    fn whole(text: &str) -> Result<i64, &'static str> {
        let mut number = 0;
        put(Slot::Integer(&mut number), text).map(|()| number)
    }

    #[test]
    fn whole_numbers_may_carry_zeros_and_nothing_else() {
        assert_eq!(whole("12.00"), Ok(12));
        assert_eq!(whole("-9223372036854775808"), Ok(i64::MIN));
        for wrong in ["12.5", "12.", "NaN", "", "9223372036854775808", "1e3"] {
            assert!(whole(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn narrow_numbers_forgive_the_same() {
        let mut number = 0_u8;
        assert_eq!(put(Slot::Scalar(&mut number), "255.0"), Ok(()));
        assert_eq!(number, 255);
        assert!(put(Slot::Scalar(&mut number), "256").is_err());
    }

    #[test]
    fn decimals_are_exact_or_refused() {
        let mut amount = rust_decimal::Decimal::ZERO;
        assert_eq!(put(Slot::Decimal(&mut amount), "1.0E2"), Ok(()));
        assert_eq!(amount.to_string(), "100");
        for wrong in [
            "NaN",
            "Infinity",
            "0.12345678901234567890123456789",
            "1,5",
            "",
        ] {
            assert!(put(Slot::Decimal(&mut amount), wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn dates_may_be_milliseconds() {
        let mut date = crate::DateTime::EPOCH;
        assert_eq!(put(Slot::Date(&mut date), "1451620800000"), Ok(()));
        assert_eq!(date.to_string(), "2016-01-01 12:00:00");
    }
}
