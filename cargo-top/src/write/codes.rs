//! Documented values.

use super::comment::{check, docs};
use super::lines::Lines;
use super::literal::quoted;
use super::markdown::escaped;
use crate::plan::{Codes, Module};

/// One `codes!` for all that a module documents.
pub(super) fn write(out: &mut Lines, module: &Module) {
    if module.codes.is_empty() {
        return;
    }
    out.line("\ntop_runtime::codes! {");
    for (index, codes) in module.codes.iter().enumerate() {
        if index > 0 {
            out.gap();
        }
        one(out, codes);
    }
    out.line("}");
}

fn one(out: &mut Lines, codes: &Codes) {
    if !codes.asked.certain {
        check(out, "    ", &codes.asked.reason);
    }
    docs(out, "///", "    ", &escaped(&codes.text));
    let base = if codes.integer { "integer" } else { "text" };
    out.line(format_args!("    pub struct {}: {base} {{", codes.name));
    for value in &codes.values {
        docs(out, "///", "        ", &escaped(&value.meaning));
        let literal = if codes.integer {
            value.value.clone()
        } else {
            quoted(&value.value)
        };
        out.line(format_args!("        {} = {literal},", value.constant));
    }
    out.line("    }");
}
