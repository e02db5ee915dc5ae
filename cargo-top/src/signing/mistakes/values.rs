//! Values that are signed in another form than the one that is sent.

use std::fmt::Write;

use encoding_rs::GB18030;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::Variant;
use crate::signing::draft::{Draft, Pair};

/// A way to write a value differently.
#[derive(Clone, Copy)]
pub(crate) struct Twist {
    /// Behind `was signed`.
    pub(crate) says: &'static str,
    pub(crate) apply: fn(&str) -> Vec<u8>,
}

const RFC_3986: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');
/// As `encodeURIComponent` of JavaScript.
const COMPONENT: &AsciiSet = &RFC_3986
    .remove(b'!')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');
/// As `quote` of Python, which leaves `/` alone.
const PATH: &AsciiSet = &RFC_3986.remove(b'/');

/// The forms that other SDKs have been seen to sign, or are easily made to.
pub(crate) const TWISTS: [Twist; 26] = [
    twist("after URL encoding, a space as `%20`", |text| {
        percent(text, RFC_3986)
    }),
    twist("after URL encoding, a space as `+`", |text| {
        form(text).into_bytes()
    }),
    twist(
        "after URL encoding, as JavaScript's encodeURIComponent does it",
        |text| percent(text, COMPONENT),
    ),
    twist("after URL encoding that leaves `/` alone", |text| {
        percent(text, PATH)
    }),
    twist(
        "after URL encoding in lower-case hex, a space as `%20`",
        |text| lower_hex(&percent(text, RFC_3986)),
    ),
    twist(
        "after URL encoding in lower-case hex, a space as `+`",
        |text| lower_hex(form(text).as_bytes()),
    ),
    twist("after URL encoding twice, a space as `%2520`", |text| {
        percent(&String::from_utf8_lossy(&percent(text, RFC_3986)), RFC_3986)
    }),
    twist("after URL encoding twice, a space as `%2B`", |text| {
        form(&form(text)).into_bytes()
    }),
    twist(
        "with a space in place of each `+`: the `+` is not encoded where it should be",
        |text| text.replace('+', " ").into_bytes(),
    ),
    twist(
        "with URL encoding undone once more: it is sent encoded twice",
        |text| percent_decode_str(text).collect(),
    ),
    twist(
        "with URL encoding undone once more, `+` as a space: it is sent encoded twice",
        |text| percent_decode_str(&text.replace('+', " ")).collect(),
    ),
    twist("with a `+` in place of each space", |text| {
        text.replace(' ', "+").into_bytes()
    }),
    twist("in GBK bytes: the platform reads UTF-8", |text| {
        GB18030.encode(text).0.into_owned()
    }),
    twist(
        "in UTF-8 that was taken for Latin-1 and encoded again",
        |text| {
            text.bytes()
                .map(char::from)
                .collect::<String>()
                .into_bytes()
        },
    ),
    twist("with `?` in place of what is not ASCII", |text| {
        text.chars()
            .map(|c| if c.is_ascii() { c } else { '?' })
            .collect::<String>()
            .into_bytes()
    }),
    twist("without the white space at its ends", |text| {
        text.trim().as_bytes().to_vec()
    }),
    twist("without any white space", |text| {
        text.split_whitespace().collect::<String>().into_bytes()
    }),
    twist("with LF as the end of lines, where CR LF is sent", |text| {
        text.replace("\r\n", "\n").into_bytes()
    }),
    twist("with CR LF as the end of lines, where LF is sent", |text| {
        text.replace("\r\n", "\n")
            .replace('\n', "\r\n")
            .into_bytes()
    }),
    twist(
        "with each `/` as `\\/`: another JSON than the one that is sent",
        |text| text.replace('/', "\\/").into_bytes(),
    ),
    twist(
        "with `\\u` escapes: another JSON than the one that is sent",
        |text| escaped(text).into_bytes(),
    ),
    twist(
        "as JSON with other spaces or another order of members than what is sent",
        |text| json(text).into_bytes(),
    ),
    twist("in quotes, as JSON has texts", |text| {
        serde_json::Value::from(text).to_string().into_bytes()
    }),
    twist("with HTML entities", |text| html(text).into_bytes()),
    twist("in lower case", |text| text.to_lowercase().into_bytes()),
    twist(
        "as `1` where `true` is sent, and `0` for `false`",
        |text| match text {
            "true" => b"1".to_vec(),
            "false" => b"0".to_vec(),
            _ => text.as_bytes().to_vec(),
        },
    ),
];

