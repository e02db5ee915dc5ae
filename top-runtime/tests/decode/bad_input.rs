//! Bodies that are no replies: the matching error, within the bounds, and never a panic.

use std::io::Write;

use crate::declared::{Envelope, Everything, Property, Tree, golden, member, whole};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use top_runtime::decode::{Body, DecodeErrorKind, Decoded, Limits, open};
use top_runtime::{DecodeError, Format};

const FLOW: &str = "alibaba.alsc.crm.recharge.account.flowdetail.get";
const FORMATS: [Format; 3] = [Format::Simplified, Format::Classic, Format::Xml];

fn kind(body: &str) -> [DecodeErrorKind; 3] {
    FORMATS.map(|format| {
        member::<Everything>(format, "a.b", "it", body.as_bytes())
            .unwrap_err()
            .kind()
    })
}

#[test]
fn what_is_no_reply_is_named() {
    use DecodeErrorKind::{Empty, Forbidden, Html, NotAReply, TwoRoots, WrongRoot};
    for (body, expected) in [
        ("", Empty),
        ("\u{feff} \n", Empty),
        ("<html><body>502 Bad Gateway</body></html>", Html),
        ("<!DOCTYPE HTML PUBLIC \"x\"><HTML>", Html),
        ("502 Bad Gateway", NotAReply),
        ("[1]", NotAReply),
        ("\"text\"", NotAReply),
        ("null", NotAReply),
        ("{\"c_d_response\":{\"it\":{}}}", WrongRoot),
        ("<c_d_response><it/></c_d_response>", WrongRoot),
        (
            "{\"a_b_response\":{\"it\":{}},\"c_d_response\":{}}",
            TwoRoots,
        ),
        (
            "{\"a_b_response\":{\"it\":{}},\"a_b_response\":{}}",
            TwoRoots,
        ),
        (
            "{\"a_b_response\":{\"it\":{}}}{\"a_b_response\":{}}",
            TwoRoots,
        ),
        ("<a_b_response/><a_b_response/>", TwoRoots),
        (
            "<!DOCTYPE a [<!ENTITY x \"y\">]><a_b_response>&x;</a_b_response>",
            Forbidden,
        ),
        (
            "<a_b_response><it><text>&lol;</text></it></a_b_response>",
            Forbidden,
        ),
    ] {
        assert_eq!(kind(body), [expected; 3], "{body}");
    }
    for body in [
        "{}",
        "{\"a_b_response\":\"x\"}",
        "{\"rsp\":{\"x\":1}}",
        "{\"x\":[1]}",
    ] {
        assert_eq!(kind_of(Format::Classic, body), WrongRoot, "{body}");
    }
    assert_eq!(kind("<rsp><x>1</x></rsp>"), [WrongRoot; 3]);
}

fn kind_of(format: Format, body: &str) -> DecodeErrorKind {
    whole::<Everything>(format, "a.b", body.as_bytes())
        .unwrap_err()
        .kind()
}

#[test]
fn garbage_is_malformed_and_says_where() {
    for body in [
        "{\"it\":{\"text\":tru}}",
        "{\"it\":{\"text\":\"a\" \"integer\":1}}",
        "{\"it\":{\"text\":\"\\x\"}}",
        "{\"it\":{\"integers\":[1,]}}",
        "{\"it\":{\"integer\":--1}}",
        "{\"it\":{text:1}}",
        "{\"it\":{}} x",
        "{\"it\":{},}",
        "<a_b_response><it></that></a_b_response>",
        "<a_b_response/> x",
    ] {
        let error =
            member::<Everything>(Format::Simplified, "a.b", "it", body.as_bytes()).unwrap_err();
        assert!(
            matches!(error.kind(), DecodeErrorKind::Syntax(_)),
            "{body}: {error}"
        );
        assert!(
            error
                .offset()
                .is_some_and(|offset| offset > 0 && offset <= body.len())
        );
    }
}

#[test]
fn broken_text_matters_only_where_it_is_needed() {
    let read = |body: &[u8]| member::<Everything>(Format::Simplified, "a.b", "it", body);
    assert!(read(b"{\"it\":{\"unknown\":\"\xff\",\"integer\":1}}").is_ok());
    let error = read(b"{\"it\":{\"text\":\"\xff\"}}").unwrap_err();
    assert_eq!(
        (error.kind(), error.path()),
        (DecodeErrorKind::NotUtf8, "it.text")
    );
    let error = read(b"<a_b_response>\xff</a_b_response>").unwrap_err();
    assert_eq!(
        (error.kind(), error.offset()),
        (DecodeErrorKind::NotUtf8, Some(14))
    );
}

#[test]
fn a_body_cut_anywhere_is_never_a_reply() {
    for (form, format) in [
        ("classic.json", Format::Classic),
        ("simplify.json", Format::Simplified),
        ("xml", Format::Xml),
    ] {
        let body = golden(&format!("{FLOW}.wire.{form}"));
        // What follows the root of an XML reply says nothing.
        let end = body
            .windows(4)
            .position(|part| part == b"<!--")
            .unwrap_or(body.len());
        for length in 0..end {
            let error = member::<Envelope>(format, FLOW, "result", &body[..length]).unwrap_err();
            let truncated = matches!(
                error.kind(),
                DecodeErrorKind::Truncated | DecodeErrorKind::Empty
            );
            let utf8 = format == Format::Xml && error.kind() == DecodeErrorKind::NotUtf8;
            assert!(truncated || utf8, "{form} at {length}: {error}");
        }
    }
    let body = golden(&format!("{FLOW}.wire.classic.json"));
    let at = body
        .windows(6)
        .position(|part| part == b"\"GIFT\"")
        .unwrap();
    let error = member::<Envelope>(Format::Classic, FLOW, "result", &body[..at + 3]).unwrap_err();
    assert_eq!(error.path(), "result.result.after_property_list[0].type");
    assert!(error.reached_payload());
}

