//! What stands between `#[top_api(` and `)]`.

use super::Replies;
use super::comment::{COLUMNS, check};
use super::lines::Lines;
use super::literal::quoted;
use super::types::spelled;
use super::wrap::width;
use crate::description::Limits;
use crate::plan::{Asked, Field, Module, Struct, Type, Verdict, is_flag_of_the_derive, says_wire};

/// How wide the keys of one attribute are at most before rustfmt puts each on its line.
const WIDEST: usize = 70;

/// The attribute of the request.
pub(super) fn request(out: &mut Lines, module: &Module, declared: &Struct) {
    out.line("#[top_api(");
    key(out, &format!("method = {}", quoted(&module.method)));
    if let Some(param) = &module.param {
        key(out, &format!("param = {}", quoted(param)));
    }
    let response = spelled(module, &module.response, None);
    match &module.member {
        Some(member) => grouped(out, "response", &[&format!("{member}: {response}")]),
        None => key(out, &format!("response = {response}")),
    }
    if let Some(asked) = &module.session {
        doubt(out, asked, "");
        key(out, "session");
    }
    for (group, asked) in &declared.one_of {
        doubt(out, asked, "");
        grouped(out, "one_of", &names(declared, group));
    }
    if let Some((at, asked)) = &module.idempotent_by {
        safety(
            out,
            &format!("idempotent_by({})", identifier(declared, *at)),
            asked,
        );
    }
    if let Some(asked) = &module.read {
        safety(out, "read", asked);
    }
    out.line(")]");
}

fn key(out: &mut Lines, text: &str) {
    out.line(format_args!("    {text},"));
}

/// A key with what it is about, on one line where that fits.
fn grouped(out: &mut Lines, name: &str, about: &[&str]) {
    let text = format!("{name}({})", about.join(", "));
    if width(&text) + 5 <= COLUMNS {
        return key(out, &text);
    }
    out.line(format_args!("    {name}("));
    out.line(format_args!("        {}", about.join(",\n        ")));
    out.line("    ),");
}

/// The words behind a guess, in front of it.
fn doubt(out: &mut Lines, asked: &Asked, what: &str) {
    if !asked.certain {
        check(out, "    ", &format!("{what}{}", asked.reason));
    }
}

/// What has a call sent again is declared only where it is certain.
fn safety(out: &mut Lines, text: &str, asked: &Asked) {
    if asked.certain {
        key(out, text);
    } else {
        doubt(out, asked, &format!("`{text}`? "));
    }
}

/// The attributes of a struct inside a request or reply.
pub(super) fn object(out: &mut Lines, declared: &Struct, replies: Replies) {
    if replies == Replies::Read && !declared.asked {
        attribute(out, "", "no_new");
    }
    for (group, asked) in &declared.one_of {
        if !asked.certain {
            check(out, "", &asked.reason);
        }
        let names = names(declared, group).join(", ");
        attribute(out, "", &format!("one_of({names})"));
    }
    if let Some(outcome) = declared
        .verdict
        .as_ref()
        .and_then(|verdict| outcome(declared, verdict))
    {
        out.line(outcome);
    }
}

fn names<'d>(declared: &'d Struct, group: &[usize]) -> Vec<&'d str> {
    group.iter().map(|at| identifier(declared, *at)).collect()
}

/// How the reply tells success, where that is not plain from the names alone.
fn outcome(declared: &Struct, verdict: &Verdict) -> Option<String> {
    if verdict.success.is_none() {
        return Some("#[top_api(outcome(none))]".to_owned());
    }
    let alone = verdict.code.is_none() && verdict.message.is_none() && verdict.value.is_none();
    let flag = verdict.success.and_then(|at| declared.fields.get(at));
    if alone && flag.is_some_and(|flag| is_flag_of_the_derive(&flag.wire)) {
        return None;
    }
    let named = [
        ("success", verdict.success),
        ("code", verdict.code),
        ("message", verdict.message),
        ("value", verdict.value),
    ];
    let keys: Vec<_> = named
        .into_iter()
        .filter_map(|(key, at)| Some(format!("{key} = {}", identifier(declared, at?))))
        .collect();
    let line = format!("#[top_api(outcome({}))]", keys.join(", "));
    if line.len() <= COLUMNS {
        return Some(line);
    }
    Some(format!(
        "#[top_api(outcome(\n    {},\n))]",
        keys.join(",\n    ")
    ))
}

/// The attributes of a field.
pub(super) fn field(out: &mut Lines, field: &Field, declared: &Struct) {
    let mut keys = Vec::new();
    if !says_wire(&field.identifier, &field.wire) {
        keys.push(format!("rename = {}", quoted(&field.wire)));
    }
    keys.extend(limits(&field.limits, &field.kind));
    let (certain, guessed): (Vec<_>, Vec<_>) = field
        .required_if
        .iter()
        .partition(|(_, asked)| asked.certain);
    let condition = |of: usize| format!("required_if({})", identifier(declared, of));
    keys.extend(certain.into_iter().map(|(of, _)| condition(*of)));
    let together = keys.join(", ");
    if width(&together) <= WIDEST - 10 {
        keys = if keys.is_empty() {
            keys
        } else {
            vec![together]
        };
    }
    for keys in keys {
        attribute(out, "    ", &keys);
    }
    for (of, asked) in guessed {
        doubt(out, asked, "");
        attribute(out, "    ", &condition(*of));
    }
}

fn limits(limits: &Limits, kind: &Type) -> Vec<String> {
    let mut keys = Vec::new();
    if let Some(max) = limits.max_length {
        keys.push(format!("length(max = {max})"));
    }
    match (limits.min_value, limits.max_value) {
        (Some(min), Some(max)) => keys.push(format!("range({min}, {max})")),
        (Some(min), None) => keys.push(format!("range(min = {min})")),
        (None, Some(max)) => keys.push(format!("range(max = {max})")),
        (None, None) => {}
    }
    if let (Some(max), Type::List(_)) = (limits.max_items, kind) {
        keys.push(format!("items({max})"));
    }
    keys
}

fn attribute(out: &mut Lines, indent: &str, keys: &str) {
    if width(keys) <= WIDEST {
        out.line(format_args!("{indent}#[top_api({keys})]"));
    } else {
        out.line(format_args!(
            "{indent}#[top_api(\n{indent}    {keys}\n{indent})]"
        ));
    }
}

/// What the field at this position is called.
fn identifier(declared: &Struct, at: usize) -> &str {
    declared
        .fields
        .get(at)
        .map_or("", |field| &field.identifier)
}
