//! What is odd about a description, whatever it was read from.

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
    for field in fields {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn field(type_name: &str, example: &str) -> Field {
        Field {
            name: "a".to_owned(),
            type_name: type_name.to_owned(),
            example: Some(example.to_owned()),
            ..Field::default()
        }
    }

    fn said(field: Field) -> Vec<String> {
        let description = Description {
            reply: vec![field],
            ..Description::default()
        };
        let mut findings = Vec::new();
        report(&description, &mut findings);
        findings.into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn an_example_is_of_its_type_and_shows_something() {
        for (type_name, example) in [
            ("Number", "-90"),
            ("Number", "12L"),
            ("Price", "1.5"),
            ("Boolean", "false"),
            ("Date", "2019-08-01 15:14:31"),
            ("String", "anything"),
            ("Json", "{}x"),
        ] {
            assert_eq!(
                said(field(type_name, example)),
                [""; 0],
                "{type_name} {example}"
            );
        }
        for (type_name, example) in [
            ("Number", "many"),
            ("Boolean", "1"),
            ("Date", "today"),
            ("String", "\"\""),
            ("String", "null"),
        ] {
            assert_eq!(
                said(field(type_name, example)).len(),
                1,
                "{type_name} {example}"
            );
        }
    }

    #[test]
    fn a_type_has_a_name_and_members() {
        assert!(said(field("Map", "x"))[0].contains("no members"));
        assert!(said(field("", "x"))[0].contains("no type"));
    }

    #[test]
    fn what_must_be_given_in_what_need_not_is_told_but_not_of_lists() {
        let member = Field {
            required: Some(true),
            ..field("String", "x")
        };
        let mut wrapper = Field {
            required: Some(false),
            example: None,
            members: vec![member],
            ..field("T", "")
        };
        assert!(said(wrapper.clone())[0].contains("is optional, but `a`"));
        wrapper.lists = 1;
        assert_eq!(said(wrapper), [""; 0]);
    }
}