fn too_deep(format: Format, body: &str) -> DecodeError {
    let error = member::<Everything>(format, "a.b", "it", body.as_bytes()).unwrap_err();
    assert_eq!(error.kind(), DecodeErrorKind::TooDeep { levels: 128 });
    error
}

#[test]
fn ten_thousand_levels_are_refused_where_wanted_and_where_not() {
    for (open, close) in [
        ("{\"nested\":", "}"),
        ("{\"unknown\":", "}"),
        ("{\"raw\":", "}"),
        ("[", "]"),
        ("{\"x\":[", "]}"),
    ] {
        let deep = format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
        let wanted = if open.contains('[') { "{\"text\":" } else { "" };
        let end = if wanted.is_empty() { "" } else { "}" };
        too_deep(
            Format::Simplified,
            &format!("{{\"it\":{wanted}{deep}{end}}}"),
        );
        too_deep(Format::Simplified, &format!("{{\"other\":{deep}}}"));
    }
    for name in ["nested", "unknown", "raw", "text", "list"] {
        let body = format!("<{name}>").repeat(10_000) + &format!("</{name}>").repeat(10_000);
        let error = too_deep(
            Format::Xml,
            &format!("<a_b_response><it>{body}</it></a_b_response>"),
        );
        assert!(error.path().starts_with("it"), "{error}");
        too_deep(
            Format::Xml,
            &format!("<a_b_response><that>{body}</that></a_b_response>"),
        );
    }
}

#[test]
fn a_list_of_itself_is_read_once_a_level() {
    for (open, close) in [
        ("{\"more\":{", "},\"x\":1}"),
        ("{\"more\":", ",\"x\":1}"),
        ("{\"more\":[", "],\"x\":1}"),
        ("{\"other\":[", "],\"x\":1}"),
    ] {
        let body = format!("{{\"it\":{}{}}}", open.repeat(60), close.repeat(60));
        let read = member::<Vec<Tree>>(Format::Simplified, "a.b", "it", body.as_bytes());
        assert!(read.is_ok() || matches!(read.unwrap_err().kind(), DecodeErrorKind::Syntax(_)));
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn body<'a>(bytes: &'a [u8], content_type: Option<&'a str>) -> Body<'a> {
    Body {
        bytes,
        content_type,
        content_encoding: None,
    }
}

#[test]
fn gzip_is_unpacked_whatever_the_headers_say() {
    let packed = gzip(b"{\"it\":1}");
    for content_encoding in [None, Some("gzip"), Some("identity")] {
        let body = Body {
            content_encoding,
            ..body(&packed, None)
        };
        assert_eq!(&*open(body, Limits::default()).unwrap(), b"{\"it\":1}");
        let plain = Body {
            bytes: b"{\"it\":1}",
            ..body
        };
        assert_eq!(&*open(plain, Limits::default()).unwrap(), b"{\"it\":1}");
    }
    let brotli = Body {
        content_encoding: Some("br"),
        ..body(b"\x0b\x02", None)
    };
    assert_eq!(
        open(brotli, Limits::default()).unwrap_err().kind(),
        DecodeErrorKind::Compression
    );
    for length in 2..packed.len() {
        let error = open(body(&packed[..length], None), Limits::default()).unwrap_err();
        assert_eq!(error.kind(), DecodeErrorKind::Compression, "{length}");
    }
}

#[test]
fn a_bomb_stops_at_the_bound() {
    let bomb = gzip(&vec![0; 100 << 20]);
    let error = open(body(&bomb, None), Limits::default()).unwrap_err();
    assert_eq!(error.kind(), DecodeErrorKind::TooLarge { bytes: 16 << 20 });
    let limits = Limits {
        max_bytes: 8,
        ..Limits::default()
    };
    assert!(open(body(b"{\"it\":1}", None), limits).is_ok());
    assert!(open(body(b"{\"it\":12}", None), limits).is_err());
    let exact = gzip(b"{\"it\":1}");
    let limits = Limits {
        max_bytes: exact.len(),
        ..limits
    };
    assert!(open(body(&exact, None), limits).is_ok());
}

#[test]
fn the_character_set_is_the_one_in_the_header() {
    let gbk = b"{\"it\":\"\xd0\xa1\xc3\xf7\"}";
    let utf8 = "{\"it\":\"小明\"}".as_bytes();
    for (bytes, content_type) in [
        (&gbk[..], Some("text/javascript;charset=GBK")),
        (&gbk[..], Some("text/javascript; Charset=\"gb18030\"")),
        (utf8, Some("text/javascript;charset=UTF-8")),
        (utf8, Some("text/javascript;charset=")),
        (utf8, Some("text/javascript")),
        (utf8, None),
    ] {
        let text = open(body(bytes, content_type), Limits::default()).unwrap();
        assert_eq!(&*text, utf8, "{content_type:?}");
    }
    for (bytes, content_type) in [
        (&b"\xff\xff"[..], "a;charset=gbk"),
        (b"{}", "a;charset=klingon"),
    ] {
        let error = open(body(bytes, Some(content_type)), Limits::default()).unwrap_err();
        assert_eq!(error.kind(), DecodeErrorKind::Charset);
    }
}

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
        let _refused_or_not = open(body(&bytes, Some("a;charset=gbk")), Limits::default());
        let zipped = [&[0x1f, 0x8b], bytes.as_slice()].concat();
        prop_assert!(open(body(&zipped, None), Limits::default()).is_err());
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
