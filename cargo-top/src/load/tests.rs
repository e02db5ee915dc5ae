//! A loaded module against the same thing compiled.

use top_runtime::{Endpoint, Fen, Kind, Shape, TopApi, TopObject};

use super::load;
use crate::description::Limits;
use crate::plan::{Asked, CodeValue, Codes, Field, Module, Struct, Type, Verdict};

top_runtime::codes! {
    /// How it is paid.
    pub struct Channel: text {
        /// in cash
        CASH = "CASH",
    }
}

/// Pays an order.
#[derive(TopApi)]
#[top_api(
    method = "alibaba.example.pay",
    param = "pay_request",
    response(result: Paid),
    session,
    one_of(shop_id, out_shop_id),
    idempotent_by(request_id),
)]
struct Pay {
    /// Number of the request.
    #[top_api(length(max = 32))]
    request_id: String,
    /// In 分.
    #[top_api(range(1, 500))]
    fee: Fen,
    /// The platform's id.
    shop_id: Option<String>,
    /// The merchant's id.
    #[top_api(required_if(channel))]
    out_shop_id: Option<String>,
    /// How.
    channel: Option<Channel>,
    /// What for.
    #[top_api(items(9))]
    lines: Vec<Line>,
}

/// One line, and what belongs to it.
#[derive(TopObject)]
struct Line {
    /// Of the same kind.
    parts: Option<Vec<Line>>,
}

/// The answer.
#[derive(TopObject)]
struct Paid {
    /// Whether it was paid.
    success: Option<bool>,
    /// Why not.
    err_code: Option<String>,
    /// What was paid.
    ids: Vec<i64>,
}

fn asked() -> Asked {
    Asked {
        certain: true,
        reason: String::new(),
    }
}

fn field(wire: &str, text: &str, kind: Type, required: bool) -> Field {
    Field {
        wire: wire.to_owned(),
        identifier: wire.to_owned(),
        text: text.to_owned(),
        kind,
        required,
        limits: Limits::default(),
        required_if: Vec::new(),
        checks: Vec::new(),
    }
}

fn structure(name: &str, text: &str, asked: bool, fields: Vec<Field>) -> Struct {
    Struct {
        name: name.to_owned(),
        text: text.to_owned(),
        asked,
        fields,
        one_of: Vec::new(),
        verdict: None,
        checks: Vec::new(),
    }
}

fn list(item: usize) -> Type {
    Type::List(Box::new(Type::Struct(item)))
}

fn pay() -> Struct {
    let mut fields = vec![
        field("request_id", "Number of the request.", Type::Text, true),
        field("fee", "In 分.", Type::Fen, true),
        field("shop_id", "The platform's id.", Type::Text, false),
        field("out_shop_id", "The merchant's id.", Type::Text, false),
        field("channel", "How.", Type::Code(0), false),
        field("lines", "What for.", list(1), true),
    ];
    fields[0].limits.max_length = Some(32);
    // Not a limit that an amount can have.
    fields[1].limits.max_length = Some(3);
    (fields[1].limits.min_value, fields[1].limits.max_value) = (Some(1), Some(500));
    fields[3].required_if.push((4, asked()));
    fields[5].limits.max_items = Some(9);
    Struct {
        one_of: vec![(vec![2, 3], asked())],
        ..structure("Pay", "Pays an order.", true, fields)
    }
}

fn paid() -> Struct {
    let ids = Type::List(Box::new(Type::Integer));
    let fields = vec![
        field("success", "Whether it was paid.", Type::Bool, false),
        field("err_code", "Why not.", Type::Text, false),
        field("ids", "What was paid.", ids, false),
    ];
    let verdict = Verdict {
        success: Some(0),
        code: Some(1),
        message: None,
        value: None,
        accepted: Vec::new(),
    };
    Struct {
        verdict: Some(verdict),
        ..structure("Paid", "The answer.", false, fields)
    }
}

fn module() -> Module {
    let parts = field("parts", "Of the same kind.", list(1), false);
    let line = structure(
        "Line",
        "One line, and what belongs to it.",
        true,
        vec![parts],
    );
    let cash = CodeValue {
        constant: "CASH".to_owned(),
        value: "CASH".to_owned(),
        meaning: "in cash".to_owned(),
    };
    Module {
        name: "pay".to_owned(),
        method: "alibaba.example.pay".to_owned(),
        title: String::new(),
        text: String::new(),
        structs: vec![pay(), line, paid()],
        codes: vec![Codes {
            name: "Channel".to_owned(),
            text: String::new(),
            integer: false,
            values: vec![cash],
            asked: asked(),
        }],
        param: Some("pay_request".to_owned()),
        member: Some("result".to_owned()),
        response: Type::Struct(2),
        session: Some(asked()),
        read: None,
        idempotent_by: Some((0, asked())),
        checks: Vec::new(),
    }
}

/// Everything but the shapes, which are told by name.
fn facts(endpoint: &Endpoint) -> String {
    format!("{endpoint:#?}")
}

fn nested(kind: Kind) -> &'static Shape {
    match kind {
        Kind::Object(nested) => nested.shape(),
        Kind::List(item) => nested(*item),
        other => panic!("{other:?} is no object"),
    }
}

#[test]
fn a_loaded_module_is_what_would_have_been_compiled() {
    let (loaded, compiled) = (load(&module()), Pay::ENDPOINT);
    assert_eq!(facts(loaded), facts(compiled));
    let shapes = |endpoint: &Endpoint| {
        let request = endpoint.request();
        let lines = nested(request.fields()[5].kind());
        format!("{request:#?}{lines:#?}{:#?}", nested(endpoint.response()))
    };
    assert_eq!(shapes(loaded), shapes(compiled));
}

#[test]
fn a_struct_may_hold_itself() {
    let line = nested(load(&module()).request().fields()[5].kind());
    assert!(std::ptr::eq(nested(line.fields()[0].kind()), line));
}

#[test]
fn positions_that_lead_nowhere_are_left_out() {
    let mut module = module();
    module.response = Type::Struct(7);
    module.idempotent_by = Some((70, asked()));
    module.structs[0].fields[4].kind = Type::Code(7);
    let endpoint = load(&module);
    assert!(nested(endpoint.response()).fields().is_empty());
    assert_eq!(endpoint.idempotency_field(), None);
    assert!(matches!(endpoint.request().fields()[4].kind(), Kind::Text));
}
