//! What is odd about a description, whatever it was read from.

use std::collections::HashSet;

use super::types;
use crate::description::{Description, Field};
use crate::finding::Finding;

/// Reports contradictions and gaps.
pub(super) fn report(description: &Description, findings: &mut Vec<Finding>) {
    level(&description.request, findings);
    level(&description.reply, findings);
}

/// Descends as deep as the readers let fields nest.
fn level(fields: &[Field], findings: &mut Vec<Finding>) {
    let mut names = HashSet::new();
    for field in fields {
        if !names.insert(field.name.as_str()) {
            say(field, "is given twice in one object", findings);
        }
        wrapper(field, findings);
        unknown_type(field, findings);
        example(field, findings);
        level(&field.members, findings);
    }
}

/// An object may be left out, and its members may not: only together can that be meant.
fn wrapper(field: &Field, findings: &mut Vec<Finding>) {
    let required = field
        .members
        .iter()
        .filter(|member| member.required == Some(true));
    let names: Vec<_> = required
        .map(|member| format!("`{}`", member.name))
        .collect();
    if field.required == Some(false) && field.lists == 0 && !names.is_empty() {
        let what = format!(
            "is optional, but {} in it must be given; they are asked for only with it",
            names.join(", ")
        );
        say(field, &what, findings);
    }
}

fn unknown_type(field: &Field, findings: &mut Vec<Finding>) {
    if !field.members.is_empty() || types::is_simple(&field.type_name) {
        return;
    }
    if field.type_name.is_empty() {
        say(field, "has no type", findings);
    } else {
        let what = format!(
            "is of the type {}, of which no members are told",
            field.type_name
        );
        say(field, &what, findings);
    }
}

fn example(field: &Field, findings: &mut Vec<Finding>) {
    let Some(example) = field.example.as_deref() else {
        return;
    };
    if matches!(example, "null" | "\"\"" | "''" | "[]" | "{}") {
        say(
            field,
            &format!("has `{example}` for an example, which shows nothing"),
            findings,
        );
    } else if field.lists == 0 && field.members.is_empty() && !fits(example, &field.type_name) {
        let what = format!(
            "is a {}, and its example `{}` is none",
            field.type_name,
            short(example)
        );
        say(field, &what, findings);
    }
}

fn fits(example: &str, type_name: &str) -> bool {
    match type_name.to_ascii_lowercase().as_str() {
        "number" | "long" | "integer" | "int" | "short" => {
            example.trim_end_matches(['L', 'l']).parse::<f64>().is_ok()
        }
        "double" | "float" | "bigdecimal" | "decimal" | "price" => example.parse::<f64>().is_ok(),
        "boolean" | "bool" => matches!(example, "true" | "false"),
        "date" | "datetime" => example.starts_with(|c: char| c.is_ascii_digit()),
        _ => true,
    }
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

fn say(field: &Field, what: &str, findings: &mut Vec<Finding>) {
    findings.push(Finding {
        line: field.line,
        what: format!("`{}` {what}", field.name),
    });
}
