//! Depth, size and time of reading have bounds, whatever the body is.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use top_runtime::decode::{Body, DecodeErrorKind, Expected, Limits, decode, open};
use top_runtime::{DecodeError, Format, TopApi, Value};

use crate::declared::{Everything, Tree, member, whole};

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
fn a_limit_past_the_stack_does_not_count() {
    let body = format!("{{\"it\":{}", "{\"nested\":".repeat(10_000));
    let expected = Expected::of(GetIt::ENDPOINT, Format::Simplified);
    let limits = Limits {
        max_depth: usize::MAX,
        ..Limits::default()
    };
    let mut value = <Everything as Value>::empty();
    let error = decode(body.as_bytes(), expected, Value::slot(&mut value), limits).unwrap_err();
    assert_eq!(error.kind(), DecodeErrorKind::TooDeep { levels: 256 });
}

/// A request whose reply is [`Everything`].
#[derive(Debug, TopApi)]
#[top_api(method = "a.b", response(it: Everything), read)]
struct GetIt {}

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

#[test]
fn the_items_of_all_lists_are_counted_together() {
    let rows = |count: usize, row: &str| row.repeat(count).trim_end_matches(',').to_owned();
    let json = |count| {
        let row = format!("{{\"x\":1,\"more\":[{}]}},", rows(999, "{},"));
        format!("{{\"it\":[{}]}}", rows(count, &row))
    };
    let xml = |count| {
        let row = format!(
            "<t><x>1</x><more>{}</more></t>",
            rows(999, "<t><x>1</x></t>")
        );
        format!(
            "<a_b_response><it>{}</it></a_b_response>",
            rows(count, &row)
        )
    };
    let read = |format, body: String| member::<Vec<Tree>>(format, "a.b", "it", body.as_bytes());
    for (format, at_most, too_many) in [
        (Format::Simplified, json(100), json(101)),
        (Format::Xml, xml(100), xml(101)),
    ] {
        assert_eq!(read(format, at_most).unwrap().0.len(), 100);
        let error = read(format, too_many).unwrap_err();
        assert_eq!(error.kind(), DecodeErrorKind::TooMany { items: 100_000 });
        assert_eq!(error.path(), "it");
    }
}

#[test]
fn elements_that_become_text_are_counted_and_cost_one_pass() {
    let elements = |count| {
        let names: Vec<_> = (0..count).map(|n| format!("<e{n}/>")).collect();
        names.concat()
    };
    for field in ["text", "raw"] {
        let read = |count| {
            let inside: String = elements(count);
            let body = format!("<a_b_response><{field}>{inside}</{field}></a_b_response>");
            whole::<Everything>(Format::Xml, "a.b", body.as_bytes())
        };
        assert!(read(100_000).is_ok());
        let error = read(100_001).unwrap_err();
        assert_eq!(error.kind(), DecodeErrorKind::TooMany { items: 100_000 });
        assert_eq!(error.path(), field);
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
        (utf8, Some("text/javascript;charset=klingon")),
        (utf8, Some("text/javascript")),
        (utf8, None),
    ] {
        let text = open(body(bytes, content_type), Limits::default()).unwrap();
        assert_eq!(&*text, utf8, "{content_type:?}");
    }
    let xml = b"<?xml version=\"1.0\" encoding=\"gbk\" ?><a>\xd0\xa1</a>";
    let text = open(body(xml, Some("text/xml")), Limits::default()).unwrap();
    assert!(text.ends_with("<a>小</a>".as_bytes()));
    for (bytes, content_type) in [
        (&b"\xff\xff"[..], "a;charset=gbk"),
        (b"\xff\xff", "a;charset=klingon"),
    ] {
        let error = open(body(bytes, Some(content_type)), Limits::default()).unwrap_err();
        assert_eq!(error.kind(), DecodeErrorKind::Charset);
    }
}
