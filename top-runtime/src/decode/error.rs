//! What is wrong with a reply that cannot be read, and where.

use std::fmt;

use super::fill::Mismatch;

/// A reply that could not be read.
///
/// It holds the place and what was expected there, never text of the reply: that may be customer
/// data.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Fault>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Fault {
    kind: DecodeErrorKind,
    path: String,
    offset: Option<usize>,
    reached_payload: bool,
}

/// What is wrong with a reply.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecodeErrorKind {
    /// There is no body.
    Empty,
    /// It is a web page, as load balancers send.
    Html,
    /// It is neither a JSON object nor an XML element.
    NotAReply,
    /// It ends in the middle.
    Truncated,
    /// It breaks the rules of JSON or XML; says what was expected.
    Syntax(&'static str),
    /// Its root is not that of the method called.
    WrongRoot,
    /// It holds two replies.
    TwoRoots,
    /// A field that is always there was left out.
    Missing,
    /// A value of another type.
    Mismatch {
        /// What the declaration asks for, for example `a whole number`.
        expected: &'static str,
        /// What kind of value came, for example `text`.
        found: &'static str,
    },
    /// A text that is needed is not UTF-8.
    NotUtf8,
    /// The bytes are not in the character set that the headers name, or it is unknown.
    Charset,
    /// The compression is not gzip, or the gzip stream is broken.
    Compression,
    /// An XML document type or an entity of its own: neither belongs in a reply.
    Forbidden,
    /// Nested deeper than this many levels.
    TooDeep {
        /// The limit.
        levels: usize,
    },
    /// More items in lists than this.
    TooMany {
        /// The limit.
        items: usize,
    },
    /// Longer than this, after decompression.
    TooLarge {
        /// The limit in bytes.
        bytes: usize,
    },
}

impl DecodeError {
    #[cold]
    pub(super) fn new(kind: DecodeErrorKind, offset: Option<usize>) -> Self {
        Self(Box::new(Fault {
            kind,
            path: String::new(),
            offset,
            reached_payload: false,
        }))
    }

    /// Puts the name of a field in front of the path: errors learn their path on the way out.
    #[cold]
    pub(super) fn under(mut self, field: &str) -> Self {
        let path = &mut self.0.path;
        if field.is_empty() {
            return self;
        }
        if !path.is_empty() && !path.starts_with('[') {
            path.insert(0, '.');
        }
        path.insert_str(0, field);
        self
    }

    /// Puts the position in a list in front of the path.
    #[cold]
    pub(super) fn at_item(self, index: usize) -> Self {
        self.under(&format!("[{index}]"))
    }

    #[cold]
    pub(super) fn in_payload(mut self) -> Self {
        self.0.reached_payload = true;
        self
    }

    /// What is wrong.
    pub fn kind(&self) -> DecodeErrorKind {
        self.0.kind
    }

    /// The field at fault, for example `result.after_property_list[0].value`; empty where the
    /// whole reply is.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Where reading stopped, in bytes from the first one of the plain text that is no blank.
    pub fn offset(&self) -> Option<usize> {
        self.0.offset
    }

    /// Whether the reply had already shown itself as a success of the method called, so that
    /// only its payload is at fault: the call was most likely carried out.
    pub fn reached_payload(&self) -> bool {
        self.0.reached_payload
    }
}

impl From<Mismatch> for DecodeErrorKind {
    fn from(Mismatch { expected, found }: Mismatch) -> Self {
        Self::Mismatch { expected, found }
    }
}

impl fmt::Display for DecodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Empty => f.write_str("the reply is empty"),
            Self::Html => {
                f.write_str("a web page came instead of a reply: a proxy or load balancer answered")
            }
            Self::NotAReply => f.write_str("neither a JSON object nor an XML element"),
            Self::Truncated => f.write_str("the reply ends in the middle"),
            Self::Syntax(expected) => write!(f, "malformed: expected {expected}"),
            Self::WrongRoot => f.write_str("the reply's root is not that of the method called"),
            Self::TwoRoots => f.write_str("two replies in one body"),
            Self::Missing => f.write_str("missing, and the declaration does not make it optional"),
            Self::Mismatch { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::NotUtf8 => f.write_str("text that is not UTF-8"),
            Self::Charset => f.write_str("the text is not in the character set it claims"),
            Self::Compression => f.write_str("compressed, and not as whole gzip"),
            Self::Forbidden => f.write_str("a document type or an entity declared by the reply"),
            Self::TooMany { items } => write!(f, "more than {items} items in its lists"),
            Self::TooDeep { levels } => write!(f, "nested deeper than {levels} levels"),
            Self::TooLarge { bytes } => write!(f, "longer than {bytes} bytes"),
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.path.is_empty() {
            write!(f, "{}: ", self.0.path)?;
        }
        self.0.kind.fmt(f)?;
        match self.0.offset {
            Some(offset) => write!(f, " (at byte {offset})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for DecodeError {}

#[cfg(test)]
mod tests {
    use super::{DecodeError, DecodeErrorKind};

    #[test]
    fn the_path_grows_from_the_inside() {
        let error = DecodeError::new(DecodeErrorKind::Missing, Some(7));
        let error = error
            .under("value")
            .at_item(0)
            .under("list")
            .under("result");
        assert_eq!(error.path(), "result.list[0].value");
        assert_eq!(
            error.to_string(),
            "result.list[0].value: missing, and the declaration does not make it optional (at byte 7)"
        );
    }
}
