//! Reads the parameters of a call, in whatever form a person has them at hand.

mod curl;
mod form;
mod json;
mod lines;
mod words;

use thiserror::Error;

use super::call::Call;

/// An input that holds no parameters. Says nothing of their values.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{what}")]
pub(crate) struct Unread {
    what: String,
}

impl Unread {
    fn new(what: impl Into<String>) -> Self {
        Self { what: what.into() }
    }
}

/// Reads a `curl` command, a JSON object, a URL, a form, or lines of `name=value`.
///
/// # Errors
/// It is none of them.
pub(crate) fn read(input: &str) -> Result<Call, Unread> {
    let text = input.trim_start_matches('\u{feff}').trim();
    let call = match text.split_whitespace().next() {
        None => return Err(Unread::new("the input is empty")),
        Some("curl" | "$") => curl::read(text)?,
        Some(word) if word.starts_with('{') => json::read(text)?,
        Some(word) if word.starts_with("http://") || word.starts_with("https://") => url(text)?,
        Some(_) if text.lines().count() > 1 => lines::read(text)?,
        Some(_) => form_or_body(text)?,
    };
    if call.params.is_empty() {
        return Err(Unread::new("the input holds no parameters"));
    }
    Ok(call)
}

/// Reads the query of an address.
fn url(text: &str) -> Result<Call, Unread> {
    let mut call = Call::default();
    form::add(
        &mut call,
        query_of(text).ok_or_else(|| Unread::new("the address has no query"))?,
    );
    Ok(call)
}

/// What stands between `?` and `#`.
fn query_of(url: &str) -> Option<&str> {
    let (_, query) = url.split_once('?')?;
    Some(query.split_once('#').map_or(query, |(query, _)| query))
}

fn form_or_body(text: &str) -> Result<Call, Unread> {
    if !text.contains('=') {
        return Err(Unread::new(
            "the input is no parameters: neither a form (`a=1&b=2`), a URL, a curl command, a JSON object nor lines of `name=value`",
        ));
    }
    let mut call = Call::default();
    form::add(&mut call, text.trim_start_matches('?'));
    Ok(call)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    use super::read;
    use crate::signing::call::Given;

    fn texts(input: &str) -> Vec<(String, String)> {
        let call = read(input).unwrap();
        let text = |value: Given| match value {
            Given::Text(text) => text,
            Given::Null => "(null)".to_owned(),
            Given::File => "(file)".to_owned(),
        };
        call.params
            .into_iter()
            .map(|param| (param.name, text(param.value)))
            .collect()
    }

    #[test]
    fn every_form_gives_the_same_parameters() {
        let forms = [
            "title=%E4%BD%A0+a%3Db&n=1",
            "?n=0&title=x&title=%e4%bd%a0%20a%3db&n=1",
            "https://example.com/router/rest?title=%E4%BD%A0%20a=b&n=1#top",
            "title=你 a=b\nn=1\n",
            "\u{feff}{\"title\": \"\\u4f60 a=b\", \"n\": 1}",
            "curl 'https://example.com/router/rest?title=%E4%BD%A0%20a%3Db' -d n=1",
            "curl -G https://example.com/ --data-urlencode 'title=你 a=b' --data n=1",
            "$ curl -X POST https://example.com \\\n -F $'title=你 a\\x3db' --form n=1",
            "curl https://example.com -d \"title=%E4%BD%A0+a%3Db\" -d 'n=1' -s -H 'X-A: b'",
        ];
        for form in forms {
            let mut found = texts(form);
            found.sort();
            let expected = [("n", "1"), ("title", "你 a=b")];
            let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
            assert_eq!(found, expected, "{form}");
        }
    }

    #[test]
    fn values_are_taken_as_they_are() {
        assert_eq!(texts("a= x \r\nb=\r\n")[0].1, " x ");
        assert_eq!(
            texts(r#"{"a": {"b": [1, 2]}, "c": true, "d": null, "e": 1.50}"#),
            [
                ("a", r#"{"b": [1, 2]}"#),
                ("c", "true"),
                ("d", "(null)"),
                ("e", "1.50"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
        assert_eq!(texts("curl -F img=@a.png -F k=v x")[0].1, "(file)");
    }

    #[test]
    fn a_body_that_is_no_form_is_signed_whole() {
        let json = "curl 'https://a/?v=2.0' -H 'content-type: application/json' -d '{\"a\": 1}'";
        assert_eq!(read(json).unwrap().body.as_deref(), Some("{\"a\": 1}"));
        let plain = "curl 'https://a/?v=2.0' --json '[1]'";
        assert_eq!(read(plain).unwrap().body.as_deref(), Some("[1]"));
    }

    #[test]
    fn bytes_that_are_no_utf_8_are_told() {
        let call = read("title=%C4%E3%BA%C3&v=2.0").unwrap();
        assert_eq!(call.text("title"), Some("你好"));
        assert!(call.notes[0].contains("GBK"), "{:?}", call.notes);
    }

    #[test]
    fn what_holds_no_parameters_is_told_why() {
        for (input, why) in [
            (" \n", "empty"),
            ("hello", "no parameters"),
            ("https://a/", "no query"),
            ("a=1\nhello\n", "line 2"),
            ("{\"a\": ", "JSON"),
            ("curl 'https://a", "quote"),
            ("curl https://a -d @body.txt", "file"),
            ("curl https://a", "no parameters"),
        ] {
            let error = read(input).unwrap_err().to_string();
            assert!(error.contains(why), "{input}: {error}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(input in "(curl |-d |-F|https://a/\\?|\\{\"|[a-z=&%+'\"\\\\$\n你]){0,30}") {
            let Ok(call) = read(&input) else {
                return Ok(());
            };
            let mut names: Vec<_> = call.params.iter().map(|param| &param.name).collect();
            prop_assert!(!names.is_empty());
            names.sort();
            names.dedup();
            prop_assert_eq!(names.len(), call.params.len());
        }

        #[test]
        fn what_a_form_holds_is_read_back(value in "\\PC{0,20}") {
            let encoded: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
            let call = read(&format!("v=2.0&title={encoded}")).unwrap();
            prop_assert_eq!(call.text("title"), Some(value.as_str()));
        }
    }
}
