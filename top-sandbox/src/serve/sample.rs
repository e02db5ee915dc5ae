//! Made-up values of any declaration: what an endpoint answers that nobody wrote an answer for.

use top_runtime::{Code, DateTime, Decimal, Kind, Object, Shape, Slot};

/// How deep types that hold themselves are filled.
const DEPTH: usize = 4;

/// Fills a value with one that its kind allows; a reply then says success.
pub(super) fn fill(slot: Slot<'_>, kind: Kind) {
    value(slot, kind, DEPTH);
}

fn value(slot: Slot<'_>, kind: Kind, depth: usize) {
    match slot {
        Slot::Optional(_) if depth == 0 => {}
        Slot::Optional(slot) => value(slot.fill(), kind, depth),
        Slot::Object(object) => members(object, depth.saturating_sub(1)),
        Slot::List(list) => {
            list.clear();
            if depth > 0
                && let Kind::List(&item) = kind
            {
                value(list.push(), item, depth);
            }
        }
        Slot::Bool(slot) => *slot = true,
        Slot::Date(slot) => *slot = DateTime::EPOCH,
        Slot::Decimal(slot) => *slot = Decimal::ONE,
        Slot::Integer(slot) => *slot = text(kind).parse().unwrap_or(1),
        Slot::Text(slot) => text(kind).clone_into(slot),
        // A type of the user's own may refuse these; it keeps its empty value then.
        Slot::Scalar(slot) => drop(slot.set(text(kind))),
        Slot::Raw(slot) => drop(slot.read("null")),
        _ => {}
    }
}

fn members(object: &mut dyn Object, depth: usize) {
    let shape = object.shape();
    for (index, field) in shape.fields().iter().enumerate() {
        value(object.slot(index), field.kind(), depth);
    }
    succeed(object, shape);
}

/// Where a code and not a flag tells success, the code is one that does.
fn succeed(object: &mut dyn Object, shape: &'static Shape) {
    let verdict = shape.judged_by();
    let code = verdict.accepted_codes().first();
    if let (Some(code), Some(at)) = (code, verdict.code_field()) {
        set(object.slot(usize::from(at)), code);
    }
    if let Some(at) = verdict.flag_field() {
        set(object.slot(usize::from(at)), "true");
    }
}

fn set(slot: Slot<'_>, text: &str) {
    match slot {
        Slot::Optional(slot) => set(slot.fill(), text),
        Slot::Text(slot) => text.clone_into(slot),
        Slot::Integer(slot) => *slot = text.parse().unwrap_or(1),
        Slot::Scalar(slot) => drop(slot.set(text)),
        Slot::Bool(slot) => *slot = true,
        _ => {}
    }
}

fn text(kind: Kind) -> &'static str {
    let first =
        |codes: &'static [Code], otherwise| codes.first().map_or(otherwise, |code| code.value);
    match kind {
        Kind::TextCode(codes) => first(codes, "sample"),
        Kind::IntegerCode(codes) => first(codes, "1"),
        Kind::Integer => "1",
        Kind::Fen => "100",
        Kind::Json => "{}",
        _ => "sample",
    }
}
