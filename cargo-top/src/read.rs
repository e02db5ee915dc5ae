//! Reading: text of either form becomes [`Description`]s, with what is odd about it as [`Finding`]s.

mod bounds;
mod distinct;
mod error;
mod fault;
mod json;
mod oddities;
mod ordered;
mod page;
mod types;

pub use error::ReadError;

use crate::description::Description;
use crate::finding::Finding;
use fault::Fault;

/// One method as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// What the input says.
    pub description: Description,
    /// What is odd about it, in the order of its lines.
    pub findings: Vec<Finding>,
}

/// Reads a page of the documentation site, one JSON description, an array of them, or JSONL.
///
/// `name` is the file's name, for the error alone. A page gives one method, JSON as many as it holds.
///
/// # Errors
/// What keeps it from being read whole, with the line. Nothing is read by halves: a page that was
/// cut off is an error, not a shorter description.
pub fn read(name: &str, text: &str) -> Result<Vec<Read>, ReadError> {
    methods(text).map_err(|fault| ReadError::new(name, text, fault))
}

/// Reads the bytes of a file as [`read`] reads text. They must be UTF-8, with or without its mark.
///
/// # Errors
/// Like [`read`], and the line of the first byte that is no UTF-8.
pub fn read_bytes(name: &str, bytes: &[u8]) -> Result<Vec<Read>, ReadError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => read(name, text),
        Err(error) => {
            let text = String::from_utf8_lossy(bytes);
            let sound = text.get(..error.valid_up_to()).unwrap_or_default();
            let line = 1 + sound.matches('\n').count();
            Err(ReadError::new(name, &text, Fault::not_utf8(line)))
        }
    }
}

fn methods(text: &str) -> Result<Vec<Read>, Fault> {
    bounds::size(text)?;
    let mut reads = match text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace()) {
        "" => return Err(Fault::empty()),
        rest if rest.starts_with(['{', '[']) => json::read(text)?,
        rest if rest.starts_with('<') => return Err(Fault::markup(text, rest)),
        _ => vec![page::read(text)?],
    };
    for read in &mut reads {
        let Description { request, reply, .. } = &mut read.description;
        for fields in [request, reply] {
            *fields = distinct::names(std::mem::take(fields), &mut read.findings);
        }
        oddities::report(&read.description, &mut read.findings);
        read.findings.sort_by_key(|finding| finding.line);
    }
    Ok(reads)
}

#[cfg(test)]
mod tests;
