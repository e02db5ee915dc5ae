//! JSON as it comes, odd types included.

use super::*;
use crate::read::read;

fn one(text: &str) -> Read {
    let mut reads = read("input", text).unwrap();
    assert_eq!(reads.len(), 1);
    reads.remove(0)
}

fn what(read: &Read) -> Vec<&str> {
    read.findings
        .iter()
        .map(|finding| finding.what.as_str())
        .collect()
}

#[test]
fn one_many_and_an_array_of_descriptions_are_read() {
    let one = r#"{"name": "a.b"}"#;
    for (text, count) in [
        (one.to_owned(), 1),
        (format!("{one}\n{one}\r\n\n{one}"), 3),
        (format!("[{one},\n{one}]"), 2),
        (format!("\u{feff}[{one}]\n[{one}]\n{one}"), 3),
    ] {
        assert_eq!(read("input", &text).unwrap().len(), count, "{text}");
    }
}

#[test]
fn all_that_a_field_says_is_read() {
    let Read {
        description,
        findings,
    } = one(r#"{
        "name": " a.b ", "apiChineseName": "t", "description": "d", "group": "g", "id": "7", "session": true,
        "requestParams": [{
            "name": "list", "type": "String []", "description": "x", "required": "true", "example": 5,
            "maxLength": "20", "maxListSize": 3, "minValue": -1, "maxValue": "9"
        }],
        "responseParams": [{"name": "r", "type": "R", "subParams": [{"name": "file", "type": "byte[][]"}]}]
    }"#);
    assert_eq!(
        (description.method.as_str(), description.id),
        ("a.b", Some(7))
    );
    assert_eq!(description.session, Some(true));
    let list = &description.request[0];
    assert_eq!(
        (list.type_name.as_str(), list.lists, list.required),
        ("String", 1, Some(true))
    );
    assert_eq!((list.example.as_deref(), list.line), (Some("5"), 4));
    assert_eq!(
        (list.limits.max_length, list.limits.max_items),
        (Some(20), Some(3))
    );
    assert_eq!(
        (list.limits.min_value, list.limits.max_value),
        (Some(-1), Some(9))
    );
    let file = &description.reply[0].members[0];
    assert_eq!(
        (file.type_name.as_str(), file.lists, file.required),
        ("byte[]", 1, None)
    );
    assert_eq!(findings, []);
}

#[test]
fn null_is_as_good_as_absent() {
    let Read {
        description,
        findings,
    } = one(r#"{"name": "a.b", "requestParams": null, "group": null,
        "responseParams": [{"name": "r", "type": null, "required": null, "maxLength": null, "subParams": null}]}"#);
    assert_eq!(description.group, None);
    assert_eq!(description.reply[0].type_name, "");
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].what.contains("no type"));
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_read() {
    let read = one(r#"{"name": "a.b", "version": 2, "requestParams": [
        {"name": "x", "type": "Number", "maxLength": "long", "required": "perhaps", "minValue": 0.5},
        {"type": "String"},
        "y",
        {"name": "z", "type": {}, "subParams": {"name": "alone", "type": "String"}}
    ]}"#);
    let names: Vec<_> = read
        .description
        .request
        .iter()
        .map(|field| field.name.as_str())
        .collect();
    assert_eq!(names, ["x", "z"]);
    assert_eq!(read.description.request[1].members[0].name, "alone");
    let expected = [
        "`version`",
        "`required`",
        "`maxLength`",
        "`minValue`",
        "no name",
        "is text",
        "`type`",
    ];
    let what = what(&read);
    for words in expected {
        assert!(
            what.iter().any(|what| what.contains(words)),
            "{words}: {what:?}"
        );
    }
    let lines: Vec<_> = read.findings.iter().map(|finding| finding.line).collect();
    assert!(lines.is_sorted(), "{lines:?}");
}

#[test]
fn depth_has_an_end_with_a_line() {
    let mut text = String::from("{\"name\": \"a.b\", \"requestParams\":\n");
    text.push_str(&"{\"name\": \"f\", \"subParams\":\n".repeat(100));
    text.push_str("[]");
    text.push_str(&"}".repeat(101));
    let error = read("input", &text).unwrap_err();
    assert_eq!(error.line(), 62, "{error}");
}
