//! How one value differs from another.

use std::cmp::Ordering;

use crate::hidden::is_secret;
use crate::signing::mistakes::{TWISTS, timestamp_shift};

/// The most characters of a value that are quoted.
const QUOTED: usize = 40;

/// Says how the signed value differs from the one that is sent.
pub(super) fn how(name: &[u8], sent: &[u8], signed: &[u8]) -> String {
    let (Ok(sent), Ok(text)) = (std::str::from_utf8(sent), std::str::from_utf8(signed)) else {
        return known(name, &String::from_utf8_lossy(sent), signed)
            .unwrap_or_else(|| "holds bytes that are no UTF-8".to_owned());
    };
    known(name, sent, signed).unwrap_or_else(|| {
        if sent == text.trim() {
            return "was signed with white space at its ends that is not sent".to_owned();
        }
        if is_secret(&String::from_utf8_lossy(name)) {
            return by_length(sent, text);
        }
        by_place(sent, text)
    })
}

fn known(name: &[u8], sent: &str, signed: &[u8]) -> Option<String> {
    let shift = || timestamp_shift(sent, std::str::from_utf8(signed).ok()?);
    let shifted = Some(())
        .filter(|()| name == b"timestamp")
        .and_then(|()| shift());
    let twist = || TWISTS.iter().find(|twist| (twist.apply)(sent) == signed);
    let says = shifted.or_else(|| twist().map(|twist| twist.says.to_owned()))?;
    Some(format!("was signed {says}"))
}

fn by_length(sent: &str, signed: &str) -> String {
    let (own, other) = (sent.chars().count(), signed.chars().count());
    match own.cmp(&other) {
        Ordering::Equal => format!("has another value there, of {own} characters too"),
        _ => format!(
            "has another value there, of {other} characters; the one that is sent has {own}"
        ),
    }
}

fn by_place(sent: &str, signed: &str) -> String {
    let same = sent
        .chars()
        .zip(signed.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let from = |text: &str| quoted(&text.chars().skip(same).collect::<String>());
    match (from(sent).as_str(), from(signed).as_str()) {
        (sent, "``") => format!("ends after {same} characters there; sent is {sent} behind them"),
        ("``", signed) => {
            format!("goes on with {signed} there after the {same} characters that are sent")
        }
        (sent, signed) => format!(
            "differs from character {} on: signed is {signed}, sent is {sent}",
            same + 1
        ),
    }
}

/// The value of a parameter that only the other text has.
pub(super) fn as_text(name: &[u8], value: &[u8]) -> String {
    if is_secret(&String::from_utf8_lossy(name)) {
        return String::new();
    }
    format!(" as {}", quoted(&String::from_utf8_lossy(value)))
}

fn quoted(text: &str) -> String {
    let start: String = text.chars().take(QUOTED).collect();
    let more = if start.len() < text.len() { "…" } else { "" };
    format!("`{}{more}`", start.escape_debug())
}
