//! A list is a list in every shape (protocol §5.1, the decoder's rule).

use proptest::prelude::*;
use top_runtime::Fen;

use crate::declared::{Everything, Property, it, it_xml};

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
    assert_eq!(
        it_xml::<Option<Vec<i64>>>("<it>1</it><it/><it><n>2</n></it>").unwrap(),
        Some(vec![1, 2])
    );
    let error =
        it_xml::<Vec<Property>>("<it><p><type>A</type><value>x</value></p></it>").unwrap_err();
    assert_eq!(error.path(), "it[0].value");
}

fn numbers() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(any::<i64>(), 0..5)
}

proptest! {
    #[test]
    fn wrapped_and_plain_lists_decode_the_same(values in numbers(), name in "[a-z_]{1,12}", space in "[ \t\r\n]{0,3}") {
        let plain = format!("{values:?}");
        let wrapped = format!("{{{space}\"{name}\"{space}:{space}{values:?}{space}}}");
        let items: Vec<_> = values.iter().map(|value| format!("<{name}>{value}</{name}>")).collect();
        let xml = items.concat();
        prop_assert_eq!(&it::<Vec<i64>>(&plain).unwrap(), &values);
        prop_assert_eq!(&it::<Vec<i64>>(&wrapped).unwrap(), &values);
        prop_assert_eq!(&it_xml::<Vec<i64>>(&format!("<it>{space}{xml}</it>")).unwrap(), &values);
    }
}
