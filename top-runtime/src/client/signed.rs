//! A signed request that is looked at instead of sent.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use crate::form::Form;
use crate::text::MASK;
use crate::value::{Object, Ref};

/// A signed request. Nothing was sent; whoever posts the body to the address makes the call.
///
/// `Debug` and `Display` mask what [`params`](Self::params) masks; the methods that say so do not.
#[derive(Clone)]
pub struct SignedRequest {
    url: Arc<str>,
    content_type: Cow<'static, str>,
    body: Bytes,
    params: Vec<(String, String)>,
    secrets: Vec<String>,
}

impl SignedRequest {
    pub(super) fn new(url: &Arc<str>, form: &Form<'_>, secrets: Vec<String>) -> Self {
        let (content_type, body) = form.encode();
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let mut params: Vec<_> = form.pairs().iter().copied().map(owned).collect();
        params.push(owned(("sign", form.sign().as_str())));
        Self {
            url: Arc::clone(url),
            content_type,
            body,
            params,
            secrets,
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
    pub fn params(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        self.params
            .iter()
            .map(|(name, value)| (name.as_str(), self.masked(name, value)))
    }

    fn masked<'v>(&self, name: &str, value: &'v str) -> Cow<'v, str> {
        if matches!(name, "app_key" | "session" | "sign") {
            return Cow::Borrowed(MASK);
        }
        let mut shown = Cow::Borrowed(value);
        for secret in &self.secrets {
            if shown.contains(secret) {
                shown = Cow::Owned(shown.replace(secret, MASK));
            }
        }
        shown
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

/// The texts of all fields that are declared `secret`, as they are and as JSON writes them.
pub(super) fn secrets_in(object: &dyn Object) -> Vec<String> {
    let mut found = Vec::new();
    collect(Ref::Object(object), false, &mut found);
    found
}

fn collect(value: Ref<'_>, secret: bool, found: &mut Vec<String>) {
    match value {
        Ref::Text(text) if secret && !text.is_empty() => {
            let json = serde_json::Value::from(text).to_string();
            found.push(json.trim_matches('"').to_owned());
            found.push(text.to_owned());
        }
        Ref::Integer(number) if secret => found.push(number.to_string()),
        Ref::List(list) => {
            for index in 0..list.len() {
                collect(list.item(index), secret, found);
            }
        }
        Ref::Object(object) => {
            for (index, field) in object.shape().fields().iter().enumerate() {
                collect(object.get(index), secret || field.is_secret(), found);
            }
        }
        _ => {}
    }
}
