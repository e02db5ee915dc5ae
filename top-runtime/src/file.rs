//! `byte[]` parameters: files that travel as parts of their own, outside the signature.

use std::fmt;

use bytes::Bytes;

use crate::shape::Kind;
use crate::value::{Ref, Slot, Value};

/// A file to upload (`byte[]`, protocol §4). Only a field of the request itself can be one.
///
/// ```
/// use top_runtime::File;
///
/// let file = File::new("shop.png", b"\x89PNG".to_vec()).content_type("image/png");
/// assert_eq!((file.name(), file.mime()), ("shop.png", "image/png"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    name: String,
    content_type: String,
    bytes: Bytes,
}

impl File {
    /// A file with this name and content, of type `application/octet-stream`.
    #[must_use]
    pub fn new(name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self {
            name: name.into(),
            content_type: "application/octet-stream".to_owned(),
            bytes: bytes.into(),
        }
    }

    /// Sets the MIME type.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = content_type.into();
        self
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The MIME type.
    pub fn mime(&self) -> &str {
        &self.content_type
    }

    /// The content.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "File({:?}, {}, {} bytes)",
            self.name,
            self.content_type,
            self.bytes.len()
        )
    }
}

impl Value for File {
    const KIND: Kind = Kind::File;

    fn empty() -> Self {
        Self::new("", Bytes::new())
    }

    fn get(&self) -> Ref<'_> {
        Ref::File(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::File(self)
    }
}
