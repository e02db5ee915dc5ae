//! Values of every kind, within their limits.

use serde_json::{Map, Value as JsonValue, json};
use top_runtime::{DateTime, Decimal, Endpoint, Field, Kind, Limit, Shape, is_blank};

use super::{is_plain, members, sample, wanted};
use crate::description;

/// Makes the values of one request.
pub(super) struct Values {
    /// Whether lists of scalars are joined by commas: then no item may hold one.
    joined: bool,
}

impl Values {
    pub(super) fn new(endpoint: &Endpoint) -> Self {
        Self {
            joined: endpoint.param_name().is_none(),
        }
    }

    pub(super) fn object(
        &self,
        shape: &'static Shape,
        samples: &[description::Field],
        depth: usize,
    ) -> Map<String, JsonValue> {
        let has_sample = |name: &str| {
            let sample = sample(samples, name);
            sample.is_some_and(|sample| sample.example.is_some())
        };
        let fields = wanted(shape, has_sample).into_iter();
        let fields = fields.filter_map(|at| shape.fields().get(at));
        let values = fields.map(|field| self.field(field, samples, depth));
        values.collect()
    }

    fn field(
        &self,
        field: &Field,
        samples: &[description::Field],
        depth: usize,
    ) -> (String, JsonValue) {
        let name = field.name();
        let shown = sample(samples, name).and_then(|sample| sample.example.as_deref());
        let inside = members(samples, name);
        let value = self.value(field.kind(), field.limited_by(), shown, inside, depth);
        (name.to_owned(), value)
    }

    fn value(
        &self,
        kind: Kind,
        limits: &[Limit],
        shown: Option<&str>,
        inside: &[description::Field],
        depth: usize,
    ) -> JsonValue {
        match kind {
            Kind::Object(nested) => self.given(nested.shape(), inside, depth).into(),
            Kind::List(item) => {
                let shown = shown.and_then(first_item);
                let shown = shown.filter(|text| !self.joined || !text.contains(','));
                let item = self.value(*item, limits, shown.as_deref(), inside, depth);
                JsonValue::Array(vec![item])
            }
            scalar => shown
                .and_then(|shown| from_page(scalar, limits, shown))
                .unwrap_or_else(|| made_up(scalar, limits)),
        }
    }

    /// An object that gives something: one that gives nothing counts as not given itself.
    fn given(
        &self,
        shape: &'static Shape,
        samples: &[description::Field],
        depth: usize,
    ) -> Map<String, JsonValue> {
        let Some(depth) = depth.checked_sub(1) else {
            return Map::new();
        };
        let mut object = self.object(shape, samples, depth);
        let plain = shape.fields().iter().find(|field| is_plain(field));
        if object.is_empty()
            && let Some(field) = plain.or(shape.fields().first())
        {
            object.extend([self.field(field, samples, depth)]);
        }
        object
    }
}

/// The first item of a list as pages write them: JSON, or joined by commas.
fn first_item(shown: &str) -> Option<String> {
    match serde_json::from_str::<JsonValue>(shown) {
        Ok(JsonValue::Array(items)) => match items.into_iter().next()? {
            JsonValue::String(text) => Some(text),
            other => Some(other.to_string()),
        },
        Ok(JsonValue::Object(_)) => Some(shown.to_owned()),
        _ => shown.split(',').next().map(str::to_owned),
    }
}

/// The value that a page shows, where it is one.
fn from_page(kind: Kind, limits: &[Limit], shown: &str) -> Option<JsonValue> {
    let shown = shown.trim();
    match kind {
        Kind::Text | Kind::TextCode(_) => {
            let (min, max) = lengths(limits);
            let fits = (min..=max).contains(&shown.chars().count());
            (fits && !is_blank(shown)).then(|| shown.into())
        }
        Kind::Integer | Kind::Fen | Kind::IntegerCode(_) => {
            let number: i64 = shown.parse().ok()?;
            (within(limits, number) == number).then(|| number.into())
        }
        Kind::Decimal | Kind::Yuan => shown.parse::<Decimal>().ok().map(|_| shown.into()),
        Kind::Bool => shown.parse::<bool>().ok().map(JsonValue::Bool),
        Kind::Date => shown.parse::<DateTime>().ok().map(|_| shown.into()),
        Kind::Json => {
            let json = serde_json::from_str::<JsonValue>(shown);
            json.ok().map(|_| shown.into())
        }
        Kind::Raw => serde_json::from_str(shown).ok(),
        _ => None,
    }
}

fn made_up(kind: Kind, limits: &[Limit]) -> JsonValue {
    match kind {
        Kind::TextCode([code, ..]) => code.value.into(),
        Kind::IntegerCode([code, ..]) => {
            let number = code.value.parse().unwrap_or(1);
            within(limits, number).into()
        }
        Kind::Integer | Kind::Fen | Kind::IntegerCode(_) => within(limits, 1).into(),
        Kind::Decimal | Kind::Yuan => format!("{}.00", within(limits, 1)).into(),
        Kind::Bool => true.into(),
        Kind::Date => "2024-01-01 08:00:00".into(),
        Kind::File => json!({ "file": "path/of/the/file" }),
        Kind::Json => "{}".into(),
        Kind::Raw => json!({ "key": "value" }),
        _ => text(limits).into(),
    }
}

/// Text of a length that is allowed.
fn text(limits: &[Limit]) -> String {
    let (min, max) = lengths(limits);
    let endless = "sample".chars().chain(std::iter::repeat('x'));
    endless.take(6.clamp(min, max.max(min))).collect()
}

fn lengths(limits: &[Limit]) -> (usize, usize) {
    let length = limits.iter().find_map(|limit| match limit {
        Limit::Length { min, max } => Some((*min, *max)),
        _ => None,
    });
    let (min, max) = length.unwrap_or((0, u64::MAX));
    let cells = |count| usize::try_from(count).unwrap_or(usize::MAX);
    (cells(min), cells(max))
}

/// The nearest number that is allowed.
fn within(limits: &[Limit], number: i64) -> i64 {
    let range = limits.iter().find_map(|limit| match limit {
        Limit::Range { min, max } => Some((*min, *max)),
        _ => None,
    });
    range.map_or(number, |(min, max)| number.clamp(min, max.max(min)))
}
