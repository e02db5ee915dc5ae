//! Declarations for these tests, as short as a derive but without one: the decoder is tested on
//! its own.

use top_runtime::decode::{DecodeError, Decoded, Expected, Limits, decode};
use top_runtime::{Format, Value as _};

/// Declares structs the way `#[derive(TopObject)]` does.
macro_rules! declare {
    ($($(#[$meta:meta])* $name:ident { $($field:ident $(= $wire:literal)?: $type:ty),* $(,)? })*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        pub(crate) struct $name { $(pub(crate) $field: $type),* }

        impl top_runtime::Object for $name {
            fn shape(&self) -> &'static top_runtime::Shape {
                <Self as top_runtime::TopObject>::declaration()
            }

            fn get(&self, index: usize) -> top_runtime::Ref<'_> {
                let all = [$(top_runtime::Value::get(&self.$field)),*];
                all.get(index).copied().unwrap_or(top_runtime::Ref::Absent)
            }

            #[allow(unused_assignments, reason = "the last position counts on for nothing")]
            fn slot(&mut self, index: usize) -> top_runtime::Slot<'_> {
                let mut at = 0;
                $(
                    if at == index {
                        return top_runtime::Value::slot(&mut self.$field);
                    }
                    at += 1;
                )*
                top_runtime::Slot::Nothing
            }
        }

        impl top_runtime::TopObject for $name {
            type Payload = Self;

            fn declaration() -> &'static top_runtime::Shape {
                const {
                    &top_runtime::Shape::new(
                        stringify!($name),
                        const { &[$(top_runtime::Field::of::<$type>(declare!(@ $field $($wire)?), "")),*] },
                    )
                }
            }

            fn empty() -> Self {
                Self { $($field: top_runtime::Value::empty()),* }
            }

            fn into_payload(self) -> Option<Self> {
                Some(self)
            }
        }
    )*};
    (@ $field:ident $wire:literal) => { $wire };
    (@ $field:ident) => { stringify!($field) };
}

declare! {
    Envelope {
        biz_success: Option<bool>,
        result: Option<Flow>,
        result_code: Option<String>,
        result_desc: Option<String>,
        result_view: Option<String>,
    }

    /// The detail of uncharge and of flowdetail; their pages differ in `ext_info`.
    Flow {
        account_id: Option<String>,
        affected_property_list: Vec<Property>,
        after_property_list: Vec<Property>,
        before_property_list: Vec<Property>,
        brand_id: Option<String>,
        current_value: Option<top_runtime::Fen>,
        flow_id: Option<String>,
        flow_type: Option<String>,
        operator: Option<String>,
        operator_name: Option<String>,
        order_src: Option<i64>,
        order_time: Option<top_runtime::DateTime>,
        order_value: Option<top_runtime::Fen>,
        outer_order_id: Option<String>,
        remark: Option<String>,
        shop_id: Option<String>,
        shop_name: Option<String>,
        card_id: Option<String>,
        outer_pay_id: Option<String>,
        ext_info: Option<String>,
    }

    Property {
        kind = "type": String,
        value: top_runtime::Fen,
    }

    UnchargeEnvelope {
        biz_success: Option<bool>,
        result: Option<Uncharged>,
        result_code: Option<String>,
        result_desc: Option<String>,
    }

    Uncharged {
        account_id: String,
        affected_property_list: Vec<Property>,
        ext_info: Option<ExtInfo>,
        outer_order_id: String,
        order_value: i64,
    }

    ExtInfo {
        empty: Option<bool>,
    }

    PointEnvelope {
        biz_success: bool,
        result: Option<String>,
        result_code: Option<String>,
        result_desc: Option<String>,
        result_view: Option<String>,
    }

    RefundResult {
        err_msg: Option<String>,
        err_code: Option<String>,
        success: Option<bool>,
    }

    Users {
        fail_msg: Vec<String>,
        uid_fail: Vec<String>,
        uid_succ: Vec<String>,
    }

    Shop {
        bulletin: String,
        sid: i64,
        title: String,
    }

    /// One field of each kind, all optional.
    Everything {
        text: Option<String>,
        integer: Option<i64>,
        fen: Option<top_runtime::Fen>,
        narrow: Option<i32>,
        flag: Option<bool>,
        decimal: Option<top_runtime::Decimal>,
        yuan: Option<top_runtime::Yuan>,
        date: Option<top_runtime::DateTime>,
        json: Option<top_runtime::Json>,
        raw: Option<top_runtime::Serde<serde_json::Value>>,
        nested: Option<Box<Everything>>,
        texts: Vec<String>,
        integers: Vec<i64>,
        list: Vec<Property>,
        lists: Vec<Vec<i64>>,
    }
}

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
