//! One struct with its fields.

use super::comment::{COLUMNS, check, docs};
use super::lines::Lines;
use super::markdown::escaped;
use super::types::spelled;
use super::{Replies, attributes, wrap};
use crate::plan::{Field, Module, Struct, Type, innermost, words};

const FLAGS_ALLOWED: &str =
    "#[allow(clippy::struct_excessive_bools, reason = \"the page has these flags\")]";

/// The struct at this position; the first is the request.
pub(super) fn write(
    out: &mut Lines,
    module: &Module,
    (index, declared): (usize, &Struct),
    replies: Replies,
) {
    out.gap();
    docs(out, "///", "", &described(module, index, declared));
    let checks = if index == 0 { &module.checks[..] } else { &[] };
    for told in checks.iter().chain(&declared.checks) {
        check(out, "", told);
    }
    let derive = if index == 0 { "TopApi" } else { "TopObject" };
    out.line(format_args!("#[derive(Debug, Clone, PartialEq, {derive})]"));
    if index == 0 {
        attributes::request(out, module, declared);
    } else {
        attributes::object(out, declared, replies);
    }
    if has_many_flags(declared) {
        out.line(FLAGS_ALLOWED);
    }
    let name = &declared.name;
    if declared.fields.is_empty() {
        out.line(format_args!("#[non_exhaustive]\npub struct {name} {{}}"));
        return;
    }
    out.line(format_args!("#[non_exhaustive]\npub struct {name} {{"));
    for each in &declared.fields {
        field(out, module, index, each, declared);
    }
    out.line("}");
}

/// Clippy takes three flags without a word.
fn has_many_flags(declared: &Struct) -> bool {
    let fields = declared.fields.iter();
    let flags = fields.filter(|field| field.required && field.kind == Type::Bool);
    flags.count() > 3
}

fn described(module: &Module, index: usize, declared: &Struct) -> String {
    let text = escaped(&declared.text);
    let member = module.member.as_deref().unwrap_or_default();
    let is_reply = matches!(innermost(&module.response), Type::Struct(reply) if *reply == index);
    if is_reply && (text.is_empty() || words(&declared.text) == words(member)) {
        return format!("What `{}` answers.", module.method);
    }
    if index == 0 && text.is_empty() {
        return format!("Calls `{}`.", module.method);
    }
    text
}

fn field(out: &mut Lines, module: &Module, index: usize, field: &Field, declared: &Struct) {
    docs(out, "///", "    ", &escaped(&field.text));
    for told in &field.checks {
        check(out, "    ", told);
    }
    attributes::field(out, field, declared);
    let mut kind = spelled(module, &field.kind, Some(index));
    if !field.required {
        kind = format!("Option<{kind}>");
    }
    let name = &field.identifier;
    if wrap::width(name) + kind.len() + 11 > COLUMNS {
        out.line(format_args!("    pub {name}:\n        {kind},"));
    } else {
        out.line(format_args!("    pub {name}: {kind},"));
    }
}
