//! A declaration and a page as the same lines, so that two sets can be compared.

use std::collections::BTreeSet;

use top_runtime::{Endpoint, Field, Kind, Rule, Shape};

use crate::facts::{Page, Row};

/// The declaration as facts, one a line.
pub(crate) fn declared(endpoint: &Endpoint) -> BTreeSet<String> {
    let mut facts = BTreeSet::from([
        format!("method {}", endpoint.method()),
        format!("param {}", endpoint.param_name().unwrap_or_default()),
        format!("session {}", endpoint.needs_session()),
        format!("read {}", endpoint.is_read()),
        format!("idempotent_by {:?}", endpoint.idempotency_field()),
        fact(&reply_path(endpoint), endpoint.response(), None),
    ]);
    each_shape(endpoint, &mut |path, shape| {
        facts.extend(shape.fields().iter().map(|field| field_fact(path, field)));
        facts.extend(
            shape
                .between()
                .iter()
                .map(|rule| rule_fact(path, rule, shape)),
        );
    });
    facts
}

/// The page as facts, one a line.
pub(crate) fn documented(page: &Page) -> BTreeSet<String> {
    let mut facts = BTreeSet::from([
        format!("method {}", page.method),
        format!("param {}", page.param.name),
        format!("session {}", page.session),
        format!("read {}", page.read),
        format!("idempotent_by {:?}", page.idempotent_by.as_deref()),
    ]);
    facts.extend(page.one_of.iter().map(|names| group("request ", names)));
    facts.extend(
        page.required_if
            .iter()
            .map(|rule| format!("request {} required if {}", rule.field, rule.when)),
    );
    facts.extend(page.request.iter().map(|row| row_fact("request", row)));
    facts.extend(page.reply.iter().map(|row| row_fact("reply", row)));
    facts
}

fn row_fact(side: &str, row: &Row) -> String {
    let codes: Vec<_> = row
        .codes
        .iter()
        .map(|code| {
            code.as_str()
                .map_or_else(|| code.to_string(), str::to_owned)
        })
        .collect();
    line(
        &format!("{side} {}", row.path),
        &row.r#type,
        row.required,
        row.unit.as_deref(),
        &codes,
    )
}

/// Visits the request, the reply and every shape inside them, with the path in front of its fields.
pub(crate) fn each_shape(endpoint: &Endpoint, visit: &mut dyn FnMut(&str, &Shape)) {
    walk("request ", endpoint.request(), visit);
    descend(&reply_path(endpoint), endpoint.response(), visit);
}

fn walk(path: &str, shape: &Shape, visit: &mut dyn FnMut(&str, &Shape)) {
    visit(path, shape);
    for field in shape.fields() {
        descend(&format!("{path}{}", field.name()), field.kind(), visit);
    }
}

fn descend(path: &str, kind: Kind, visit: &mut dyn FnMut(&str, &Shape)) {
    match kind {
        Kind::Object(nested) => walk(&format!("{path}."), nested.shape(), visit),
        Kind::List(item) => descend(&format!("{path}[]"), *item, visit),
        _ => {}
    }
}

fn reply_path(endpoint: &Endpoint) -> String {
    format!("reply {}", endpoint.member_name().unwrap_or_default())
}

fn field_fact(path: &str, field: &Field) -> String {
    let required = path.starts_with("request ").then(|| field.required());
    fact(&format!("{path}{}", field.name()), field.kind(), required)
}

fn fact(path: &str, kind: Kind, required: Option<bool>) -> String {
    let (unit, codes) = match kind {
        Kind::Fen => (Some("fen"), Vec::new()),
        Kind::TextCode(codes) | Kind::IntegerCode(codes) => (
            None,
            codes.iter().map(|code| code.value.to_owned()).collect(),
        ),
        _ => (None, Vec::new()),
    };
    line(path, &type_name(kind), required, unit, &codes)
}

fn line(
    path: &str,
    kind: &str,
    required: Option<bool>,
    unit: Option<&str>,
    codes: &[String],
) -> String {
    format!("{path}: {kind}, required {required:?}, unit {unit:?}, codes {codes:?}")
}

fn rule_fact(path: &str, rule: &Rule, shape: &Shape) -> String {
    let name = |at: &u16| shape.fields()[usize::from(*at)].name();
    match rule {
        Rule::OneOf(fields) => group(path, &fields.iter().map(name).collect::<Vec<_>>()),
        Rule::RequiredIf { field, other } => {
            format!("{path}{} required if {}", name(field), name(other))
        }
        other => format!("{path}: a rule that no page here has: {other:?}"),
    }
}

/// A group has no order.
fn group<T: AsRef<str>>(path: &str, names: &[T]) -> String {
    let names: BTreeSet<&str> = names.iter().map(AsRef::as_ref).collect();
    format!("{path}one of {names:?}")
}

/// The kind in the page's words.
fn type_name(kind: Kind) -> String {
    match kind {
        Kind::Text | Kind::TextCode(_) => "String".to_owned(),
        Kind::Integer | Kind::IntegerCode(_) | Kind::Fen => "Number".to_owned(),
        Kind::Bool => "Boolean".to_owned(),
        Kind::Date => "Date".to_owned(),
        Kind::Object(nested) => nested.shape().name().to_owned(),
        Kind::List(item) => format!("{}[]", type_name(*item)),
        other => format!("a kind that no page here has: {other:?}"),
    }
}
