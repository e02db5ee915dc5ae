//! A sign that somebody else made.

use serde::Serialize;

use crate::signing::mistakes::{Explained, Scene};

/// What is to be said of a sign.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Verdict {
    pub(super) verdict: Word,
    /// What explains it, each a sentence without its full stop.
    pub(super) says: Vec<String>,
}

/// What a sign is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Word {
    /// The right one.
    Equal,
    /// One that the platform takes: SDKs do not agree here.
    Tolerated,
    /// One that comes of known mistakes.
    Explained,
    /// One that no known mistake makes.
    Unexplained,
}

impl Verdict {
    /// Whether the platform takes such a sign.
    pub(super) fn is_taken(&self) -> bool {
        matches!(self.verdict, Word::Equal | Word::Tolerated)
    }

    /// The same with every sentence changed.
    pub(super) fn map(mut self, change: impl Fn(&str) -> String) -> Self {
        for says in &mut self.says {
            *says = change(says);
        }
        self
    }
}

/// Looks for what made this sign.
pub(super) fn judge(scene: &Scene<'_>, sign: &str) -> Verdict {
    let written = Written::of(sign);
    let mut says: Vec<String> = written.says.map(str::to_owned).into_iter().collect();
    let verdict = if scene.sign() == written.hex {
        // Whether the platform takes lower case is unknown; Base64 it cannot.
        if written.in_hex {
            Word::Equal
        } else {
            Word::Explained
        }
    } else if let Some(Explained {
        says: found,
        tolerated,
    }) = scene.explain(&written.hex)
    {
        says.extend(found);
        if tolerated {
            Word::Tolerated
        } else {
            Word::Explained
        }
    } else {
        says.extend(length(scene, &written.hex));
        Word::Unexplained
    };
    Verdict { verdict, says }
}

/// A sign as TOP writes it, and how it is written otherwise.
struct Written {
    hex: String,
    in_hex: bool,
    says: Option<&'static str>,
}

impl Written {
    fn of(sign: &str) -> Self {
        let sign = sign.trim();
        let in_hex = sign.bytes().all(|byte| byte.is_ascii_hexdigit());
        let lower = sign.bytes().any(|byte| byte.is_ascii_lowercase());
        let (hex, says) = match (in_hex, base64(sign)) {
            (true, _) => (
                sign.to_ascii_uppercase(),
                lower.then_some("it is written in lower case: TOP's own SDKs send capitals"),
            ),
            (false, Some(bytes)) => (
                const_hex::encode_upper(bytes),
                Some("it is written in Base64: TOP wants hex in capitals"),
            ),
            (false, None) => (sign.to_owned(), Some("it is no hex")),
        };
        Self { hex, in_hex, says }
    }
}

/// What the length of a sign tells.
fn length(scene: &Scene<'_>, hex: &str) -> Option<String> {
    let wanted = scene.sign().len();
    match hex.len() {
        40 => Some("40 digits are a SHA-1, which TOP does not know".to_owned()),
        16 => Some("16 digits are half an MD5".to_owned()),
        length if length != wanted => Some(format!(
            "it has {length} digits, and `{}` makes {wanted}",
            scene.method
        )),
        _ => None,
    }
}

/// Decodes what is Base64 of a digest: 16, 20 or 32 bytes.
fn base64(text: &str) -> Option<Vec<u8>> {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for character in text.trim_end_matches('=').chars() {
        let value = u32::try_from(ALPHABET.find(character)?).ok()?;
        bits = ((bits << 6) | value) & 0xfff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).ok()?);
        }
    }
    matches!(bytes.len(), 16 | 20 | 32).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{Written, base64};

    #[test]
    fn a_sign_is_read_however_it_is_written() {
        let digest = [0xAB_u8; 16];
        let hex = "AB".repeat(16);
        assert_eq!(base64("q6urq6urq6urq6urq6urqw=="), Some(digest.to_vec()));
        for (text, says) in [
            (hex.clone(), None),
            (hex.to_lowercase(), Some("lower case")),
            ("q6urq6urq6urq6urq6urqw==".to_owned(), Some("Base64")),
        ] {
            let written = Written::of(&text);
            assert_eq!(written.hex, hex);
            assert_eq!(written.says.is_some(), says.is_some());
            assert!(
                written
                    .says
                    .unwrap_or_default()
                    .contains(says.unwrap_or_default())
            );
        }
        assert_eq!(Written::of("not a sign").says, Some("it is no hex"));
    }
}
