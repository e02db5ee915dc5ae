//! Replies as TOP writes them: classic JSON, simplified JSON or XML (protocol §5).

mod json;
mod names;
mod xml;

use top_runtime::{Endpoint, Field, Format, MASK, Ref};

use crate::error_response::ErrorResponse;

/// How far a reply departs from its declaration. Real gateways do all of this (protocol §5.1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Quirks {
    /// Numbers and Booleans are text, and digits in text are numbers.
    pub(crate) wrong_types: bool,
    /// Tab, line feed and other control characters stand inside text as they are.
    pub(crate) control_characters: bool,
    /// Every list is `{}`.
    pub(crate) empty_lists: bool,
    /// Who reads it.
    pub(crate) reader: Reader,
}

/// Who reads a reply.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Reader {
    /// The caller, who gets all of it.
    #[default]
    Caller,
    /// Someone who looks on: what is declared secret is masked.
    Onlooker,
}

impl Quirks {
    /// The value as it is written.
    fn shown<'v>(self, field: &Field, value: Ref<'v>) -> Ref<'v> {
        if self.reader == Reader::Onlooker && field.is_secret() && !matches!(value, Ref::Absent) {
            return Ref::Text(MASK);
        }
        value
    }
}

/// A successful reply in this format.
pub(crate) fn reply(
    format: Format,
    endpoint: &Endpoint,
    value: Ref<'_>,
    request_id: &str,
    quirks: Quirks,
) -> String {
    match format {
        Format::Xml => xml::reply(endpoint, value, request_id, quirks),
        Format::Classic => json::classic(endpoint, value, request_id, quirks),
        Format::Simplified => json::simplified(endpoint, value, request_id, quirks),
    }
}

/// An `error_response`, which keeps its wrapper in every format.
pub(crate) fn error(format: Format, error: &ErrorResponse, request_id: &str) -> String {
    match format {
        Format::Xml => xml::error(error, request_id),
        _ => json::error(error, request_id),
    }
}

/// Text for people, as opposed to ids and codes: only such text holds control characters.
fn is_prose(text: &str) -> bool {
    !text.is_ascii() || text.contains(' ')
}

#[cfg(test)]
mod tests;
