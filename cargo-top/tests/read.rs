//! The readers on real inputs: four pages, 600 descriptions.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests stop at the first surprise"
)]

use std::fs;
use std::path::PathBuf;

use cargo_top::description::{Description, Field};
use cargo_top::read::{Read, read};
use serde_json::Value;

fn fixture(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name);
    fs::read_to_string(path).unwrap()
}

fn page(method: &str) -> Read {
    let name = format!("pages/{method}.txt");
    let mut reads = read(&name, &fixture(&name)).unwrap();
    assert_eq!(reads.len(), 1);
    reads.remove(0)
}

/// `path: type, required, example` of each field, as the facts of `top-apis` have them.
fn rows(fields: &[Field], within: &str, rows: &mut Vec<String>) {
    for field in fields {
        let marks = "[]".repeat(field.lists);
        let path = format!("{within}{}", field.name);
        let example = field
            .example
            .as_deref()
            .filter(|_| field.members.is_empty());
        rows.push(row(&path, &field.written_type(), field.required, example));
        self::rows(&field.members, &format!("{path}{marks}."), rows);
    }
}

fn row(path: &str, type_name: &str, required: Option<bool>, example: Option<&str>) -> String {
    let example = example.filter(|example| !matches!(*example, "\"\"" | "null"));
    format!("{path}: {type_name}, {required:?}, {example:?}")
}

fn facts(facts: &Value, rows: &mut Vec<String>) {
    for fact in facts.as_array().unwrap() {
        let example = match &fact["example"] {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        };
        // Where the text overrules the column, the page still says 可选.
        let required = if fact["because"].is_null() {
            fact["required"].as_bool()
        } else {
            Some(false)
        };
        let (path, type_name) = (
            fact["path"].as_str().unwrap(),
            fact["type"].as_str().unwrap(),
        );
        rows.push(row(path, type_name, required, example.as_deref()));
    }
}

/// Compares a page with the facts that were taken from it by hand.
fn agrees(method: &str, file: &str) -> Description {
    let Read { description, .. } = page(method);
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../apis/facts")
        .join(file);
    let by_hand: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(description.method, by_hand["method"].as_str().unwrap());
    assert_eq!(description.session, by_hand["session"].as_bool());
    let [param] = description.request.as_slice() else {
        panic!("one parameter");
    };
    assert_eq!(param.name, by_hand["param"]["name"]);
    assert_eq!(param.type_name, by_hand["param"]["type"]);
    assert_eq!(param.required, by_hand["param"]["required"].as_bool());
    for (fields, part) in [(&param.members, "request"), (&description.reply, "reply")] {
        let (mut read, mut expected) = (Vec::new(), Vec::new());
        rows(fields, "", &mut read);
        facts(&by_hand[part], &mut expected);
        assert_eq!(read, expected, "{method}: {part}");
    }
    description
}

#[test]
fn the_pages_are_read_to_the_trees_that_people_read() {
    agrees("alibaba.alsc.crm.point.reversepoint", "reverse_point.json");
    agrees(
        "alibaba.alsc.crm.recharge.account.flowdetail.get",
        "get_flow_detail.json",
    );
    agrees("alibaba.alsc.crm.recharge.uncharge.update", "uncharge.json");
    agrees(
        "alibaba.tcls.aelophy.merchant.channel.refund.complete",
        "complete_refund.json",
    );
}