/// Forms of `true` and `false` in other languages.
const CAPITAL: Twist = twist(
    "as `True` or `False`, where lower case is sent",
    |text| match text {
        "true" => b"True".to_vec(),
        "false" => b"False".to_vec(),
        _ => text.as_bytes().to_vec(),
    },
);

const fn twist(says: &'static str, apply: fn(&str) -> Vec<u8>) -> Twist {
    Twist { says, apply }
}

/// All values in another form.
pub(super) fn general(draft: &Draft) -> Vec<Variant> {
    let of_twist = |twist: &Twist| {
        let twisted: Vec<Pair> = draft
            .pairs
            .iter()
            .map(|pair| twisted(pair, *twist))
            .collect();
        match changed(draft, &twisted).as_slice() {
            [] => None,
            [one] => single(draft, *one, *twist),
            _ => {
                let says = format!("the values were signed {}", twist.says);
                Some(Variant::new(says, draft.with(twisted)))
            }
        }
    };
    twists().filter_map(of_twist).collect()
}

/// One value in another form, where several could be.
pub(super) fn singles(draft: &Draft) -> Vec<Variant> {
    let of_twist = |twist: &'static Twist| {
        let twisted: Vec<Pair> = draft
            .pairs
            .iter()
            .map(|pair| twisted(pair, *twist))
            .collect();
        let changed = changed(draft, &twisted);
        let several = if changed.len() > 1 {
            changed
        } else {
            Vec::new()
        };
        several
            .into_iter()
            .filter_map(|at| single(draft, at, *twist))
    };
    twists().flat_map(of_twist).collect()
}

fn twists() -> impl Iterator<Item = &'static Twist> {
    TWISTS.iter().chain([&CAPITAL])
}

/// Where pairs differ.
fn changed(draft: &Draft, twisted: &[Pair]) -> Vec<usize> {
    let pairs = draft.pairs.iter().zip(twisted).enumerate();
    pairs
        .filter(|(_, (sent, other))| sent != other)
        .map(|(at, _)| at)
        .collect()
}

fn single(draft: &Draft, at: usize, twist: Twist) -> Option<Variant> {
    let mut pairs = draft.pairs.clone();
    let pair = pairs.get_mut(at)?;
    *pair = twisted(pair, twist);
    let says = format!(
        "`{}` was signed {}",
        String::from_utf8_lossy(&pair.0),
        twist.says
    );
    Some(Variant::new(says, draft.with(pairs)))
}

fn twisted((name, value): &Pair, twist: Twist) -> Pair {
    let value = match std::str::from_utf8(value) {
        Ok(text) => (twist.apply)(text),
        Err(_) => value.clone(),
    };
    (name.clone(), value)
}

fn percent(text: &str, set: &'static AsciiSet) -> Vec<u8> {
    utf8_percent_encode(text, set).to_string().into_bytes()
}

fn form(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn lower_hex(encoded: &[u8]) -> Vec<u8> {
    let mut digits = 0;
    let lowered = encoded.iter().map(|&byte| {
        if byte == b'%' {
            digits = 2;
            return byte;
        }
        if digits == 0 {
            return byte;
        }
        digits -= 1;
        byte.to_ascii_lowercase()
    });
    lowered.collect()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for unit in text.encode_utf16() {
        match char::from_u32(u32::from(unit)).filter(char::is_ascii) {
            Some(plain) => escaped.push(plain),
            None => {
                // Writing to a String does not fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        }
    }
    escaped
}

/// JSON as this crate writes it: without spaces, members by name.
fn json(text: &str) -> String {
    let parsed = text
        .starts_with(['{', '['])
        .then(|| serde_json::from_str::<serde_json::Value>(text));
    match parsed {
        Some(Ok(value)) => value.to_string(),
        _ => text.to_owned(),
    }
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
