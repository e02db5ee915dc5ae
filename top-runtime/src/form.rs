//! A signed call as the bytes of a request body.
//!
//! Every parameter travels in the body and none in the URL. TOP accepts both (protocol §1.2), and
//! URLs end up in access logs, proxies and error texts, where a session or a signature has no
//! place.

pub(crate) mod batch;
mod multipart;

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;

use crate::encode::Params;
use crate::file::File;
use crate::format::Format;
use crate::sign::{SignMethod, Signature, SigningKey};

const FORM: &str = "application/x-www-form-urlencoded;charset=UTF-8";

/// The parameters that every call has (protocol §2).
pub(crate) struct Public<'a> {
    /// `None` for a batch: each of its calls has its own.
    pub(crate) method: Option<&'a str>,
    pub(crate) app_key: &'a str,
    pub(crate) timestamp: &'a str,
    pub(crate) session: Option<&'a str>,
    pub(crate) format: Format,
    pub(crate) sign_method: SignMethod,
}

/// All parameters of a call, sorted by name, and their signature.
///
/// Only [`Form::signed`] makes one, so what is sent is what was signed.
pub(crate) struct Form<'a> {
    pairs: Vec<(&'a str, &'a str)>,
    files: &'a [(Cow<'static, str>, File)],
    sign: Signature,
}

impl<'a> Form<'a> {
    /// Adds the public parameters, sorts and signs.
    pub(crate) fn signed(public: &Public<'a>, params: &'a Params, key: &SigningKey) -> Self {
        let business = params.iter();
        let mut pairs = Vec::with_capacity(PUBLIC_COUNT + business.len());
        public.append_to(&mut pairs);
        pairs.extend(business);
        pairs.sort_unstable_by_key(|(name, _)| *name);
        let sign = key.sign(public.sign_method, pairs.iter().copied(), None);
        Self {
            pairs,
            files: params.files(),
            sign,
        }
    }

    /// Names and values in the order of signing, without the signature.
    pub(crate) fn pairs(&self) -> &[(&'a str, &'a str)] {
        &self.pairs
    }

    /// The signature.
    pub(crate) fn sign(&self) -> &Signature {
        &self.sign
    }

    /// The signature alone.
    pub(crate) fn into_sign(self) -> Signature {
        self.sign
    }

    /// The `Content-Type` and the body: multipart where there are files.
    pub(crate) fn encode(&self) -> (Cow<'static, str>, Bytes) {
        if self.files.is_empty() {
            (Cow::Borrowed(FORM), self.urlencoded())
        } else {
            let boundary = multipart::boundary(self);
            let body = multipart::body(self, &boundary);
            (multipart::content_type(&boundary).into(), body)
        }
    }

    fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        let sign = ("sign", self.sign.as_str());
        self.pairs.iter().copied().chain([sign])
    }

    fn urlencoded(&self) -> Bytes {
        let raw: usize = self
            .all()
            .map(|(name, value)| name.len() + value.len() + 2)
            .sum();
        // JSON grows by about a half; a text of Chinese only, which triples, grows the buffer once.
        let mut body = Vec::with_capacity(raw + raw / 2);
        urlencode(self.all(), &mut body);
        body.into()
    }
}

impl fmt::Debug for Form<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.pairs.iter().map(|(name, _)| name))
            .finish()
    }
}

/// How many public parameters there can be.
const PUBLIC_COUNT: usize = 9;

impl<'a> Public<'a> {
    fn append_to(&self, pairs: &mut Vec<(&'a str, &'a str)>) {
        pairs.extend([
            ("app_key", self.app_key),
            ("format", self.format.parameter()),
            ("partner_id", "top-rs"),
            ("sign_method", self.sign_method.as_str()),
            ("timestamp", self.timestamp),
            ("v", "2.0"),
        ]);
        if let Some(method) = self.method {
            pairs.push(("method", method));
        }
        if self.format.simplify() {
            pairs.push(("simplify", "true"));
        }
        if let Some(session) = self.session {
            pairs.push(("session", session));
        }
    }
}

/// The bytes that a form keeps as they are.
#[expect(
    clippy::indexing_slicing,
    reason = "a position out of bounds would not compile"
)]
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let kept = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._*";
    let mut at = 0;
    while at < kept.len() {
        plain[kept[at] as usize] = true;
        at += 1;
    }
    plain
};

/// What each byte becomes otherwise.
#[expect(
    clippy::indexing_slicing,
    reason = "a position out of bounds would not compile"
)]
const ESCAPED: [[u8; 3]; 256] = {
    let digits = *b"0123456789ABCDEF";
    let mut escaped = [[b'%'; 3]; 256];
    let mut byte = 0;
    while byte < 256 {
        escaped[byte] = [b'%', digits[byte >> 4], digits[byte & 15]];
        byte += 1;
    }
    escaped
};

fn is_plain(byte: u8) -> bool {
    PLAIN.get(usize::from(byte)).copied().unwrap_or(false)
}

/// The text as it stands in a form.
pub(crate) fn percent_encoded(text: &str) -> Cow<'_, str> {
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = Vec::new();
    percent_encode(text, &mut out);
    Cow::Owned(String::from_utf8_lossy(&out).into_owned())
}

/// Appends names and values as a form.
fn urlencode<'p>(pairs: impl Iterator<Item = (&'p str, &'p str)>, out: &mut Vec<u8>) {
    let start = out.len();
    for (name, value) in pairs {
        if out.len() > start {
            out.push(b'&');
        }
        percent_encode(name, out);
        out.push(b'=');
        percent_encode(value, out);
    }
}

/// Appends the text percent-encoded: runs that stay are copied whole.
fn percent_encode(text: &str, out: &mut Vec<u8>) {
    let mut rest = text.as_bytes();
    loop {
        let run = rest
            .iter()
            .position(|byte| !is_plain(*byte))
            .unwrap_or(rest.len());
        let Some((plain, behind)) = rest.split_at_checked(run) else {
            return;
        };
        out.extend_from_slice(plain);
        let Some((byte, behind)) = behind.split_first() else {
            return;
        };
        match ESCAPED.get(usize::from(*byte)) {
            _ if *byte == b' ' => out.push(b'+'),
            Some(escaped) => out.extend_from_slice(escaped),
            None => return,
        }
        rest = behind;
    }
}

#[cfg(test)]
mod tests;
