//! An example request: what must be given, with the values of the page where it shows some.

mod ordered;
mod values;

use serde_json::{Map, Value as JsonValue};
use top_runtime::check::check;
use top_runtime::{Endpoint, Field, Kind, Record, Rule, Shape};

use crate::description;
pub(crate) use ordered::pretty;
use values::Values;

/// How deep a request that holds itself is followed.
const DEPTH: usize = 8;

/// Makes a request that keeps the rules of its endpoint. Samples are the rows of its page, if it
/// has one; where they break a rule, other values take their place.
pub(crate) fn example(
    endpoint: &'static Endpoint,
    samples: &[description::Field],
) -> Map<String, JsonValue> {
    let inside = |param| members(samples, param);
    let samples = endpoint.param_name().map_or(samples, inside);
    let shown = Values::new(endpoint).object(endpoint.request(), samples, DEPTH);
    if keeps_the_rules(endpoint, &shown) {
        return shown;
    }
    Values::new(endpoint).object(endpoint.request(), &[], DEPTH)
}

fn members<'s>(samples: &'s [description::Field], name: &str) -> &'s [description::Field] {
    sample(samples, name).map_or(&[], |sample| &sample.members)
}

fn sample<'s>(samples: &'s [description::Field], name: &str) -> Option<&'s description::Field> {
    samples.iter().find(|sample| sample.name == name)
}

/// Files are left out of this: JSON cannot carry them.
fn keeps_the_rules(endpoint: &'static Endpoint, request: &Map<String, JsonValue>) -> bool {
    let shape = endpoint.request();
    let is_file = |name: &str| {
        let field = shape.field(name);
        field.is_some_and(|(_, field)| matches!(field.kind(), Kind::File))
    };
    let mut request = request.clone();
    request.retain(|name, _| !is_file(name));
    let Ok(record) = Record::from_json(shape, &request) else {
        return false;
    };
    check(endpoint, &record).map_or_else(
        |found| found.as_slice().iter().all(|found| is_file(found.path())),
        |_| true,
    )
}

/// The positions of the fields that a request of this shape must give: the required ones, one of
/// each group, and what these ask for.
fn wanted(shape: &Shape, has_sample: impl Fn(&str) -> bool) -> Vec<usize> {
    let fields = shape.fields();
    let mut wanted: Vec<bool> = fields.iter().map(Field::required).collect();
    let field = |at: &&u16| fields.get(usize::from(**at));
    let shown = |at: &&u16| field(at).is_some_and(|field| has_sample(field.name()));
    let plain = |at: &&u16| field(at).is_some_and(is_plain);
    for rule in shape.between() {
        if let Rule::OneOf(group) = rule
            && !group.iter().any(|at| is(&wanted, *at))
        {
            let mut group = group.iter();
            let first = group.clone().next();
            let plain = group.clone().find(plain).or(first);
            if let Some(at) = group.find(shown).or(plain) {
                set(&mut wanted, *at);
            }
        }
    }
    while let Some(missing) = asked_for(shape, &wanted) {
        set(&mut wanted, missing);
    }
    let given = wanted.iter().enumerate().filter(|(_, wanted)| **wanted);
    given.map(|(at, _)| at).collect()
}

/// Whether a field is one value, and not a struct or a list.
fn is_plain(field: &Field) -> bool {
    !matches!(field.kind(), Kind::Object(_) | Kind::List(_))
}

/// A field that a given one asks for, and that is not given yet.
fn asked_for(shape: &Shape, wanted: &[bool]) -> Option<u16> {
    shape.between().iter().find_map(|rule| match rule {
        Rule::RequiredIf { field, other } if is(wanted, *other) && is_not(wanted, *field) => {
            Some(*field)
        }
        _ => None,
    })
}

fn is(flags: &[bool], at: u16) -> bool {
    flags.get(usize::from(at)) == Some(&true)
}

fn is_not(flags: &[bool], at: u16) -> bool {
    flags.get(usize::from(at)) == Some(&false)
}

fn set(flags: &mut [bool], at: u16) {
    if let Some(flag) = flags.get_mut(usize::from(at)) {
        *flag = true;
    }
}

#[cfg(test)]
mod tests;
