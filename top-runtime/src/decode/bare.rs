//! An object without an envelope: what the platform sends when it is the one who calls.

use super::error::{DecodeError, DecodeErrorKind};
use super::json::Reader;
use super::{Limits, value, without_mark, xml};
use crate::value::Object;

/// Reads an object in JSON or XML, as forgiving as a reply is read.
///
/// # Errors
/// Where it is neither, or does not fit the declaration.
pub(crate) fn bare(text: &[u8], object: &mut dyn Object) -> Result<(), DecodeError> {
    let limits = Limits::default();
    let text = without_mark(text).trim_ascii();
    match text.first() {
        None => Err(DecodeError::new(DecodeErrorKind::Empty, None)),
        Some(b'{') => {
            let mut reader = Reader::new(text, limits);
            reader.token();
            value::object(&mut reader, object)?;
            if reader.at_end() {
                Ok(())
            } else {
                Err(reader.unexpected("nothing behind the object"))
            }
        }
        Some(b'<') => xml::reply::bare(text, object, limits),
        Some(_) => Err(DecodeError::new(DecodeErrorKind::NotAReply, Some(0))),
    }
}

#[cfg(test)]
mod tests {
    use super::bare;
    use crate::api::TopObject as _;
    use crate::decode::DecodeErrorKind;
    use crate::derive::TopObject;

    /// Somebody.
    #[derive(Debug, TopObject)]
    struct Somebody {
        /// The name.
        nick: String,
        /// The lucky numbers.
        numbers: Vec<i64>,
    }

    #[test]
    fn an_object_is_its_own_root() {
        for text in [
            r#" {"x_response":{},"nick":"a","numbers":{"number":["1",2]}} "#,
            "\u{feff}{\"nick\":\"a\",\"numbers\":[1,2]}",
            "<?xml version='1.0'?><x_response><nick>a</nick><new/><numbers><n>1</n><n>2</n></numbers></x_response>",
        ] {
            let mut somebody = Somebody::empty();
            bare(text.as_bytes(), &mut somebody).unwrap();
            assert_eq!(
                (&*somebody.nick, &*somebody.numbers),
                ("a", &[1, 2][..]),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_none_is_refused() {
        for (text, expected) in [
            ("", DecodeErrorKind::Empty),
            ("nick=a", DecodeErrorKind::NotAReply),
            ("{}", DecodeErrorKind::Missing),
            ("<r/>", DecodeErrorKind::Empty),
            ("<r><nick>a</nick></r><r/>", DecodeErrorKind::TwoRoots),
            ("{\"nick\":\"a\"", DecodeErrorKind::Truncated),
        ] {
            let error = bare(text.as_bytes(), &mut Somebody::empty()).unwrap_err();
            assert_eq!(error.kind(), expected, "{text}");
        }
        assert!(bare(b"{\"nick\":\"a\"} {}", &mut Somebody::empty()).is_err());
    }
}
