//! Documented values.

use super::comment::{check, docs};
use super::literal::quoted;
use super::markdown::escaped;
use crate::plan::{Codes, Module};

/// One `codes!` for all that a module documents.
pub(super) fn write(out: &mut String, module: &Module) {
    if module.codes.is_empty() {
        return;
    }
    out.push_str("\ntop_runtime::codes! {\n");
    for (index, codes) in module.codes.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        one(out, codes);
    }
    out.push_str("}\n");
}

fn one(out: &mut String, codes: &Codes) {
    if !codes.asked.certain {
        check(out, "    ", &codes.asked.reason);
    }
    docs(out, "///", "    ", &escaped(&codes.text));
    let base = if codes.integer { "integer" } else { "text" };
    *out += &format!("    pub struct {}: {base} {{\n", codes.name);
    for value in &codes.values {
        docs(out, "///", "        ", &escaped(&value.meaning));
        let literal = if codes.integer {
            value.value.clone()
        } else {
            quoted(&value.value)
        };
        *out += &format!("        {} = {literal},\n", value.constant);
    }
    out.push_str("    }\n");
}
