//! Parameters that cannot be read.

use std::io;
use std::ops::Range;
use std::path::Path;

use miette::{Diagnostic, NamedSource, SourceSpan};
use thiserror::Error;

/// A source that cannot be read.
#[derive(Debug, Error, Diagnostic)]
#[error("cannot read the parameters from {name}")]
pub(super) struct Unread {
    name: String,
    source: io::Error,
}

impl Unread {
    pub(super) fn new(path: &Path, source: io::Error) -> Self {
        let name = path.display().to_string();
        Self { name, source }
    }
}

/// Text that is no JSON object. It is not shown: it may hold anything.
#[derive(Debug, Error, Diagnostic)]
#[error("{name} is no JSON object{at}")]
#[diagnostic(help("`describe METHOD --example` prints one"))]
pub(super) struct NotAnObject {
    name: String,
    at: String,
}

impl NotAnObject {
    pub(super) fn other(name: &str) -> Self {
        let name = name.to_owned();
        let at = String::new();
        Self { name, at }
    }

    pub(super) fn broken(name: &str, text: &str, error: &serde_json::Error) -> Self {
        let name = name.to_owned();
        let at = if text.trim().is_empty() {
            ": it is empty".to_owned()
        } else {
            format!(": {error}")
        };
        Self { name, at }
    }
}

/// A member that is written twice: only one could count.
#[derive(Debug, Error, Diagnostic)]
#[error("{path} is written twice; nothing was sent")]
pub(super) struct Twice {
    path: String,
    #[source_code]
    text: NamedSource<String>,
    #[label("once more")]
    again: SourceSpan,
}

impl Twice {
    pub(super) fn new(name: &str, text: String, path: &str, range: Range<usize>) -> Self {
        Self {
            path: path.to_owned(),
            text: NamedSource::new(name, text),
            again: range.into(),
        }
    }
}

/// A file of a parameter that cannot be taken.
#[derive(Debug, Error, Diagnostic)]
pub(super) enum BadFile {
    #[error("{field} is a file, which JSON cannot carry")]
    #[diagnostic(help("write {{\"file\": \"path\"}}, with \"type\": \"image/png\" if it matters"))]
    Form { field: String },
    #[error("{field} is text: a file travels only as a parameter of its own, of type byte[]")]
    #[diagnostic(help(
        "if its page says how bytes become text there, in Base64 perhaps, give that text"
    ))]
    Within { field: String },
    #[error("cannot read {path}, the file of {field}")]
    Unread {
        field: String,
        path: String,
        source: io::Error,
    },
}
