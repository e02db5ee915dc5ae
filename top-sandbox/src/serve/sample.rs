//! Made-up values of any declaration: what an endpoint answers that nobody wrote an answer for.

use top_runtime::{Code, DateTime, Decimal, File, Kind, Limit, Object, Shape, Slot};

/// Fills every field with a made-up value that its kind and its limits allow; a reply then says success.
///
/// A type inside itself is left out.
///
/// ```
/// use top_apis::alsc::Uncharge;
/// use top_runtime::{Record, TopApi, check::check};
///
/// let mut request = Record::new(Uncharge::ENDPOINT.request());
/// top_sandbox::sample(&mut request);
/// assert!(check(Uncharge::ENDPOINT, &request).is_ok());
/// ```
pub fn sample(object: &mut dyn Object) {
    members(object, None);
}

/// Fills a value with one that its kind allows; a reply then says success.
pub(super) fn fill(slot: Slot<'_>, kind: Kind) {
    value(slot, kind, &[], None);
}

/// A struct and those around it.
#[derive(Clone, Copy)]
struct Inside<'a> {
    shape: &'static Shape,
    outer: Option<&'a Inside<'a>>,
}

impl Inside<'_> {
    fn holds(&self, shape: &'static Shape) -> bool {
        std::ptr::eq(self.shape, shape) || self.outer.is_some_and(|outer| outer.holds(shape))
    }
}

fn value(slot: Slot<'_>, kind: Kind, limits: &[Limit], inside: Option<&Inside<'_>>) {
    let again = |shape| inside.is_some_and(|inside| inside.holds(shape));
    if shape_in(kind).is_some_and(again) {
        return;
    }
    match slot {
        Slot::Optional(slot) => value(slot.fill(), kind, limits, inside),
        Slot::Object(object) => members(object, inside),
        Slot::List(list) => {
            list.clear();
            if let Kind::List(&item) = kind {
                value(list.push(), item, limits, inside);
            }
        }
        Slot::Bool(slot) => *slot = true,
        Slot::Date(slot) => *slot = DateTime::EPOCH,
        Slot::Decimal(slot) => *slot = Decimal::from(within(1, limits)),
        Slot::Integer(slot) => *slot = within(text(kind).parse().unwrap_or(1), limits),
        Slot::Text(slot) => *slot = fitted(text(kind), limits),
        Slot::File(slot) => *slot = File::new("sample.txt", "sample"),
        // A type of the user's own may refuse these; it keeps its empty value then.
        Slot::Scalar(slot) => drop(slot.set(text(kind))),
        Slot::Raw(slot) => drop(slot.read("\"sample\"")),
        _ => {}
    }
}

fn members(object: &mut dyn Object, outer: Option<&Inside<'_>>) {
    let shape = object.shape();
    let inside = Inside { shape, outer };
    for (index, field) in shape.fields().iter().enumerate() {
        let (kind, limits) = (field.kind(), field.limited_by());
        value(object.slot(index), kind, limits, Some(&inside));
    }
    succeed(object, shape);
}

/// The struct that a value is, or that its items are.
fn shape_in(kind: Kind) -> Option<&'static Shape> {
    match kind {
        Kind::Object(nested) => Some(nested.shape()),
        Kind::List(item) => shape_in(*item),
        _ => None,
    }
}

/// The number, or the next one that the limits allow.
fn within(number: i64, limits: &[Limit]) -> i64 {
    limits.iter().fold(number, |number, limit| match *limit {
        Limit::Range { min, max } => number.min(max).max(min),
        _ => number,
    })
}

/// The text, cut off or repeated until the limits allow it.
fn fitted(text: &str, limits: &[Limit]) -> String {
    let count = text.chars().count();
    let wanted = limits.iter().fold(count, |count, limit| match *limit {
        Limit::Length { min, max } => {
            let end = |length: u64| usize::try_from(length).unwrap_or(usize::MAX);
            count.min(end(max)).max(end(min))
        }
        _ => count,
    });
    text.chars().cycle().take(wanted).collect()
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
