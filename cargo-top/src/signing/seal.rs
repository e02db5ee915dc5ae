//! Turns a text into a sign, as TOP wants it and as others do it.

use md5::{Digest, Md5};
use sha2::Sha256;
use top_runtime::SignMethod;
use top_runtime::sign::SigningKey;

/// One way to turn secret and text into a sign of upper-case hex.
pub(crate) type Seal = fn(&str, &[u8]) -> String;

/// The right way.
pub(crate) fn of(method: SignMethod) -> Seal {
    match method {
        SignMethod::Md5 => md5,
        SignMethod::Hmac => hmac_md5,
        _ => hmac_sha256,
    }
}

/// Ways that are right for another method, or for another platform.
pub(crate) const OTHERS: [(&str, Seal); 18] = [
    ("by `md5`, whatever `sign_method` says", md5),
    (
        "by `hmac` (HMAC-MD5), whatever `sign_method` says",
        hmac_md5,
    ),
    ("by `hmac-sha256`, whatever `sign_method` says", hmac_sha256),
    (
        "by MD5 with the secret in front only: it belongs to both ends",
        |secret, text| hex::<Md5>(&[secret.as_bytes(), text]),
    ),
    (
        "by MD5 with the secret behind only: it belongs to both ends",
        |secret, text| hex::<Md5>(&[text, secret.as_bytes()]),
    ),
    ("by MD5 without the secret", |_, text| hex::<Md5>(&[text])),
    (
        "by MD5 with `&key=` and the secret behind, as another platform has it",
        |secret, text| hex::<Md5>(&[text, b"&key=", secret.as_bytes()]),
    ),
    (
        "by MD5 with the secret at both ends joined by `&`",
        |secret, text| hex::<Md5>(&[secret.as_bytes(), b"&", text, b"&", secret.as_bytes()]),
    ),
    (
        "by SHA-256 with the secret at both ends: `hmac-sha256` is HMAC, with the secret as its key",
        |secret, text| hex::<Sha256>(&[secret.as_bytes(), text, secret.as_bytes()]),
    ),
    (
        "by SHA-256 with the secret in front: `hmac-sha256` is HMAC, with the secret as its key",
        |secret, text| hex::<Sha256>(&[secret.as_bytes(), text]),
    ),
    (
        "by SHA-256 with the secret behind: `hmac-sha256` is HMAC, with the secret as its key",
        |secret, text| hex::<Sha256>(&[text, secret.as_bytes()]),
    ),
    ("by SHA-256 without the secret", |_, text| {
        hex::<Sha256>(&[text])
    }),
    (
        "by HMAC-MD5 over a text with the secret at both ends: with HMAC it is the key only",
        |secret, text| keyed(SignMethod::Hmac, secret, &wrapped(secret, text)),
    ),
    (
        "by HMAC-SHA256 over a text with the secret at both ends: with HMAC it is the key only",
        |secret, text| keyed(SignMethod::HmacSha256, secret, &wrapped(secret, text)),
    ),
    ("by HMAC-MD5 with key and text exchanged", |secret, text| {
        keyed(
            SignMethod::Hmac,
            &String::from_utf8_lossy(text),
            secret.as_bytes(),
        )
    }),
    (
        "by HMAC-SHA256 with key and text exchanged",
        |secret, text| {
            keyed(
                SignMethod::HmacSha256,
                &String::from_utf8_lossy(text),
                secret.as_bytes(),
            )
        },
    ),
    (
        "by HMAC-MD5 with `&` behind the secret, as another platform has it",
        |secret, text| keyed(SignMethod::Hmac, &format!("{secret}&"), text),
    ),
    (
        "by HMAC-SHA256 with `&` behind the secret, as another platform has it",
        |secret, text| keyed(SignMethod::HmacSha256, &format!("{secret}&"), text),
    ),
];

fn md5(secret: &str, text: &[u8]) -> String {
    keyed(SignMethod::Md5, secret, text)
}

fn hmac_md5(secret: &str, text: &[u8]) -> String {
    keyed(SignMethod::Hmac, secret, text)
}

fn hmac_sha256(secret: &str, text: &[u8]) -> String {
    keyed(SignMethod::HmacSha256, secret, text)
}

fn keyed(method: SignMethod, secret: &str, text: &[u8]) -> String {
    let nameless: [(&[u8], &[u8]); 1] = [(b"", text)];
    let sign = SigningKey::new(secret).sign_all(method, nameless, None);
    sign.as_str().to_owned()
}

fn wrapped(secret: &str, text: &[u8]) -> Vec<u8> {
    [secret.as_bytes(), text, secret.as_bytes()].concat()
}

fn hex<D: Digest>(parts: &[&[u8]]) -> String {
    let digest = parts.iter().fold(D::new(), D::chain_update);
    const_hex::encode_upper(digest.finalize())
}
