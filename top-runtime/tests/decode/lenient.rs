//! What the decoder forgives (protocol §5.1): lists in every shape, scalars in every dress.

use crate::declared::{Coded, Everything, Property, it, it_xml, member, whole};
use proptest::prelude::*;
use top_runtime::decode::Decoded;
use top_runtime::{DateTime, Decimal, Fen, Format, Json, Value};

fn properties(values: &[i64]) -> Vec<Property> {
    let property = |value: &i64| Property {
        kind: "A".into(),
        value: Fen(*value),
    };
    values.iter().map(property).collect()
}

#[test]
fn a_list_is_a_list_however_it_is_wrapped() {
    let two = r#"[{"type":"A","value":1},{"type":"A","value":2}]"#;
    for (json, expected) in [
        (two.to_owned(), vec![1, 2]),
        (format!(r#"{{"property_open_info":{two}}}"#), vec![1, 2]),
        (format!(r#"{{"type":{two}}}"#), vec![1, 2]),
        (r#"{"item":{"type":"A","value":3}}"#.into(), vec![3]),
        (r#"{"type":"A","value":4}"#.into(), vec![4]),
        (r#"{"value":"5","new":[1],"type":"A"}"#.into(), vec![5]),
        (r#"{"new":[{"x":1}],"type":"A","value":6}"#.into(), vec![6]),
        (r#"[null,{"type":"A","value":7}]"#.into(), vec![7]),
        ("{}".into(), vec![]),
        ("[]".into(), vec![]),
        ("null".into(), vec![]),
        ("\"\"".into(), vec![]),
        (r#"{"item":null}"#.into(), vec![]),
        (r#"{"item":[]}"#.into(), vec![]),
    ] {
        assert_eq!(
            it::<Vec<Property>>(&json).unwrap(),
            properties(&expected),
            "{json}"
        );
    }
}

#[test]
fn lists_of_scalars_are_as_forgiving() {
    for json in ["[1,\"2\",3.0]", r#"{"number":[1,2,"3"]}"#] {
        assert_eq!(it::<Vec<i64>>(json).unwrap(), [1, 2, 3], "{json}");
    }
    assert_eq!(it::<Vec<String>>(r#"{"string":"a"}"#).unwrap(), ["a"]);
    assert_eq!(
        it::<Vec<String>>(r#"{"string":[1,true,"b"]}"#).unwrap(),
        ["1", "true", "b"]
    );
    assert_eq!(
        it::<Vec<Vec<i64>>>(r#"{"a":[{"n":[1]},[2,3],{}]}"#).unwrap(),
        [vec![1], vec![2, 3], vec![]]
    );
    assert_eq!(
        it::<Vec<Option<i64>>>(r#"[1,"",2]"#).unwrap(),
        [Some(1), None, Some(2)]
    );
}

#[test]
fn what_is_no_list_is_said_with_its_path() {
    for (json, message) in [
        (
            "5",
            "it: expected a list, found a number or a Boolean (at byte 6)",
        ),
        ("\"a\"", "it: expected a list, found text (at byte 6)"),
        (
            r#"{"a":[1],"b":2}"#,
            "it: expected a list, found an object with several members (at byte 6)",
        ),
        (
            "[1,\"x\"]",
            "it[1]: expected a whole number, found text (at byte 9)",
        ),
        (
            "[1,\"\"]",
            "it[1]: missing, and the declaration does not make it optional (at byte 11)",
        ),
    ] {
        assert_eq!(
            it::<Vec<i64>>(json).unwrap_err().to_string(),
            message,
            "{json}"
        );
    }
    let error =
        it::<Everything>(r#"{"list":{"p":[{"type":"A","value":1},{"type":"A","value":"many"}]}}"#)
            .unwrap_err();
    assert_eq!(error.path(), "it.list[1].value");
    assert!(error.reached_payload());
    assert!(!format!("{error:?}").contains("many"));
}

#[test]
fn whole_numbers_come_in_many_dresses() {
    for json in [
        "-12",
        "\"-12\"",
        "-12.0",
        "\"-12.00\"",
        "-1.2e1",
        "\"-120E-1\"",
        "\" -12 \"",
    ] {
        assert_eq!(it::<i64>(json).unwrap(), -12, "{json}");
        assert_eq!(it::<Fen>(json).unwrap(), Fen(-12), "{json}");
        assert_eq!(it::<i32>(json).unwrap(), -12, "{json}");
        assert_eq!(it::<Option<i64>>(json).unwrap(), Some(-12), "{json}");
    }
    assert_eq!(it::<i64>("9223372036854775807").unwrap(), i64::MAX);
    assert_eq!(it::<i64>("\"-9223372036854775808\"").unwrap(), i64::MIN);
    assert_eq!(it::<i64>("true").unwrap(), 1);
    for json in [
        "9223372036854775808",
        "1e19",
        "1e999999999",
        "12.5",
        "1e-1",
        "\"12a\"",
        "\"NaN\"",
        "[]",
        "{}",
    ] {
        let error = it::<i64>(json).unwrap_err();
        assert_eq!(error.path(), "it", "{json}");
    }
    assert!(it::<i32>("2147483648").is_err());
}

#[test]
fn text_keeps_every_digit() {
    for (json, text) in [
        ("786238748723469826348", "786238748723469826348"),
        ("9007199254740993", "9007199254740993"),
        ("0.10", "0.10"),
        ("true", "true"),
        (r#"{"a":[1, "x"]}"#, r#"{"a":[1, "x"]}"#),
        ("[]", "[]"),
        ("\"null\"", "null"),
        ("\"\"", ""),
    ] {
        assert_eq!(it::<String>(json).unwrap(), text);
        assert_eq!(it::<Option<String>>(json).unwrap().as_deref(), Some(text));
        assert_eq!(it::<Json>(json).unwrap().as_str(), text);
    }
}

#[test]
fn flags_decimals_and_dates_are_read_from_text_and_number() {
    for json in ["true", "\"true\"", "\"TRUE\"", "1", "\"1\""] {
        assert!(it::<bool>(json).unwrap(), "{json}");
    }
    for json in ["false", "\"False\"", "0", "\" 0 \""] {
        assert!(!it::<bool>(json).unwrap(), "{json}");
    }
    assert!(it::<bool>("2").is_err() && it::<bool>("\"yes\"").is_err());
    for json in ["200.07", "\"200.07\"", "2.0007e2"] {
        assert_eq!(
            it::<Decimal>(json).unwrap(),
            Decimal::new(20_007, 2),
            "{json}"
        );
    }
    let noon: DateTime = "2016-01-01 12:00:00".parse().unwrap();
    for json in [
        "\"2016-01-01 12:00:00\"",
        "1451620800000",
        "\"1451620800000\"",
        "1.4516208e12",
    ] {
        assert_eq!(it::<DateTime>(json).unwrap(), noon, "{json}");
    }
    assert!(it::<DateTime>("\"2016-13-01 12:00:00\"").is_err());
}

#[test]
fn nothing_is_nothing() {
    for json in ["null", "\"\"", "\"null\"", "\"  \""] {
        assert_eq!(it::<Option<i64>>(json).unwrap(), None, "{json}");
        assert_eq!(it::<Option<bool>>(json).unwrap(), None, "{json}");
        assert_eq!(it::<Option<DateTime>>(json).unwrap(), None, "{json}");
        assert_eq!(it::<Option<Box<Everything>>>(json).unwrap(), None, "{json}");
    }
    assert_eq!(it::<Option<String>>("null").unwrap(), None);
    let missing = it::<Property>(r#"{"type":"A","value":""}"#).unwrap_err();
    assert_eq!(missing.path(), "it.value");
    let missing = it::<Property>(r#"{"value":1,"type":null}"#).unwrap_err();
    assert_eq!(missing.path(), "it.type");
}

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
fn foreign_types_take_any_json() {
    let read = |json: &str| {
        it::<Everything>(&format!("{{\"raw\":{json}}}"))
            .unwrap()
            .raw
            .unwrap()
            .0
    };
    assert_eq!(read(r#"{"a":[1,"x"]}"#), serde_json::json!({"a": [1, "x"]}));
    assert_eq!(read("\"a\tb\""), serde_json::json!("a\tb"));
    let value =
        it_xml::<Everything>("<it><raw><a>1</a><b list=\"true\"><n>x</n></b><a>2</a></raw></it>");
    let expected = serde_json::json!({"a": ["1", "2"], "b": ["x"]});
    assert_eq!(value.unwrap().raw.unwrap().0, expected);
}

#[test]
fn xml_lists_need_no_mark() {
    let one = "<type>A</type><value>1</value>";
    for (xml, expected) in [
        (
            format!("<it list=\"true\"><p>{one}</p><p>{one}</p></it>"),
            vec![1, 1],
        ),
        (
            format!("<it><p>{one}</p><!-- x --> <p>{one}</p></it>"),
            vec![1, 1],
        ),
        (format!("<it><type>{one}</type></it>"), vec![1]),
        (format!("<it>{one}</it>"), vec![1]),
        (format!("<it>{one}</it><it>{one}</it>"), vec![1, 1]),
        (
            format!("<it><p>{one}</p></it><it><p>{one}</p></it>"),
            vec![1, 1],
        ),
        ("<it/>".into(), vec![]),
        ("<it></it>".into(), vec![]),
        ("<it>null</it>".into(), vec![]),
    ] {
        assert_eq!(
            it_xml::<Vec<Property>>(&xml).unwrap(),
            properties(&expected),
            "{xml}"
        );
    }
    assert_eq!(
        it_xml::<Vec<i64>>("<it><number>1</number><x> 2 </x></it>").unwrap(),
        [1, 2]
    );
    assert_eq!(
        it_xml::<Vec<String>>("<it>a</it><it>b</it>").unwrap(),
        ["a", "b"]
    );
    assert_eq!(
        it_xml::<Vec<Vec<i64>>>("<it><l><n>1</n></l><l/></it>").unwrap(),
        [vec![1], vec![]]
    );
    let error =
        it_xml::<Vec<Property>>("<it><p><type>A</type><value>x</value></p></it>").unwrap_err();
    assert_eq!(error.path(), "it[0].value");
}

#[test]
fn xml_text_is_what_xml_says() {
    for (xml, text) in [
        (
            "<it>a&lt;b&amp;&#x5c0f;&#26126;&apos;&quot;&gt;</it>",
            "a<b&小明'\"<".replace("\"<", "\">"),
        ),
        ("<it><![CDATA[<a>&amp;]]> b</it>", "<a>&amp; b".to_owned()),
        ("<it>null</it>", "null".to_owned()),
        ("<it/>", String::new()),
        ("<it> a </it>", " a ".to_owned()),
        ("<it>a<!-- x -->b</it>", "ab".to_owned()),
    ] {
        assert_eq!(it_xml::<String>(xml).unwrap(), text, "{xml}");
    }
    assert_eq!(it_xml::<Option<bool>>("<it>null</it>").unwrap(), None);
    assert_eq!(
        it_xml::<Option<Box<Everything>>>("<it> </it>").unwrap(),
        Some(Box::new(Value::empty()))
    );
    assert_eq!(it_xml::<Option<Property>>("<it/>").unwrap(), None);
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

fn numbers() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(any::<i64>(), 0..5)
}

proptest! {
    #[test]
    fn wrapped_and_plain_lists_decode_the_same(values in numbers(), name in "[a-z_]{1,12}", space in "[ \t\r\n]{0,3}") {
        let plain = format!("{values:?}");
        let wrapped = format!("{{{space}\"{name}\"{space}:{space}{values:?}{space}}}");
        let xml: String = values.iter().map(|value| format!("<{name}>{value}</{name}>")).collect();
        prop_assert_eq!(&it::<Vec<i64>>(&plain).unwrap(), &values);
        prop_assert_eq!(&it::<Vec<i64>>(&wrapped).unwrap(), &values);
        prop_assert_eq!(&it_xml::<Vec<i64>>(&format!("<it>{space}{xml}</it>")).unwrap(), &values);
    }

    #[test]
    fn texts_survive_every_format(text in any::<String>()) {
        let json = serde_json::to_string(&text).unwrap();
        prop_assert_eq!(&it::<String>(&json).unwrap(), &text);
        let ascii: String = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        prop_assert_eq!(&it::<String>(&format!("\"{ascii}\"")).unwrap(), &text);
        let raw = json.replace("\\n", "\n").replace("\\t", "\t");
        if !text.contains('\\') {
            prop_assert_eq!(&it::<String>(&raw).unwrap(), &text);
        }
    }
}
