//! Which reader reads what, and how a refusal looks.

use miette::{GraphicalReportHandler, GraphicalTheme};

use super::*;

fn shown(error: &ReadError) -> String {
    let mut shown = String::new();
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor());
    handler.render_report(&mut shown, error).unwrap();
    shown
}

#[test]
fn what_is_neither_page_nor_json_is_refused_with_help() {
    for (text, line, says) in [
        ("", 1, "empty"),
        (" \u{feff}\n ", 1, "empty"),
        ("\n\n<!DOCTYPE html>\n", 3, "markup"),
        ("no page", 1, "names a method"),
        ("{\n\"name\": 1", 2, "JSON"),
        ("[]", 1, "no method"),
        ("[1]", 1, "an object"),
        ("{}\n", 1, "no `name`"),
        ("{\"name\":\"a.b\"}\n{\"id\":2}", 2, "no `name`"),
        ("{\"name\":\"a.b\"} 7", 1, "an object"),
        ("{\"name\":\"../a\"}", 1, "no method's name"),
        ("{\"name\":\"a\\rb\"}", 1, "no method's name"),
    ] {
        let error = read("input", text).unwrap_err();
        assert_eq!(error.line(), line, "{text:?}: {error}");
        assert!(error.to_string().contains(says), "{text:?}: {error}");
        assert!(shown(&error).contains("help: "), "{text:?}");
    }
}

#[test]
fn bytes_that_are_no_text_are_refused_at_their_line() {
    let error = read_bytes("input", b"a.b\n\nc \xe4\xb8").unwrap_err();
    assert_eq!(error.line(), 3);
    assert!(read_bytes("input", b"\xef\xbb\xbf{\"name\": \"a.b\"}").is_ok());
}

#[test]
fn a_refusal_shows_the_line_of_the_file() {
    let error = read("refund.txt", "a.b (c)\n\n请求参数\n\nid String 必须 1\n").unwrap_err();
    let shown = shown(&error);
    for words in ["line 5", "refund.txt:5", "id String 必须 1"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
}
