//! What kind of value, in TOP's words.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::shape::{Inside, ShapeFacts};
use super::{given, some};
use crate::shape::{Code, Kind};

/// A kind by itself, as that of a reply.
pub(super) struct KindFacts<'a> {
    kind: Kind,
    inside: Option<&'a Inside<'a>>,
}

impl<'a> KindFacts<'a> {
    pub(super) fn outermost(kind: Kind) -> Self {
        Self::new(kind, None)
    }

    pub(super) fn new(kind: Kind, inside: Option<&'a Inside<'a>>) -> Self {
        Self { kind, inside }
    }

    /// The word and what belongs to it.
    pub(super) fn word<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let (item, lists) = self.item();
        map.serialize_entry("type", word(item))?;
        some(map, "lists", Some(lists).filter(|lists| *lists > 0))?;
        some(map, "unit", unit(item))
    }

    /// What is inside.
    pub(super) fn contents<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        match self.item().0 {
            Kind::TextCode(codes) | Kind::IntegerCode(codes) => {
                let codes: Vec<_> = codes.iter().map(CodeFacts).collect();
                given(map, "codes", &codes)
            }
            Kind::Object(nested) => {
                let shape = ShapeFacts::new(nested.shape(), self.inside);
                map.serialize_entry("object", &shape)
            }
            _ => Ok(()),
        }
    }

    /// The kind inside all lists, and how many there are around it.
    fn item(&self) -> (Kind, usize) {
        let (mut kind, mut lists) = (self.kind, 0);
        while let Kind::List(item) = kind {
            (kind, lists) = (*item, lists + 1);
        }
        (kind, lists)
    }
}

impl Serialize for KindFacts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.word(&mut map)?;
        self.contents(&mut map)?;
        map.end()
    }
}

struct CodeFacts<'a>(&'a Code);

impl Serialize for CodeFacts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("value", self.0.value)?;
        super::said(&mut map, "meaning", self.0.meaning)?;
        map.end()
    }
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::TextCode(_) => "String",
        Kind::Integer | Kind::IntegerCode(_) | Kind::Fen => "Number",
        Kind::Bool => "Boolean",
        Kind::Decimal => "BigDecimal",
        Kind::Yuan => "Price",
        Kind::Date => "Date",
        Kind::File => "byte[]",
        Kind::Json => "Json",
        Kind::Raw => "any",
        Kind::Object(_) => "object",
        Kind::List(_) => "list",
    }
}

fn unit(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Fen => Some("fen"),
        Kind::Yuan => Some("yuan"),
        _ => None,
    }
}
