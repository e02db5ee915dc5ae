//! What an endpoint is, before its fields.

use top_runtime::{Endpoint, Resolver};

use super::{INDENT, words::prose};
use crate::catalogue::Known;
use crate::terminal::Look;

/// How wide the names of the facts are, in cells.
const LABEL: usize = 10;

/// The method, and what it does.
pub(super) fn title(known: &Known, look: Look) -> String {
    let text = prose(known.endpoint.request().description());
    let title = known.title.trim();
    let mut lines = vec![look.bold(known.endpoint.method())];
    // Some pages say the same twice.
    let title = Some(title).filter(|title| !text.contains(title));
    let said = title.into_iter().chain([&*text]);
    let said = said.filter(|said| !said.is_empty());
    lines.extend(said.map(|said| look.wrapped(said, INDENT)));
    lines.push(String::new());
    lines.join("\n")
}

/// What a caller must know before the first call.
pub(super) fn facts(endpoint: &Endpoint, look: Look) -> String {
    let facts = [
        ("effect", effect(endpoint)),
        ("repeat", repeat(endpoint)),
        ("in doubt", in_doubt(endpoint)),
        ("session", session(endpoint)),
        ("travels", travels(endpoint)),
    ];
    let lines = facts.map(|(label, text)| fact(label, &text, look));
    lines.concat()
}

fn fact(label: &str, text: &str, look: Look) -> String {
    let column = INDENT + LABEL;
    let text = look.wrapped(text, column);
    let behind = text.get(column..).unwrap_or_default();
    let label = look.dim(&format!("{label:LABEL$}"));
    format!("{:INDENT$}{label}{behind}\n", "")
}

fn effect(endpoint: &Endpoint) -> String {
    if endpoint.is_read() {
        "reads: it changes nothing on the platform".to_owned()
    } else {
        "writes: it may move money. `call` rehearses it until --yes".to_owned()
    }
}

fn repeat(endpoint: &Endpoint) -> String {
    match endpoint.idempotency_field() {
        _ if endpoint.is_read() => "harmless".to_owned(),
        Some(field) => format!("harmless with the same {field}: it is carried out once (幂等)"),
        None => "nothing is promised: a second call may do it twice".to_owned(),
    }
}

fn in_doubt(endpoint: &Endpoint) -> String {
    match endpoint.resolver() {
        _ if endpoint.is_read() => "call it again".to_owned(),
        Some(resolver) => asks(resolver),
        None => "look it up by hand: no read is declared that tells".to_owned(),
    }
}

fn asks(resolver: &Resolver) -> String {
    let by = resolver.by().iter().map(|(ours, theirs)| {
        if ours == theirs {
            (*ours).to_owned()
        } else {
            format!("{theirs} = {ours}")
        }
    });
    let by: Vec<_> = by.collect();
    let read = resolver.read().method();
    format!("{read} tells, asked by {}", by.join(", "))
}

fn session(endpoint: &Endpoint) -> String {
    if endpoint.needs_session() {
        "needed (用户授权)".to_owned()
    } else {
        "not needed".to_owned()
    }
}

fn travels(endpoint: &Endpoint) -> String {
    match endpoint.param_name() {
        Some(param) => format!("whole, as JSON in the one parameter {param}"),
        None => "each field as a parameter of its own".to_owned(),
    }
}
