//! Shapes made at run time.

use top_runtime::check::check;
use top_runtime::encode::{Params, encode};
use top_runtime::{
    Endpoint, Field, Kind, Nested, Object, Record, Rule, Shape, Violation, Violations,
};

pub(crate) fn leak<T>(items: Vec<T>) -> &'static [T] {
    items.leak()
}

pub(crate) fn required(name: &'static str, kind: Kind) -> Field {
    Field::new(name, "", kind, true)
}

pub(crate) fn optional(name: &'static str, kind: Kind) -> Field {
    Field::new(name, "", kind, false)
}

pub(crate) fn shape(fields: Vec<Field>) -> &'static Shape {
    Box::leak(Box::new(Shape::new("Loaded", leak(fields))))
}

pub(crate) fn shape_with(fields: Vec<Field>, rules: Vec<Rule>) -> &'static Shape {
    Box::leak(Box::new(
        Shape::new("Loaded", leak(fields)).rules(leak(rules)),
    ))
}

pub(crate) fn object(shape: &'static Shape) -> Kind {
    Kind::Object(Nested::loaded(shape))
}

pub(crate) fn list(item: Kind) -> Kind {
    Kind::List(Box::leak(Box::new(item)))
}

/// An endpoint whose fields are parameters.
pub(crate) fn flat(shape: &'static Shape) -> &'static Endpoint {
    let endpoint = Endpoint::loaded("taobao.test.flat", Nested::loaded(shape), Kind::Bool);
    Box::leak(Box::new(endpoint))
}

/// An endpoint whose request is JSON in the parameter `req`.
pub(crate) fn wrapped(shape: &'static Shape) -> &'static Endpoint {
    let endpoint = Endpoint::loaded("taobao.test.wrapped", Nested::loaded(shape), Kind::Bool);
    Box::leak(Box::new(endpoint.param("req")))
}

pub(crate) fn record(shape: &'static Shape, json: &serde_json::Value) -> Record {
    Record::from_json(shape, json.as_object().unwrap()).unwrap()
}

pub(crate) fn sent(endpoint: &'static Endpoint, object: &dyn Object) -> Params {
    encode(check(endpoint, object).unwrap()).unwrap()
}

pub(crate) fn pairs(params: &Params) -> Vec<(&str, &str)> {
    params.iter().collect()
}

pub(crate) fn messages(violations: &Violations) -> Vec<String> {
    let violations = violations.as_slice().iter();
    violations.map(Violation::to_string).collect()
}

pub(crate) fn refused(endpoint: &'static Endpoint, object: &dyn Object) -> Vec<String> {
    messages(&check(endpoint, object).unwrap_err())
}
