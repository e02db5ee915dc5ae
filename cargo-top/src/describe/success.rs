//! What tells success.

use top_runtime::outcome::can_reject;
use top_runtime::{Endpoint, Field, Kind, Shape};

/// What of a reply says whether the call succeeded, a sentence each.
pub(super) fn told(endpoint: &Endpoint) -> Vec<String> {
    let place = endpoint.member_name().unwrap_or_default();
    let Some((path, shape)) = judged(endpoint.response(), place) else {
        return vec!["every reply that can be read is a success".to_owned()];
    };
    let verdict = shape.judged_by();
    let name = |at: Option<u16>| {
        let field = shape.fields().get(usize::from(at?))?;
        Some(within(&path, field.name()))
    };
    let told = [
        name(verdict.flag_field()).map(|flag| format!("{flag} is true")),
        accepted(name(verdict.code_field()), verdict.accepted_codes()),
        reasons(name(verdict.code_field()), name(verdict.message_field())),
        doubtful(verdict.doubtful_codes()),
        name(verdict.value_field()).map(|value| format!("what is asked for: {value}")),
    ];
    told.into_iter().flatten().collect()
}

/// The struct that tells: the reply, or one directly in it.
fn judged(kind: Kind, path: &str) -> Option<(String, &'static Shape)> {
    let Kind::Object(nested) = kind else {
        return None;
    };
    let shape = nested.shape();
    if can_reject(shape) {
        return Some((path.to_owned(), shape));
    }
    let inner = |field: &Field| match field.kind() {
        Kind::Object(nested) if can_reject(nested.shape()) => {
            Some((within(path, field.name()), nested.shape()))
        }
        _ => None,
    };
    shape.fields().iter().find_map(inner)
}

fn within(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

fn accepted(code: Option<String>, codes: &[&str]) -> Option<String> {
    let code = code.filter(|_| !codes.is_empty())?;
    Some(format!("{code} is {}", codes.join(" or ")))
}

fn reasons(code: Option<String>, message: Option<String>) -> Option<String> {
    let places: Vec<_> = [code, message].into_iter().flatten().collect();
    (!places.is_empty()).then(|| format!("otherwise why not: {}", places.join(", ")))
}

fn doubtful(codes: &[&str]) -> Option<String> {
    let codes = Some(codes.join(", ")).filter(|codes| !codes.is_empty())?;
    Some(format!("a failure after which nobody knows: {codes}"))
}
