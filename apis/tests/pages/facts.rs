//! The facts of the pages, one row a field.

use serde::Deserialize;
use serde_json::{Map, Value};

/// The facts of one API page.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Page {
    pub(crate) method: String,
    pub(crate) param: Param,
    pub(crate) session: bool,
    pub(crate) read: bool,
    pub(crate) idempotent_by: Option<String>,
    pub(crate) one_of: Vec<Vec<String>>,
    pub(crate) required_if: Vec<RequiredIf>,
    pub(crate) request: Vec<Row>,
    pub(crate) reply: Vec<Row>,
}

/// The parameter that carries the request.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Param {
    pub(crate) name: String,
}

/// `field` must be given when another one is.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct RequiredIf {
    pub(crate) field: String,
    pub(crate) when: String,
}

/// One row of a page's table.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Row {
    /// Where it is, for example `pay_channels[].refund_fee`.
    pub(crate) path: String,
    /// In the page's words: `String`, `Number`, `Boolean`, `Date`, a type's name, `Name[]`.
    pub(crate) r#type: String,
    /// 必须 or 可选; replies do not say.
    pub(crate) required: Option<bool>,
    /// `fen` where the page says 分.
    pub(crate) unit: Option<String>,
    /// The documented values.
    #[serde(default)]
    pub(crate) codes: Vec<Value>,
    /// The page's example; nothing for objects, lists and a literal `null`.
    pub(crate) example: Option<Value>,
}

const PAGES: [&str; 4] = [
    include_str!("../../facts/uncharge.json"),
    include_str!("../../facts/reverse_point.json"),
    include_str!("../../facts/get_flow_detail.json"),
    include_str!("../../facts/complete_refund.json"),
];

/// All pages.
pub(crate) fn pages() -> Vec<Page> {
    PAGES
        .iter()
        .map(|text| serde_json::from_str(text).unwrap())
        .collect()
}

/// The page of this method.
pub(crate) fn page(method: &str) -> Page {
    let mut pages = pages();
    let at = pages.iter().position(|page| page.method == method);
    pages.swap_remove(at.unwrap_or_else(|| panic!("no facts for {method}")))
}

/// The page's example as one JSON object; every list has one item.
pub(crate) fn example(rows: &[Row]) -> Map<String, Value> {
    let mut root = Value::Object(Map::new());
    for row in rows {
        let value = match row.example.clone() {
            Some(value) => value,
            None if row.r#type.ends_with("[]") => Value::Array(vec![Value::Object(Map::new())]),
            None if row.r#type == "Boolean" => Value::Null,
            None => Value::Object(Map::new()),
        };
        put(&mut root, &row.path, value);
    }
    match root {
        Value::Object(members) => members,
        _ => unreachable!("the root was made as an object"),
    }
}

fn put(root: &mut Value, path: &str, value: Value) {
    let (holder, name) = path.rsplit_once('.').unwrap_or(("", path));
    let pointer = holder.replace("[]", ".0").replace('.', "/");
    let holder = match pointer.as_str() {
        "" => Some(root),
        pointer => root.pointer_mut(&format!("/{pointer}")),
    };
    let members = holder.and_then(Value::as_object_mut).unwrap();
    members.insert(name.to_owned(), value);
}
