//! Declared structs from serde: seeds that hold a slot.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::scalar;
use crate::shape::{Field, Kind, Shape};
use crate::value::{List, Object, Raw, Slot};

/// Fills a struct; the maps of all deserializers end here.
pub(super) struct Struct<'a>(pub(super) &'a mut dyn Object);

impl<'de> DeserializeSeed<'de> for Struct<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Struct<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.shape().name())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let shape = self.0.shape();
        let mut given = vec![false; shape.fields().len()];
        while let Some(position) = map.next_key_seed(Position(shape))? {
            let Some((index, field)) = position else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let seed = Member(self.0.slot(index), field.name());
            let found = map.next_value_seed(seed)?;
            if let Some(given) = given.get_mut(index)
                && std::mem::replace(given, found)
            {
                let name = field.name();
                return Err(A::Error::custom(format_args!("{name} comes twice")));
            }
        }
        none_missing(shape, &given)
    }
}

fn none_missing<E: Error>(shape: &Shape, given: &[bool]) -> Result<(), E> {
    let missing: Vec<_> = shape
        .fields()
        .iter()
        .zip(given)
        .filter(|(field, given)| !**given && may_not_miss(field))
        .map(|(field, _)| field.name())
        .collect();
    match missing.as_slice() {
        [] => Ok(()),
        [name] => Err(E::custom(format_args!("missing field {name}"))),
        names => Err(E::custom(format_args!(
            "missing fields {}",
            names.join(", ")
        ))),
    }
}

fn may_not_miss(field: &Field) -> bool {
    field.required() && !matches!(field.kind(), Kind::List(_))
}

/// The position of the field that a key names.
struct Position(&'static Shape);

impl<'de> DeserializeSeed<'de> for Position {
    type Value = Option<(usize, &'static Field)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Position {
    type Value = Option<(usize, &'static Field)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.field(name))
    }
}

/// Fills the slot of the field of this name; `false` for null.
struct Member<'a>(Slot<'a>, &'static str);

impl<'de> DeserializeSeed<'de> for Member<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for Member<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value for {}", self.1)
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        match self.0 {
            Slot::Optional(slot) => slot.clear(),
            Slot::List(list) => list.clear(),
            _ => {}
        }
        Ok(false)
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        self.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        match self.0 {
            Slot::Optional(slot) => {
                return Member(slot.fill(), self.1).visit_some(deserializer);
            }
            Slot::Object(object) => Struct(object).deserialize(deserializer)?,
            Slot::List(list) => {
                list.clear();
                deserializer.deserialize_any(Items(list, self.1))?;
            }
            Slot::Raw(raw) => read_raw(raw, deserializer)?,
            slot => deserializer.deserialize_any(Scalar(slot, self.1))?,
        }
        Ok(true)
    }
}

fn read_raw<'de, D: Deserializer<'de>>(raw: &mut dyn Raw, from: D) -> Result<(), D::Error> {
    let value: serde_json::Value = serde::Deserialize::deserialize(from)?;
    raw.read(&value.to_string()).map_err(D::Error::custom)
}

/// Fills a list from an array, from a wrapped one, or from `{}` (protocol §5.1).
struct Items<'a>(&'a mut dyn List, &'static str);

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list for {}", self.1)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        fill_list(self.0, self.1, seq)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        if map.next_key::<IgnoredAny>()?.is_none() {
            return Ok(());
        }
        let name = self.1;
        map.next_value_seed(Wrapped(self.0, name))?;
        match map.next_key::<IgnoredAny>()? {
            None => Ok(()),
            Some(_) => Err(A::Error::custom(format_args!("{name} must be a list"))),
        }
    }
}

fn fill_list<'de, A: SeqAccess<'de>>(
    list: &mut dyn List,
    name: &'static str,
    mut seq: A,
) -> Result<(), A::Error> {
    while seq.next_element_seed(Next(list, name))?.is_some() {}
    Ok(())
}

/// Appends one item.
struct Next<'a>(&'a mut dyn List, &'static str);

impl<'de> DeserializeSeed<'de> for Next<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let item = Member(self.0.push(), self.1);
        item.deserialize(deserializer).map(drop)
    }
}

/// The one member of a wrapped list: its items, or one item alone.
struct Wrapped<'a>(&'a mut dyn List, &'static str);

impl<'de> DeserializeSeed<'de> for Wrapped<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Wrapped<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list for {}", self.1)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        fill_list(self.0, self.1, seq)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let item = Member(self.0.push(), self.1);
        item.visit_some(MapAccessDeserializer::new(map)).map(drop)
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}

/// Fills a scalar from whatever scalar comes.
struct Scalar<'a>(Slot<'a>, &'static str);

impl Scalar<'_> {
    fn put<E: Error>(self, text: &str) -> Result<(), E> {
        let name = self.1;
        scalar::put(self.0, text)
            .map_err(|expected| E::custom(format_args!("{name} must be {expected}")))
    }
}

impl Visitor<'_> for Scalar<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "text, a number or a Boolean for {}", self.1)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.put(text)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<(), E> {
        self.put(if flag { "true" } else { "false" })
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.put(itoa::Buffer::new().format(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.put(itoa::Buffer::new().format(number))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.put(&number.to_string())
    }
}
