//! Which descriptions have something that none before them has.

use std::collections::BTreeSet;

use cargo_top::description::Description;
use cargo_top::plan::{Field, Module, Struct, Type, plan};
use cargo_top::rules::propose;

/// The first description of every oddity, in the order of the catalogue.
pub(crate) fn odd_ones(descriptions: impl Iterator<Item = Description>) -> Vec<Description> {
    let mut seen = BTreeSet::new();
    let mut is_new = |description: &Description| {
        let before = seen.len();
        seen.extend(oddities(&plan(description, &propose(description), None)));
        seen.len() > before
    };
    descriptions.filter(|one| is_new(one)).collect()
}

/// What a module has, each in a few words.
fn oddities(module: &Module) -> Vec<String> {
    let mut odd = vec![
        format!("param {}", module.param.is_some()),
        format!("member {}", module.member.is_some()),
        format!("reply {}", word(&module.response)),
        format!("read {:?}", module.read.as_ref().map(|asked| asked.certain)),
        format!("idempotent {}", module.idempotency().is_some()),
        format!("session {}", module.session.is_some()),
        format!("checks {}", !module.checks.is_empty()),
    ];
    odd.extend(
        module
            .codes
            .iter()
            .map(|codes| format!("codes {}", codes.integer)),
    );
    for (at, declared) in module.structs.iter().enumerate() {
        odd.extend(of_struct(declared));
        let fields = declared.fields.iter();
        odd.extend(fields.flat_map(|field| of_field(field, declared.asked, at)));
    }
    odd
}

fn of_struct(declared: &Struct) -> Vec<String> {
    let mut odd = Vec::new();
    if declared.fields.is_empty() {
        odd.push("nothing inside".to_owned());
    }
    odd.extend(
        declared
            .one_of
            .iter()
            .map(|(fields, _)| format!("one of {}", fields.len() > 2)),
    );
    if let Some(verdict) = &declared.verdict {
        let told = (verdict.success.is_some(), verdict.value.is_some());
        odd.push(format!("verdict {told:?} {}", verdict.accepted.is_empty()));
    }
    odd
}

fn of_field(field: &Field, asked: bool, at: usize) -> Vec<String> {
    let top = at == 0;
    let mut odd = vec![format!(
        "{asked} {top} {} {}",
        field.required,
        word(&field.kind)
    )];
    let limits = field.limits;
    let limits = [
        limits.max_length.is_some(),
        limits.max_items.is_some(),
        limits.min_value.is_some(),
        limits.max_value.is_some(),
    ];
    odd.push(format!("limits {limits:?}"));
    odd.push(format!("required if {}", field.required_if.len()));
    odd.push(format!("renamed {}", renamed(field)));
    if matches!(field.kind, Type::Struct(inside) if inside <= at) {
        odd.push("inside itself".to_owned());
    }
    odd
}

/// How a wire name is no identifier.
fn renamed(field: &Field) -> &'static str {
    let wire = &field.wire;
    if field.identifier == *wire {
        "no"
    } else if field.identifier.starts_with("r#") {
        "keyword"
    } else if wire.contains(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
        "no word"
    } else if wire.starts_with(|c: char| c.is_ascii_digit()) {
        "digit"
    } else if wire.chars().all(|c| !c.is_ascii_lowercase()) {
        "capitals"
    } else {
        "letters"
    }
}

fn word(kind: &Type) -> String {
    match kind {
        Type::Code(_) => "code".to_owned(),
        Type::Struct(_) => "struct".to_owned(),
        Type::List(item) => format!("list of {}", word(item)),
        other => format!("{other:?}"),
    }
}
