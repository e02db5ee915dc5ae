//! One struct with its fields.

use super::comment::{COLUMNS, check, docs};
use super::markdown::escaped;
use super::types::spelled;
use super::{attributes, wrap};
use crate::plan::{Field, Module, Struct};

/// The struct at this position; the first is the request.
pub(super) fn write(out: &mut String, module: &Module, index: usize, declared: &Struct) {
    out.push('\n');
    docs(out, "///", "", &described(module, declared));
    let checks = if index == 0 { &module.checks[..] } else { &[] };
    for told in checks.iter().chain(&declared.checks) {
        check(out, "", told);
    }
    let derive = if index == 0 { "TopApi" } else { "TopObject" };
    *out += &format!("#[derive(Debug, Clone, PartialEq, {derive})]\n");
    if index == 0 {
        attributes::request(out, module, declared);
    } else {
        attributes::object(out, declared);
    }
    let name = &declared.name;
    if declared.fields.is_empty() {
        *out += &format!("#[non_exhaustive]\npub struct {name} {{}}\n");
        return;
    }
    *out += &format!("#[non_exhaustive]\npub struct {name} {{\n");
    for each in &declared.fields {
        field(out, module, index, each, declared);
    }
    out.push_str("}\n");
}

fn described(module: &Module, declared: &Struct) -> String {
    let text = escaped(&declared.text);
    if text.is_empty() && declared.name.ends_with("Reply") {
        return format!("What `{}` answers.", module.method);
    }
    text
}

fn field(out: &mut String, module: &Module, index: usize, field: &Field, declared: &Struct) {
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
        *out += &format!("    pub {name}:\n        {kind},\n");
    } else {
        *out += &format!("    pub {name}: {kind},\n");
    }
}
