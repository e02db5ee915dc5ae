//! Signatures of TOP (protocol §3): made by the client, checked by a gateway.

use std::fmt;
use std::str::FromStr;

use hmac::digest::Update;
use hmac::{EagerHash, Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::blank::is_blank;
use crate::text::MASK;

/// How a call is signed: the public parameter `sign_method`.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum SignMethod {
    /// `hmac-sha256`, the strongest that TOP offers.
    #[default]
    HmacSha256,
    /// `hmac`: HMAC over MD5.
    Hmac,
    /// `md5`: the secret on both ends, the one that every old proxy knows.
    Md5,
}

impl SignMethod {
    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HmacSha256 => "hmac-sha256",
            Self::Hmac => "hmac",
            Self::Md5 => "md5",
        }
    }
}

impl fmt::Display for SignMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A word that names no [`SignMethod`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotASignMethod;

impl fmt::Display for NotASignMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("must be md5, hmac or hmac-sha256")
    }
}

impl std::error::Error for NotASignMethod {}

impl FromStr for SignMethod {
    type Err = NotASignMethod;

    fn from_str(word: &str) -> Result<Self, NotASignMethod> {
        [Self::HmacSha256, Self::Hmac, Self::Md5]
            .into_iter()
            .find(|method| method.as_str() == word)
            .ok_or(NotASignMethod)
    }
}

/// An app secret, ready to sign: the key schedules are computed once, not for every call.
///
/// ```
/// use top_runtime::SignMethod;
/// use top_runtime::sign::SigningKey;
///
/// let key = SigningKey::new("helloworld");
/// let pairs = [("bar", "2"), ("foo", "1"), ("foo_bar", "3"), ("foobar", "4")];
/// let sign = key.sign(SignMethod::Md5, pairs, None);
/// assert!(sign.matches("5AAF1C690262A24768F5478B084C2C8A"));
/// ```
#[derive(Clone)]
pub struct SigningKey {
    secret: Zeroizing<Box<[u8]>>,
    sha256: Hmac<Sha256>,
    md5: Hmac<Md5>,
}

impl SigningKey {
    /// Prepares this app secret.
    #[must_use]
    pub fn new(secret: &str) -> Self {
        let secret = Zeroizing::new(Box::from(secret.as_bytes()));
        Self {
            sha256: keyed(&secret),
            md5: keyed(&secret),
            secret,
        }
    }

    /// Signs as a client does: pairs with a blank name or value are left out, as they are
    /// never sent (protocol §3.2).
    ///
    /// The pairs are the decoded parameters without files, sorted by name; `sign` is left out;
    /// `body` is the raw body of a call that has one (protocol §3.1).
    #[must_use]
    pub fn sign<'p>(
        &self,
        method: SignMethod,
        pairs: impl IntoIterator<Item = (&'p str, &'p str)>,
        body: Option<&[u8]>,
    ) -> Signature {
        let given = pairs
            .into_iter()
            .filter(|(name, value)| !is_blank(name) && !is_blank(value));
        self.sign_all(method, given, body)
    }

    /// Signs every pair but `sign`, whatever its value: a gateway must accept the signatures of SDKs that
    /// send and sign empty values too. Bytes are taken as well: those of an SPI call are in the
    /// character set of the request (protocol §9).
    #[must_use]
    pub fn sign_all<T: AsRef<[u8]>>(
        &self,
        method: SignMethod,
        pairs: impl IntoIterator<Item = (T, T)>,
        body: Option<&[u8]>,
    ) -> Signature {
        match method {
            SignMethod::HmacSha256 => {
                let mut mac = self.sha256.clone();
                feed(&mut mac, pairs, body);
                Signature::of(&mac.finalize().into_bytes())
            }
            SignMethod::Hmac => {
                let mut mac = self.md5.clone();
                feed(&mut mac, pairs, body);
                Signature::of(&mac.finalize().into_bytes())
            }
            SignMethod::Md5 => {
                let mut digest = Md5::new_with_prefix(&*self.secret);
                feed(&mut digest, pairs, body);
                Signature::of(&digest.chain_update(&*self.secret).finalize())
            }
        }
    }

    /// The secret itself, for finding it in texts that must not show it.
    pub(crate) fn secret(&self) -> &[u8] {
        &self.secret
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({MASK})")
    }
}

/// An HMAC that has taken its key in.
fn keyed<D: EagerHash + Digest>(secret: &[u8]) -> Hmac<D> {
    let mut key = hmac::digest::Key::<Hmac<D>>::default();
    let fits = secret.len() <= key.len();
    let hashed = if fits { None } else { Some(D::digest(secret)) };
    let bytes = hashed.as_deref().unwrap_or(secret);
    for (to, from) in key.iter_mut().zip(bytes) {
        *to = *from;
    }
    Hmac::new(&key)
}

fn feed<T: AsRef<[u8]>>(
    digest: &mut impl Update,
    pairs: impl IntoIterator<Item = (T, T)>,
    body: Option<&[u8]>,
) {
    for (name, value) in pairs {
        if name.as_ref() != b"sign" {
            digest.update(name.as_ref());
            digest.update(value.as_ref());
        }
    }
    if let Some(body) = body {
        digest.update(body);
    }
}

/// A signature in upper-case hex. It is as good as the secret for ten minutes, so `Debug` masks it.
#[derive(Clone)]
pub struct Signature(String);

impl Signature {
    fn of(bytes: &[u8]) -> Self {
        Self(const_hex::encode_upper(bytes))
    }

    /// The hex digits: 32, or 64 for `hmac-sha256`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the signature that a caller sent, in upper or lower case; takes the same
    /// time wherever they differ.
    #[must_use]
    pub fn matches(&self, sent: &str) -> bool {
        let sent = sent.to_ascii_uppercase();
        self.0.as_bytes().ct_eq(sent.as_bytes()).into()
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signature({MASK})")
    }
}

#[cfg(test)]
mod tests;
