//! A request that is proven, and can be read.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as JsonValue};

use super::error::SpiError;
use super::signed::Signed;
use crate::api::TopObject;
use crate::decode::{self, DecodeError};
use crate::encode::is_joined;
use crate::file::File;
use crate::shape::{Kind, Shape};

/// A request of the platform, proven and fresh. Only [`SpiVerifier`](super::SpiVerifier) makes
/// one.
///
/// `Debug` tells names, not values: they are customers' data.
#[derive(Clone)]
pub struct Verified {
    params: BTreeMap<String, String>,
    body: String,
    files: Vec<(String, File)>,
}

impl Verified {
    pub(super) fn of(signed: Signed<'_>, content_type: &str) -> Result<Self, SpiError> {
        let text = |bytes: &[u8]| text(bytes, content_type);
        let mut params = BTreeMap::new();
        for (name, value) in &signed.params {
            params.insert(text(name)?, text(value)?);
        }
        let mut files = Vec::with_capacity(signed.files.len());
        for part in signed.files {
            let file = File::new(
                text(part.file_name.unwrap_or_default())?,
                Bytes::copy_from_slice(part.body),
            );
            let file = match part.content_type {
                Some(mime) => file.content_type(text(mime)?),
                None => file,
            };
            files.push((text(part.name)?, file));
        }
        Ok(Self {
            params,
            body: text(signed.body.unwrap_or_default())?,
            files,
        })
    }

    /// The method that is called, for example `qimen.alibaba.member.activate`.
    pub fn method(&self) -> Option<&str> {
        self.param("method")
    }

    /// The value of a signed parameter, wherever it travelled: query, form or header.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.get(name).map(String::as_str)
    }

    /// All signed parameters but the signature, sorted by name; empty values too.
    pub fn params(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.params
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The body as text, in whatever character set it came; empty where the body was a form.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The files of a multipart body by the names of their parameters. **No signature covers
    /// them**: anybody on the way could have changed them.
    pub fn unsigned_files(&self) -> impl ExactSizeIterator<Item = (&str, &File)> {
        self.files.iter().map(|(name, file)| (name.as_str(), file))
    }

    /// Reads the body as JSON into a type of yours.
    ///
    /// # Errors
    /// What serde says. Its words can quote the body.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.body)
    }

    /// Reads the call into a declared struct, as forgiving as a reply is read: from the body where
    /// it is JSON or XML, or else from the parameters.
    ///
    /// # Errors
    /// What does not fit the declaration, with the path of the field and no value.
    pub fn read<T: TopObject>(&self) -> Result<T, DecodeError> {
        let mut object = T::empty();
        let text = match self.body.trim_ascii() {
            "" => Cow::Owned(self.params_as_json(T::declaration())),
            text => Cow::Borrowed(text),
        };
        decode::bare(text.as_bytes(), &mut object)?;
        Ok(object)
    }

    /// The parameters that a shape names. Objects travel as JSON in them, plain lists joined by
    /// commas (protocol §4).
    fn params_as_json(&self, shape: &Shape) -> String {
        let fields = shape.fields().iter();
        let given = fields.filter_map(|field| {
            let text = self.param(field.name())?;
            Some((field.name().to_owned(), as_json(field.kind(), text)))
        });
        JsonValue::Object(given.collect::<Map<_, _>>()).to_string()
    }
}

fn as_json(kind: Kind, text: &str) -> JsonValue {
    match kind {
        _ if is_joined(kind) && !text.is_empty() => text.split(',').collect(),
        Kind::Object(_) | Kind::List(_) | Kind::Raw => {
            serde_json::from_str(text).unwrap_or_else(|_| text.into())
        }
        _ => text.into(),
    }
}

/// Text in the character set of the request: UTF-8, or what its `Content-Type` names.
fn text(bytes: &[u8], content_type: &str) -> Result<String, SpiError> {
    let text = decode::to_utf8(bytes.into(), Some(content_type));
    let text = text.map_err(|_| SpiError::Malformed)?;
    String::from_utf8(text.into_owned()).map_err(|_| SpiError::Malformed)
}

impl fmt::Debug for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified")
            .field("params", &self.params.keys())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}
