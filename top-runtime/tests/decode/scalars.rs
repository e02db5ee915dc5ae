//! A scalar is the same in every dress: text, number or Boolean, JSON or XML.

use proptest::prelude::*;
use top_runtime::{DateTime, Decimal, Fen, Json, Value};

use crate::declared::{Everything, Property, it, it_xml};

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
fn a_day_alone_is_its_midnight_and_a_fraction_of_a_second_is_dropped() {
    for (text, means) in [
        ("2024-03-01", "2024-03-01 00:00:00"),
        ("2024-03-01 08:09:10.0", "2024-03-01 08:09:10"),
        ("2024-03-01 08:09:59.999", "2024-03-01 08:09:59"),
    ] {
        let read = it::<DateTime>(&format!("\"{text}\"")).unwrap();
        assert_eq!(read.to_string(), means, "{text}");
    }
    for wrong in [
        "2024-02-30",
        "2024-03",
        "2024-03-01.5",
        "2024-03-01 08:09",
        "2024-03-01 08:09:10.",
        "2024-03-01 08:09:10.x",
        "2024-03-01 08:09:10.0.0",
    ] {
        assert!(it::<DateTime>(&format!("\"{wrong}\"")).is_err(), "{wrong}");
    }
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

proptest! {
    #[test]
    fn texts_survive_every_format(text in any::<String>()) {
        let json = serde_json::to_string(&text).unwrap();
        prop_assert_eq!(&it::<String>(&json).unwrap(), &text);
        let ascii: Vec<_> = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        let ascii = ascii.concat();
        prop_assert_eq!(&it::<String>(&format!("\"{ascii}\"")).unwrap(), &text);
        let raw = json.replace("\\n", "\n").replace("\\t", "\t");
        if !text.contains('\\') {
            prop_assert_eq!(&it::<String>(&raw).unwrap(), &text);
        }
    }
}
