//! The parameters of a call, wherever they travelled: query, form or multipart (protocol §1.2).

mod form;

use std::collections::BTreeMap;
use std::fmt;

use top_runtime::{File, is_blank, multipart};

use crate::incoming::Incoming;

/// All parameters of one call in one map. A name in both query and body has the body's value.
#[derive(Default)]
pub(crate) struct Arguments {
    /// Sorted by the bytes of the name, which is the order of the signature (protocol §3.1).
    texts: BTreeMap<String, String>,
    files: Vec<(String, File)>,
    raw_body: String,
}

/// The call is not made of names and values in UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Malformed {
    /// A name or value is not UTF-8.
    Encoding,
    /// The multipart body has no boundary, or a part without a name.
    Multipart,
}

impl Arguments {
    /// Reads the query and the body.
    pub(crate) fn read(incoming: &Incoming) -> Result<Self, Malformed> {
        let mut arguments = Self::of_query(incoming)?;
        match incoming.media_type().as_str() {
            "multipart/form-data" => arguments.add_parts(incoming)?,
            "application/json" | "text/xml" | "application/xml" | "text/plain" => {
                arguments = arguments.with_raw_body(&incoming.body)?;
            }
            // Some clients name no type, or a wrong one, and send a form all the same.
            _ => arguments.add_form(text(&incoming.body)?.trim_ascii())?,
        }
        Ok(arguments)
    }

    /// Reads the query alone: enough to answer a call whose body cannot be read.
    pub(crate) fn of_query(incoming: &Incoming) -> Result<Self, Malformed> {
        let mut arguments = Self::default();
        arguments.add_form(&incoming.query)?;
        Ok(arguments)
    }

    /// Keeps a body that is no form.
    ///
    /// # Errors
    /// It is not UTF-8.
    pub(crate) fn with_raw_body(mut self, body: &[u8]) -> Result<Self, Malformed> {
        text(body)?.clone_into(&mut self.raw_body);
        Ok(self)
    }

    /// Sets a parameter.
    pub(crate) fn insert(&mut self, name: &str, value: &str) {
        self.texts.insert(name.to_owned(), value.to_owned());
    }

    /// Adds `a=b&c=d`, percent-encoded.
    ///
    /// # Errors
    /// A name or value is not UTF-8.
    pub(crate) fn add_form(&mut self, text: &str) -> Result<(), Malformed> {
        for pair in form::pairs(text) {
            let (name, value) = pair?;
            self.texts.insert(name, value);
        }
        Ok(())
    }

    fn add_parts(&mut self, incoming: &Incoming) -> Result<(), Malformed> {
        let parts = multipart::parts(&incoming.content_type, &incoming.body);
        for part in parts.map_err(|_| Malformed::Multipart)? {
            let name = text(part.name)?.to_owned();
            match part.file_name {
                None => {
                    self.texts.insert(name, text(part.body)?.to_owned());
                }
                Some(file_name) => {
                    let file = File::new(text(file_name)?, incoming.body.slice_ref(part.body));
                    self.files.push((name, typed(file, part.content_type)?));
                }
            }
        }
        Ok(())
    }

    /// The value of a parameter; `None` where it is not given or blank.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let value = self.texts.get(name)?;
        (!is_blank(value)).then_some(value)
    }

    /// The uploaded files, by parameter name.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &File)> {
        self.files.iter().map(|(name, file)| (name.as_str(), file))
    }

    /// Whether a file was uploaded.
    pub(crate) fn has_files(&self) -> bool {
        !self.files.is_empty()
    }

    /// All text parameters, sorted by the bytes of the name.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A body that is no form; it is part of the signature as it stands.
    pub(crate) fn raw_body(&self) -> &str {
        &self.raw_body
    }
}

impl fmt::Debug for Arguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.texts.keys()).finish()
    }
}

fn typed(file: File, content_type: Option<&[u8]>) -> Result<File, Malformed> {
    Ok(match content_type {
        Some(content_type) => file.content_type(text(content_type)?),
        None => file,
    })
}

fn text(bytes: &[u8]) -> Result<&str, Malformed> {
    std::str::from_utf8(bytes).map_err(|_| Malformed::Encoding)
}

#[cfg(test)]
mod tests {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    use proptest::prelude::*;

    use super::{Arguments, Malformed};
    use crate::incoming::Incoming;

    fn incoming(query: &str, content_type: &str, body: &str) -> Incoming {
        Incoming {
            query: query.into(),
            content_type: content_type.into(),
            body: body.as_bytes().to_vec().into(),
            ..Incoming::default()
        }
    }

    #[test]
    fn the_body_wins_over_the_query() {
        let form = "application/x-www-form-urlencoded;charset=UTF-8";
        let call = incoming("a=1&b=q+r&sign=S", form, "a=%E4%B8%AD&c=%2B\r\n");
        let arguments = Arguments::read(&call).unwrap();
        let all: Vec<_> = arguments.texts().collect();
        assert_eq!(all, [("a", "中"), ("b", "q r"), ("c", "+"), ("sign", "S")]);
        assert!(!format!("{arguments:?}").contains('中'));
    }

    #[test]
    fn text_that_is_no_utf8_is_named_so() {
        let call = incoming("a=%FF", "", "");
        assert_eq!(Arguments::read(&call).unwrap_err(), Malformed::Encoding);
    }

    proptest! {
        /// Whatever a value is, it arrives as it was, in a form and in multipart.
        #[test]
        fn every_text_arrives(name in "[a-z_]{1,8}", value in any::<String>()) {
            let encode = |text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
            let form = format!("{}={}", encode(&name), encode(&value));
            let parts = format!(
                "--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n--b--\r\n"
            );
            let multipart = "multipart/form-data; boundary=b";
            for call in [
                incoming(&form, "", ""),
                incoming("", "application/x-www-form-urlencoded", &form),
                incoming("", multipart, &parts),
            ] {
                let arguments = Arguments::read(&call).unwrap();
                let all: Vec<_> = arguments.texts().collect();
                prop_assert_eq!(all, [(name.as_str(), value.as_str())]);
            }
        }

        /// No body makes it panic, and a form is refused only for its encoding.
        #[test]
        fn any_bytes_are_read_or_refused(body in any::<Vec<u8>>(), query in any::<String>()) {
            for (content_type, expected) in [
                ("", [None, Some(Malformed::Encoding)]),
                ("multipart/form-data;boundary=", [Some(Malformed::Encoding), Some(Malformed::Multipart)]),
            ] {
                let call = Incoming {
                    body: [b"--\r\n", &*body].concat().into(),
                    ..incoming(&query, content_type, "")
                };
                let refused = Arguments::read(&call).err();
                prop_assert!(refused.is_none() || expected.contains(&refused));
            }
        }
    }

    #[test]
    fn a_raw_body_is_kept_for_the_signature() {
        let call = incoming("a=1", "application/json", "{\"b\":2}");
        assert_eq!(Arguments::read(&call).unwrap().raw_body(), "{\"b\":2}");
    }
}
