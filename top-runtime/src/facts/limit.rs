//! The limits of a value; an end that is open is left out.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::some;
use crate::shape::Limit;

pub(super) struct LimitFacts<'a>(pub(super) &'a Limit);

impl LimitFacts<'_> {
    pub(super) const fn key(limit: &Limit) -> &'static str {
        match limit {
            Limit::Length { .. } => "length",
            Limit::Range { .. } => "range",
            Limit::Items { .. } => "items",
        }
    }
}

impl Serialize for LimitFacts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match *self.0 {
            Limit::Length { min, max } => {
                some(&mut map, "min", Some(min).filter(|min| *min > 0))?;
                some(&mut map, "max", Some(max).filter(|max| *max < u64::MAX))?;
            }
            Limit::Range { min, max } => {
                some(&mut map, "min", Some(min).filter(|min| *min > i64::MIN))?;
                some(&mut map, "max", Some(max).filter(|max| *max < i64::MAX))?;
            }
            Limit::Items { max } => map.serialize_entry("max", &max)?,
        }
        map.end()
    }
}
