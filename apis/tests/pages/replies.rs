//! The pages' example replies decode to the pages' values, in every format.

use serde::Serialize;
use serde_json::{Value, json};
use top_apis::{aelophy::CompleteRefund, alsc};
use top_runtime::decode::{Decoded, Expected, Limits, decode};
use top_runtime::{Format, Outcome, TopApi, Value as _, outcome::Judgement};

use crate::facts::{Page, Row, example, page};

#[test]
fn simplified_replies_decode() {
    each_reply(Format::Simplified, |_, reply| reply.to_string());
}

#[test]
fn classic_replies_decode() {
    each_reply(Format::Classic, |page, reply| {
        json!({ root(page): wrapped(reply, "", &page.reply) }).to_string()
    });
}

#[test]
fn xml_replies_decode() {
    each_reply(Format::Xml, |page, reply| {
        let root = root(page);
        format!("<{root}>{}</{root}>", xml(reply, "", &page.reply))
    });
}

fn each_reply(format: Format, write: impl Fn(&Page, &Value) -> String) {
    decodes::<alsc::Uncharge>(format, &write);
    decodes::<alsc::ReversePoint>(format, &write);
    decodes::<alsc::GetFlowDetail>(format, &write);
    decodes::<CompleteRefund>(format, &write);
}

fn decodes<A: TopApi>(format: Format, write: &impl Fn(&Page, &Value) -> String)
where
    A::Response: Serialize,
{
    let page = page(A::ENDPOINT.method());
    let mut documented = Value::Object(example(&page.reply));
    let body = write(&page, &documented);
    let mut reply = A::Response::empty();
    let expected = Expected::of(A::ENDPOINT, format);
    let decoded = decode(body.as_bytes(), expected, reply.slot(), Limits::default());
    assert!(
        matches!(decoded, Ok(Decoded::Reply(_))),
        "{decoded:?}: {body}"
    );
    assert_eq!(reply.judge(), Judgement::Success);
    let member = A::ENDPOINT.member_name().unwrap();
    let mut read = json!({ member: reply });
    drop_nulls(&mut documented);
    drop_nulls(&mut read);
    assert_eq!(read, documented);
}

fn root(page: &Page) -> String {
    page.method.replace('.', "_") + "_response"
}

/// Lists as classic JSON has them: inside an object whose one key is the item's type.
fn wrapped(value: &Value, path: &str, rows: &[Row]) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| (name.clone(), wrapped(value, &below(path, name), rows)))
            .collect(),
        Value::Array(items) => {
            let path_of_items = format!("{path}[]");
            let items: Vec<_> = items
                .iter()
                .map(|item| wrapped(item, &path_of_items, rows))
                .collect();
            json!({ item_name(path, rows): items })
        }
        scalar => scalar.clone(),
    }
}

/// The content of an element; a null is the word `null`, as the pages print it.
fn xml(value: &Value, path: &str, rows: &[Row]) -> String {
    match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| element(name, &xml(value, &below(path, name), rows)))
            .collect(),
        Value::Array(items) => {
            let item_name = item_name(path, rows);
            let content = |item| xml(item, &format!("{path}[]"), rows);
            items
                .iter()
                .map(|item| element(&item_name, &content(item)))
                .collect()
        }
        Value::String(text) => text.replace('"', "&quot;"),
        scalar => scalar.to_string(),
    }
}

fn element(name: &str, content: &str) -> String {
    format!("<{name}>{content}</{name}>")
}

fn below(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

/// The type of a list's items in snake case.
fn item_name(path: &str, rows: &[Row]) -> String {
    let row = rows.iter().find(|row| row.path == path).unwrap();
    let mut name = String::new();
    for letter in row.r#type.trim_end_matches("[]").chars() {
        if letter.is_ascii_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}

fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|_, member| !member.is_null());
            members.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        _ => {}
    }
}
