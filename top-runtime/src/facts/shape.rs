//! A struct, its fields and the rules between them, by wire names.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::kind::KindFacts;
use super::limit::LimitFacts;
use super::{given, marked, said, some};
use crate::shape::{Field, Rule, Shape, Verdict};

/// A shape and those around it, so that one inside itself is only named.
pub(super) struct Inside<'a> {
    shape: &'static Shape,
    outer: Option<&'a Inside<'a>>,
}

impl Inside<'_> {
    fn is_within(&self, outer: Option<&Inside<'_>>) -> bool {
        outer.is_some_and(|outer| {
            std::ptr::eq(self.shape, outer.shape) || self.is_within(outer.outer)
        })
    }
}

pub(super) struct ShapeFacts<'a>(Inside<'a>);

impl<'a> ShapeFacts<'a> {
    pub(super) fn outermost(shape: &'static Shape) -> Self {
        Self::new(shape, None)
    }

    pub(super) fn new(shape: &'static Shape, outer: Option<&'a Inside<'a>>) -> Self {
        Self(Inside { shape, outer })
    }
}

impl Serialize for ShapeFacts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let inside = &self.0;
        let shape = inside.shape;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", shape.name())?;
        if inside.is_within(inside.outer) {
            map.serialize_entry("again", &true)?;
            return map.end();
        }
        said(&mut map, "description", shape.description())?;
        let fields = shape.fields().iter();
        let fields: Vec<_> = fields.map(|field| FieldFacts { field, inside }).collect();
        map.serialize_entry("fields", &fields)?;
        rules(&mut map, shape)?;
        if *shape.judged_by() != Verdict::NONE {
            map.serialize_entry("verdict", &VerdictFacts(shape))?;
        }
        map.end()
    }
}

fn rules<M: SerializeMap>(map: &mut M, shape: &Shape) -> Result<(), M::Error> {
    let (mut one_of, mut required_if) = (Vec::new(), Vec::new());
    for rule in shape.between() {
        match rule {
            Rule::OneOf(fields) => one_of.push(names(shape, fields)),
            Rule::RequiredIf { field, other } => required_if.push(Condition {
                field: name(shape, *field),
                other: name(shape, *other),
            }),
        }
    }
    given(map, "one_of", &one_of)?;
    given(map, "required_if", &required_if)
}

struct Condition {
    field: &'static str,
    other: &'static str,
}

impl Serialize for Condition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("field", self.field)?;
        map.serialize_entry("other", self.other)?;
        map.end()
    }
}

struct FieldFacts<'a> {
    field: &'static Field,
    inside: &'a Inside<'a>,
}

impl Serialize for FieldFacts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let field = self.field;
        let kind = KindFacts::new(field.kind(), Some(self.inside));
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", field.name())?;
        kind.word(&mut map)?;
        map.serialize_entry("required", &field.required())?;
        said(&mut map, "description", field.description())?;
        for limit in field.limited_by() {
            map.serialize_entry(LimitFacts::key(limit), &LimitFacts(limit))?;
        }
        marked(&mut map, "secret", field.is_secret())?;
        marked(&mut map, "amount", field.is_amount())?;
        kind.contents(&mut map)?;
        map.end()
    }
}

struct VerdictFacts<'a>(&'a Shape);

impl Serialize for VerdictFacts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let verdict = self.0.judged_by();
        let named = |at: Option<u16>| at.map(|at| name(self.0, at));
        let mut map = serializer.serialize_map(None)?;
        some(&mut map, "success", named(verdict.flag_field()))?;
        some(&mut map, "code", named(verdict.code_field()))?;
        some(&mut map, "message", named(verdict.message_field()))?;
        some(&mut map, "value", named(verdict.value_field()))?;
        given(&mut map, "accepted", verdict.accepted_codes())?;
        given(&mut map, "doubtful", verdict.doubtful_codes())?;
        map.end()
    }
}

fn names(shape: &Shape, fields: &[u16]) -> Vec<&'static str> {
    fields.iter().map(|at| name(shape, *at)).collect()
}

/// A declaration by hand may point past its fields.
fn name(shape: &Shape, at: u16) -> &'static str {
    let field = shape.fields().get(usize::from(at));
    field.map_or("", Field::name)
}
