//! Around the payload: roots, request ids, the platform's error, unknown and repeated members.

use top_runtime::decode::Decoded;
use top_runtime::{Fen, Format, Value};

use crate::declared::{Coded, Everything, Property, it, it_xml, member, whole};

#[test]
fn the_last_of_repeated_keys_wins_whole() {
    let twice = r#"{"nested":{"text":"a","integers":[1]},"integers":[1,2],"integer":1,
        "list":[{"type":"A","value":1,"type":"B"}],
        "nested":{"flag":true},"integers":[3],"integer":2}"#;
    let value: Everything = it(twice).unwrap();
    let nested = value.nested.unwrap();
    assert_eq!(
        (nested.text, nested.flag, nested.integers),
        (None, Some(true), vec![])
    );
    assert_eq!((value.integers, value.integer), (vec![3], Some(2)));
    assert_eq!(value.list[0].kind, "B");
    let cleared: Everything =
        it(r#"{"integers":[1],"integer":1,"integers":null,"integer":null}"#).unwrap();
    assert_eq!(cleared, Value::empty());
    // An object that must be there is taken back as well.
    let text = r#"{"it":{"list":[{"type":"A","value":1}],"text":"a"},"it":{"flag":1}}"#;
    let (value, _) =
        member::<Everything>(Format::Simplified, "a.b", "it", text.as_bytes()).unwrap();
    assert_eq!(
        (value.list, value.text, value.flag),
        (vec![], None, Some(true))
    );
    assert!(it::<Property>(r#"{"type":"A","value":1,"value":null}"#).is_err());
}

#[test]
fn unknown_fields_are_passed_over() {
    let value: Property =
        it(r#"{"a":{"b":[1,{"c":"}\"]"}]},"type":"A","x":null,"value":1,"y":-1.5e3}"#).unwrap();
    assert_eq!(value.value, Fen(1));
    let value: Property =
        it_xml("<it><x><y><type>B</type></y></x><type>A</type><value>1</value></it>").unwrap();
    assert_eq!(value.kind, "A");
}

#[test]
fn a_whole_reply_may_declare_the_request_id_and_a_code() {
    for (format, text) in [
        (
            Format::Simplified,
            r#"{"integer":1,"request_id":"r","text":"t","code":"15"}"#,
        ),
        (
            Format::Classic,
            r#"{"a_b_response":{"integer":1,"request_id":"r","text":"t","code":15}}"#,
        ),
        (
            Format::Xml,
            "<a_b_response><code>15</code><integer>1</integer><request_id>r</request_id><text>t</text></a_b_response>",
        ),
    ] {
        let (value, decoded) = whole::<Coded>(format, "a.b", text.as_bytes()).unwrap();
        let expected = Coded {
            code: 15,
            integer: 1,
            request_id: Some("r".into()),
            text: "t".into(),
        };
        assert_eq!(value, expected, "{format:?}");
        let Decoded::Reply(envelope) = decoded else {
            panic!("{decoded:?}")
        };
        assert_eq!(envelope.request_id.as_deref(), Some("r"));
    }
}

#[test]
fn a_missing_member_leaves_the_slot_alone() {
    for (format, text) in [
        (Format::Simplified, r#"{"request_id":"r"}"#),
        (Format::Simplified, r#"{"it":null,"request_id":"r"}"#),
        (Format::Classic, r#"{"a_b_response":{"request_id":"r"}}"#),
        (
            Format::Xml,
            "<a_b_response><request_id>r</request_id></a_b_response>",
        ),
    ] {
        let (value, decoded) = member::<Vec<String>>(format, "a.b", "it", text.as_bytes()).unwrap();
        let Decoded::Reply(envelope) = decoded else {
            panic!("{decoded:?}")
        };
        assert_eq!((value.len(), envelope.member_found), (0, false));
        assert_eq!(envelope.request_id.as_deref(), Some("r"));
    }
}

#[test]
fn the_body_decides_how_it_is_read() {
    let bodies = [
        "\u{feff} {\"it\":1,\"request_id\":\"r\"}\r\n",
        "{\"a_b_response\":{\"it\":\"1\",\"request_id\":\"r\"}}",
        "\u{feff}\n<a_b_response><it>1</it><request_id>r</request_id></a_b_response><!-- host --> ",
    ];
    for format in [Format::Simplified, Format::Classic, Format::Xml] {
        for body in bodies {
            let (value, _) = member::<i64>(format, "a.b", "it", body.as_bytes()).unwrap();
            assert_eq!(value, 1, "{format:?} {body}");
        }
    }
    // A root of another name counts where the payload is in it.
    for body in ["{\"rsp\":{\"it\":1}}", "<rsp><it>1</it></rsp>"] {
        let (value, _) = member::<i64>(Format::Classic, "a.b", "it", body.as_bytes()).unwrap();
        assert_eq!(value, 1);
    }
}

#[test]
fn the_platforms_error_is_seen_wherever_it_stands() {
    for body in [
        r#"{"error_response":{"code":"27","msg":"Invalid session","sub_msg":"don&apos;t"}}"#,
        r#"{"it":"x","error_response":{"args":{"arg":[{"key":"k"}]},"msg":"Invalid session","code":27,"sub_msg":"don't"}}"#,
        r#"{"a_b_response":{"it":1},"error_response":{"code":27.0,"msg":"Invalid session","sub_msg":"don't"}}"#,
        "<error_response><code>27</code><msg>Invalid session</msg><sub_msg>don&apos;t</sub_msg></error_response>",
    ] {
        for format in [Format::Simplified, Format::Classic, Format::Xml] {
            let (_, decoded) = member::<i64>(format, "a.b", "it", body.as_bytes()).unwrap();
            let Decoded::Refused(error) = decoded else {
                panic!("{body}: {decoded:?}")
            };
            assert_eq!((error.code, error.msg.as_str()), (27, "Invalid session"));
            assert_eq!(error.sub_msg.as_deref(), Some("don't"));
        }
    }
}

#[test]
fn a_refusal_that_is_no_object_is_never_a_reply() {
    for (word, said) in [
        ("\"no\"", "error_response: expected an object, found text"),
        ("27", "error_response: expected an object, found a number"),
        (
            "true",
            "error_response: expected an object, found true or false",
        ),
        ("[]", "error_response: expected an object, found a list"),
        ("null", "error_response: expected an object, found nothing"),
        ("\"\"", "error_response: expected an object, found nothing"),
    ] {
        let alone = format!(r#"{{"error_response":{word}}}"#);
        let behind = format!(r#"{{"a_b_response":{{"it":"1"}},"error_response":{word}}}"#);
        for body in [alone, behind] {
            for format in [Format::Simplified, Format::Classic] {
                let error = member::<String>(format, "a.b", "it", body.as_bytes()).unwrap_err();
                assert!(error.to_string().starts_with(said), "{body}: {error}");
                assert!(!error.reached_payload(), "{body}");
            }
        }
    }
}
