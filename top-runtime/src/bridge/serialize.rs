//! Declared structs as serde maps.

use serde::ser::{Error as _, Serialize, SerializeMap as _, Serializer};

use crate::file::File;
use crate::text::MASK;
use crate::value::{List, Object, Raw, Ref};

pub(super) struct Struct<'a>(pub(super) &'a dyn Object);

impl Serialize for Struct<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let given = || {
            let fields = self.0.shape().fields().iter().enumerate();
            fields
                .map(|(index, field)| (field, self.0.get(index)))
                .filter(|(_, value)| !matches!(value, Ref::Absent))
        };
        let mut map = serializer.serialize_map(Some(given().count()))?;
        for (field, value) in given() {
            if field.is_secret() {
                map.serialize_entry(field.name(), MASK)?;
            } else {
                map.serialize_entry(field.name(), &Item(value))?;
            }
        }
        map.end()
    }
}

struct Item<'a>(Ref<'a>);

impl Serialize for Item<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Ref::Absent => serializer.serialize_none(),
            Ref::Text(text) => serializer.serialize_str(text),
            Ref::Integer(number) => serializer.serialize_i64(number),
            Ref::Bool(flag) => serializer.serialize_bool(flag),
            Ref::Decimal(number) => serializer.collect_str(&number),
            Ref::Date(date) => serializer.collect_str(&date),
            Ref::File(file) => summary(file, serializer),
            Ref::Raw(raw) => embedded(raw, serializer),
            Ref::Object(object) => Struct(object).serialize(serializer),
            Ref::List(list) => serializer.collect_seq(items(list).map(Item)),
        }
    }
}

fn items(list: &dyn List) -> impl ExactSizeIterator<Item = Ref<'_>> {
    (0..list.len()).map(|index| list.item(index))
}

fn summary<S: Serializer>(file: &File, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(3))?;
    map.serialize_entry("name", file.name())?;
    map.serialize_entry("type", file.mime())?;
    map.serialize_entry("size", &file.bytes().len())?;
    map.end()
}

fn embedded<S: Serializer>(raw: &dyn Raw, serializer: S) -> Result<S::Ok, S::Error> {
    let mut json = String::new();
    raw.write(&mut json).map_err(S::Error::custom)?;
    let value: serde_json::Value = serde_json::from_str(&json).map_err(S::Error::custom)?;
    value.serialize(serializer)
}
