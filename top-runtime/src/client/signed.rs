//! A signed request that is looked at instead of sent.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use crate::encode::Params;
use crate::form::Form;
use crate::text::MASK;

/// A signed request. Nothing was sent; whoever posts the body to the address makes the call.
///
/// `Debug` and `Display` mask what [`params`](Self::params) masks; the methods that say so do not.
#[derive(Clone)]
pub struct SignedRequest {
    url: Arc<str>,
    content_type: Cow<'static, str>,
    body: Bytes,
    params: Vec<(String, String)>,
    /// The business parameters as a person may see them.
    shown: Params,
}

impl SignedRequest {
    pub(super) fn new(url: &Arc<str>, form: &Form<'_>, shown: Params) -> Self {
        let (content_type, body) = form.encode();
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let mut params: Vec<_> = form.pairs().iter().copied().map(owned).collect();
        params.push(owned(("sign", form.sign().as_str())));
        Self {
            url: Arc::clone(url),
            content_type,
            body,
            params,
            shown,
        }
    }

    /// The gateway's address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The `Content-Type` of the body.
    pub fn content_type(&self) -> &str {
        &self.content_type
    }

    /// The body, with the session and the signature in it: as good as the secret for the ten
    /// minutes that the timestamp is valid.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Names and values in the order of signing; masked are the app key, the session, the
    /// signature and what the declaration calls `secret`.
    pub fn params(&self) -> impl Iterator<Item = (&str, &str)> {
        self.params
            .iter()
            .map(|(name, value)| (name.as_str(), self.masked(name, value)))
    }

    fn masked<'v>(&'v self, name: &str, value: &'v str) -> &'v str {
        if matches!(name, "app_key" | "session" | "sign") {
            return MASK;
        }
        let shown = self.shown.iter().find(|(shown, _)| *shown == name);
        shown.map_or(value, |(_, shown)| shown)
    }

    /// The signature itself.
    pub fn sign(&self) -> &str {
        self.params.last().map_or("", |(_, sign)| sign)
    }

    /// The text that was signed, without the secret (protocol §3.1): what to compare when a
    /// gateway answers 25. It holds the app key and the session.
    #[must_use]
    pub fn canonical(&self) -> String {
        let signed = self.params.iter().filter(|(name, _)| name != "sign");
        signed
            .flat_map(|(name, value)| [name.as_str(), value])
            .collect()
    }
}

impl fmt::Debug for SignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedRequest")
            .field("url", &self.url)
            .field("content_type", &self.content_type)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

impl fmt::Display for SignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "POST {}", self.url)?;
        for (name, value) in self.params() {
            write!(f, "\n  {name} = {value}")?;
        }
        Ok(())
    }
}
