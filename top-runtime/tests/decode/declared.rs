//! The replies of these tests, and the ways to decode one.

#![allow(
    clippy::struct_field_names,
    reason = "the names are those of the API pages"
)]

use top_runtime::decode::{DecodeError, Decoded, Expected, Limits, decode};
use top_runtime::{DateTime, Decimal, Fen, Format, Json, Serde, TopObject, Yuan};

#[derive(Debug, Clone, PartialEq, TopObject)]
pub(crate) struct Envelope {
    pub(crate) biz_success: Option<bool>,
    pub(crate) result: Option<Flow>,
    pub(crate) result_code: Option<String>,
    pub(crate) result_desc: Option<String>,
    pub(crate) result_view: Option<String>,
}

/// The detail of uncharge and of flowdetail; their pages differ in `ext_info`.
#[derive(Debug, Clone, PartialEq, TopObject)]
pub(crate) struct Flow {
    pub(crate) account_id: Option<String>,
    pub(crate) affected_property_list: Vec<Property>,
    pub(crate) after_property_list: Vec<Property>,
    pub(crate) before_property_list: Vec<Property>,
    pub(crate) brand_id: Option<String>,
    pub(crate) current_value: Option<Fen>,
    pub(crate) flow_id: Option<String>,
    pub(crate) flow_type: Option<String>,
    pub(crate) operator: Option<String>,
    pub(crate) operator_name: Option<String>,
    pub(crate) order_src: Option<i64>,
    pub(crate) order_time: Option<DateTime>,
    pub(crate) order_value: Option<Fen>,
    pub(crate) outer_order_id: Option<String>,
    pub(crate) remark: Option<String>,
    pub(crate) shop_id: Option<String>,
    pub(crate) shop_name: Option<String>,
    pub(crate) card_id: Option<String>,
    pub(crate) outer_pay_id: Option<String>,
    pub(crate) ext_info: Option<String>,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
pub(crate) struct Property {
    #[top_api(rename = "type")]
    pub(crate) kind: String,
    pub(crate) value: Fen,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
pub(crate) struct UnchargeEnvelope {
    pub(crate) biz_success: Option<bool>,
    pub(crate) result: Option<Uncharged>,
    pub(crate) result_code: Option<String>,
    pub(crate) result_desc: Option<String>,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
pub(crate) struct Uncharged {
    pub(crate) account_id: String,
    pub(crate) affected_property_list: Vec<Property>,
    pub(crate) ext_info: Option<ExtInfo>,
    pub(crate) outer_order_id: String,
    pub(crate) order_value: i64,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
pub(crate) struct ExtInfo {
    pub(crate) empty: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
pub(crate) struct PointEnvelope {
    pub(crate) biz_success: bool,
    pub(crate) result: Option<String>,
    pub(crate) result_code: Option<String>,
    pub(crate) result_desc: Option<String>,
    pub(crate) result_view: Option<String>,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
pub(crate) struct RefundResult {
    pub(crate) err_msg: Option<String>,
    pub(crate) err_code: Option<String>,
    pub(crate) success: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
pub(crate) struct Users {
    pub(crate) fail_msg: Vec<String>,
    pub(crate) uid_fail: Vec<String>,
    pub(crate) uid_succ: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
pub(crate) struct Shop {
    pub(crate) bulletin: String,
    pub(crate) sid: i64,
    pub(crate) title: String,
}

/// One field of each kind, all optional.
#[derive(Debug, Clone, PartialEq, TopObject)]
pub(crate) struct Everything {
    pub(crate) text: Option<String>,
    pub(crate) integer: Option<i64>,
    pub(crate) fen: Option<Fen>,
    pub(crate) narrow: Option<i32>,
    pub(crate) flag: Option<bool>,
    pub(crate) decimal: Option<Decimal>,
    pub(crate) yuan: Option<Yuan>,
    pub(crate) date: Option<DateTime>,
    pub(crate) json: Option<Json>,
    pub(crate) raw: Option<Serde<serde_json::Value>>,
    pub(crate) nested: Option<Box<Everything>>,
    pub(crate) texts: Vec<String>,
    pub(crate) integers: Vec<i64>,
    pub(crate) list: Vec<Property>,
    pub(crate) lists: Vec<Vec<i64>>,
}

/// A reply with fields that sound like the platform's own.
#[derive(Debug, Clone, PartialEq, TopObject)]
pub(crate) struct Coded {
    pub(crate) code: i64,
    pub(crate) integer: i64,
    pub(crate) request_id: Option<String>,
    pub(crate) text: String,
}

/// A type that holds itself.
#[derive(Debug, Clone, PartialEq, TopObject)]
pub(crate) struct Tree {
    pub(crate) x: Option<i64>,
    pub(crate) more: Vec<Tree>,
}

/// Every format.
pub(crate) const FORMATS: [Format; 3] = [Format::Simplified, Format::Classic, Format::Xml];

/// Decodes a payload that is one member of the reply.
pub(crate) fn member<T: top_runtime::Value>(
    format: Format,
    method: &'static str,
    member: &'static str,
    text: &[u8],
) -> Result<(T, Decoded), DecodeError> {
    let mut value = T::empty();
    let expected = Expected {
        format,
        method,
        member: Some(member),
        kind: T::KIND,
    };
    let decoded = decode(text, expected, value.slot(), Limits::default())?;
    Ok((value, decoded))
}

/// Decodes a reply that is the payload as a whole.
pub(crate) fn whole<T: top_runtime::Value>(
    format: Format,
    method: &'static str,
    text: &[u8],
) -> Result<(T, Decoded), DecodeError> {
    let mut value = T::empty();
    let expected = Expected {
        format,
        method,
        member: None,
        kind: T::KIND,
    };
    let decoded = decode(text, expected, value.slot(), Limits::default())?;
    Ok((value, decoded))
}

/// Decodes the simplified reply `{"it": …}`.
pub(crate) fn it<T: top_runtime::Value>(json: &str) -> Result<T, DecodeError> {
    let text = format!("{{\"it\":{json}}}");
    member(Format::Simplified, "a.b", "it", text.as_bytes()).map(|(value, _)| value)
}

/// Decodes the XML reply `<a_b_response><it>…</it></a_b_response>`.
pub(crate) fn it_xml<T: top_runtime::Value>(xml: &str) -> Result<T, DecodeError> {
    let text = format!("<a_b_response>{xml}</a_b_response>");
    member(Format::Xml, "a.b", "it", text.as_bytes()).map(|(value, _)| value)
}

/// A body of the fixtures.
pub(crate) fn golden(name: &str) -> Vec<u8> {
    let path = format!(
        "{}/tests/fixtures/golden/{name}",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}
