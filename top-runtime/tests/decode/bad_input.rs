//! Bodies that are no replies get the matching error.

use top_runtime::Format;
use top_runtime::decode::DecodeErrorKind;

use crate::declared::{Envelope, Everything, FORMATS, golden, member, whole};

const FLOW: &str = "alibaba.alsc.crm.recharge.account.flowdetail.get";

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
fn two_replies_speak_for_no_success() {
    for body in [
        "{\"a_b_response\":{\"it\":{}}}{\"a_b_response\":{}}",
        "<a_b_response/><a_b_response/>",
    ] {
        let error = whole::<Everything>(Format::Classic, "a.b", body.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), DecodeErrorKind::TwoRoots);
        assert!(!error.reached_payload(), "{body}");
    }
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
        "{\"it\":{},\"x\":{\"a\":1]}",
        "{\"it\":{},\"x\":[1 2]}",
        "{\"it\":{},\"x\":{1:2}}",
        "{\"it\":{\"x\":{\"a\":}}}",
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
    assert!(read(b"<a_b_response><it><unknown>\xff</unknown></it></a_b_response>").is_ok());
    let error = read(b"<a_b_response><it><text>\xff</text></it></a_b_response>").unwrap_err();
    assert_eq!(
        (error.kind(), error.path()),
        (DecodeErrorKind::NotUtf8, "it.text")
    );
    let whole = "<a_b_response><it><text>\u{fffd}</text></it></a_b_response>";
    assert!(read(whole.as_bytes()).is_ok());
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
            assert!(truncated, "{form} at {length}: {error}");
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
