//! No bytes make the decoder panic.

use proptest::prelude::*;
use top_runtime::Format;
use top_runtime::decode::{Body, Decoded, Limits, open};

use crate::declared::{Envelope, Everything, FORMATS, Property, golden, member, whole};

const FLOW: &str = "alibaba.alsc.crm.recharge.account.flowdetail.get";

/// Decodes into everything there is, every way there is.
fn decode_all(text: &[u8]) {
    for format in FORMATS {
        let decoded = [
            member::<Everything>(format, "a.b", "it", text).map(|(_, decoded)| decoded),
            whole::<Everything>(format, "a.b", text).map(|(_, decoded)| decoded),
            member::<Vec<Property>>(format, "a.b", "it", text).map(|(_, decoded)| decoded),
            whole::<Vec<String>>(format, "a.b", text).map(|(_, decoded)| decoded),
        ];
        for error in decoded.into_iter().filter_map(Result::err) {
            assert!(!error.to_string().is_empty());
        }
    }
}

/// Bytes that look like a reply from afar.
fn nearly() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\"it\":",
        "\"nested\":",
        "\"list\":",
        "\"integers\":",
        "\"raw\":",
        "\"a_b_response\":",
        "\"error_response\":",
        "null",
        "true",
        "-1",
        "1e9",
        "\\u12",
        " ",
        "<it>",
        "</it>",
        "<list>",
        "</list>",
        "<a_b_response>",
        "</a_b_response>",
        "<raw>",
        "</raw>",
        "&lt;",
        "&#x41;",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<nested/>",
        "小",
        "\"date\":",
        "1.5",
    ]);
    let start = prop::sample::select(vec![
        "",
        "{",
        "{\"it\":",
        "{\"it\":{",
        "<a_b_response>",
        "<a_b_response><it>",
    ]);
    (start, prop::collection::vec(piece, 0..30))
        .prop_map(|(start, pieces)| format!("{start}{}", pieces.concat()).into_bytes())
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        decode_all(&bytes);
        let _refused_or_not = open(body(&bytes), Limits::default());
        let zipped = [&[0x1f, 0x8b], bytes.as_slice()].concat();
        prop_assert!(open(body(&zipped), Limits::default()).is_err());
    }

    #[test]
    fn what_is_passed_over_is_json_all_the_same(text in nearly()) {
        let text = String::from_utf8(text).unwrap();
        let body = format!("{{\"it\":{{\"unknown\":{text}}}}}");
        let read = member::<Everything>(Format::Simplified, "a.b", "it", body.as_bytes());
        let is_json = |text: &str| serde_json::from_str::<serde_json::Value>(text).is_ok();
        if is_json(&text) {
            prop_assert!(read.is_ok());
        } else if !is_json(&body) && !text.contains('\\') {
            // A backslash may stand for half a surrogate pair, which is let through.
            prop_assert!(read.is_err());
        }
    }

    #[test]
    fn no_nearly_right_text_panics(text in nearly()) {
        decode_all(&text);
    }

    #[test]
    fn one_wrong_byte_never_panics(at in 0..1000_usize, byte in any::<u8>(), form in 0..3_usize) {
        let form = ["classic.json", "simplify.json", "xml"][form];
        let mut text = golden(&format!("{FLOW}.wire.{form}"));
        let at = at % text.len();
        text[at] = byte;
        for format in FORMATS {
            if let Ok((_, decoded)) = member::<Envelope>(format, FLOW, "result", &text) {
                prop_assert!(matches!(decoded, Decoded::Reply(_)));
            }
        }
    }
}

fn body(bytes: &[u8]) -> Body<'_> {
    Body {
        bytes,
        content_type: Some("text/javascript;charset=gbk"),
        content_encoding: None,
    }
}
