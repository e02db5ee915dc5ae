//! Requests to begin with.

use serde_json::{Map, Value, json};
use top_runtime::{Endpoint, Field, Kind, Limit, Shape};

/// Requests that the books with the pages' examples answer with success.
const KNOWN: &str = include_str!("../../assets/samples.json");
/// How deep types that hold themselves are filled.
const DEPTH: usize = 4;

/// A request that keeps the declaration's rules, as far as made-up values can.
pub(super) fn of(endpoint: &Endpoint) -> Value {
    let known: Vec<Value> = serde_json::from_str(KNOWN).unwrap_or_default();
    let mut known = known.into_iter();
    let known = known.find(|sample| sample.get("method") == Some(&endpoint.method().into()));
    let mut known = known.unwrap_or_default();
    match known.get_mut("request") {
        Some(request) => request.take(),
        None => object(endpoint.request(), DEPTH),
    }
}

/// The files beside it, as the form sends them.
pub(super) fn files(endpoint: &Endpoint) -> Value {
    let fields = endpoint.request().fields().iter();
    let files = fields.filter(|field| matches!(field.kind(), Kind::File));
    files
        .map(|field| json!({ "param": field.name(), "name": "sample.txt", "bytes": "sample" }))
        .collect()
}

fn object(shape: &Shape, depth: usize) -> Value {
    let fields = shape.fields().iter();
    let members = fields.filter_map(|field| {
        let value = value(field.kind(), field, depth)?;
        Some((field.name().to_owned(), value))
    });
    Value::Object(members.collect::<Map<_, _>>())
}

fn value(kind: Kind, field: &Field, depth: usize) -> Option<Value> {
    let text = |text: &str| Some(Value::from(text));
    match kind {
        Kind::Object(nested) => Some(object(nested.shape(), depth.checked_sub(1)?)),
        Kind::List(&item) => Some(Value::Array(vec![value(item, field, depth)?])),
        Kind::TextCode([first, ..]) => text(first.value),
        Kind::IntegerCode([first, ..]) => Some(number(first.value.parse().unwrap_or(1), field)),
        Kind::Integer | Kind::IntegerCode(_) => Some(number(1, field)),
        Kind::Fen => Some(number(100, field)),
        Kind::Bool => Some(Value::Bool(true)),
        Kind::Decimal => text("1"),
        Kind::Yuan => text("1.00"),
        Kind::Date => text("2026-11-11 12:00:00"),
        Kind::Json => text("{\"sample\":1}"),
        // An empty one would count as not given.
        Kind::Raw => Some(json!({ "sample": 1 })),
        Kind::File => None,
        _ => Some(Value::String(word(field))),
    }
}

/// A number within the limits.
fn number(wanted: i64, field: &Field) -> Value {
    let within = |number: i64, limit: &Limit| match *limit {
        Limit::Range { min, max } => number.min(max).max(min),
        _ => number,
    };
    field.limited_by().iter().fold(wanted, within).into()
}

/// A text of a length within the limits.
fn word(field: &Field) -> String {
    let within = |word: String, limit: &Limit| match *limit {
        Limit::Length { min, max } => {
            let length = |length: u64| usize::try_from(length).unwrap_or(usize::MAX);
            let padding = "x".repeat(length(min).saturating_sub(word.len()).min(4096));
            let padded = word + &padding;
            padded.chars().take(length(max)).collect()
        }
        _ => word,
    };
    field.limited_by().iter().fold("sample".to_owned(), within)
}

#[cfg(test)]
mod tests {
    use top_apis::ENDPOINTS;
    use top_runtime::check::check;
    use top_runtime::{Endpoint, Field, Kind, Limit, Nested, Record, Shape};

    use super::of;

    static NODE: Shape = Shape::new(
        "Node",
        &[
            Field::new("name", "", Kind::Text, true).limits(&[Limit::Length { min: 2, max: 4 }]),
            Field::new("note", "", Kind::Text, true).limits(&[Limit::Length { min: 9, max: 9 }]),
            Field::new("count", "", Kind::Integer, true).limits(&[Limit::Range { min: 5, max: 9 }]),
            Field::new("at", "", Kind::Date, true),
            Field::new("price", "", Kind::Yuan, true),
            Field::new(
                "children",
                "",
                Kind::List(&Kind::Object(Nested::loaded(&NODE))),
                false,
            ),
        ],
    );
    static TREE: Endpoint = Endpoint::loaded("a.tree", Nested::loaded(&NODE), Kind::Text);

    #[test]
    fn samples_keep_the_rules() {
        for endpoint in ENDPOINTS.iter().copied().chain([&TREE]) {
            let members = of(endpoint);
            let record = Record::from_json(endpoint.request(), members.as_object().unwrap());
            let checked = check(endpoint, &record.unwrap()).map(drop);
            assert_eq!(checked, Ok(()), "{}", endpoint.method());
        }
    }
}
