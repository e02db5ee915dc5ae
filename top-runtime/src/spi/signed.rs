//! What a signature covers: parameters from three places, and the body (protocol §9).

use std::collections::BTreeMap;

use super::error::SpiError;
use super::form::{body_pairs, decoded, query_pairs};
use super::request::SpiRequest;
use crate::multipart::{self, Part};
use crate::sign::{SignMethod, Signature, SigningKey};

/// The header that names the headers that are signed.
const SIGNED_HEADERS: &str = "top-sign-list";

/// Parameters in the bytes that were signed, whatever their character set; sorted by the bytes of
/// the name, which is the order of the signature.
pub(super) type Params = BTreeMap<Vec<u8>, Vec<u8>>;

/// A request taken apart, not yet proven.
pub(super) struct Signed<'r> {
    /// All parameters without `sign`.
    pub(super) params: Params,
    /// The signature that came along.
    pub(super) sign: Option<Vec<u8>>,
    /// A body that is signed as it stands.
    pub(super) body: Option<&'r [u8]>,
    /// Files, which nothing signs.
    pub(super) files: Vec<Part<'r>>,
}

impl<'r> Signed<'r> {
    /// Takes a request apart. Where a name occurs again, the query counts before the form and the
    /// form before the headers.
    pub(super) fn of(request: &SpiRequest<'r>) -> Result<Self, SpiError> {
        let mut signed = Self {
            params: headers(request)?,
            sign: None,
            body: None,
            files: Vec::new(),
        };
        signed.add_body(request)?;
        signed.params.remove(&b"sign"[..]);
        let mut query = query_pairs(request.query).collect::<Result<Params, _>>()?;
        signed.sign = query.remove(&b"sign"[..]);
        signed.params.extend(query);
        Ok(signed)
    }

    fn add_body(&mut self, request: &SpiRequest<'r>) -> Result<(), SpiError> {
        let content_type = request.content_type();
        let (media_type, _) = content_type.split_once(';').unwrap_or((content_type, ""));
        let mut form = Params::new();
        match media_type.trim().to_ascii_lowercase().as_str() {
            "application/json" | "text/xml" | "application/xml" | "text/plain" => {
                self.body = Some(request.body);
            }
            "application/x-www-form-urlencoded" => {
                for pair in body_pairs(request.body) {
                    let (name, value) = pair?;
                    form.entry(name).or_insert(value);
                }
            }
            "multipart/form-data" => {
                let parts = multipart::parts(content_type, request.body);
                for part in parts.map_err(|_| SpiError::Malformed)? {
                    match part.file_name {
                        Some(_) => self.files.push(part),
                        None => drop(form.entry(part.name.into()).or_insert(part.body.into())),
                    }
                }
            }
            _ if request.body.is_empty() => {}
            _ => return Err(SpiError::UnsignedBody),
        }
        self.params.extend(form);
        Ok(())
    }

    /// The value of a parameter, where it is text in UTF-8 or ASCII.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        std::str::from_utf8(self.params.get(name.as_bytes())?).ok()
    }

    /// The signature as the platform makes it: by MD5, whatever `sign_method` says.
    pub(super) fn signature(&self, key: &SigningKey) -> Signature {
        key.sign_all(SignMethod::Md5, &self.params, self.body)
    }
}

/// The headers that are signed, and empty ones where the list names what is not there.
fn headers(request: &SpiRequest<'_>) -> Result<Params, SpiError> {
    let list = request.header(SIGNED_HEADERS).unwrap_or_default();
    let list = std::str::from_utf8(list).map_err(|_| SpiError::Malformed)?;
    list.split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| {
            let value = request.header(name).unwrap_or_default();
            Ok((name.as_bytes().to_vec(), decoded(value)?))
        })
        .collect()
}
