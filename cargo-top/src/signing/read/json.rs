//! A JSON object of parameters.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::Unread;
use crate::signing::call::{Call, Given};

/// Reads the members in their order. What is no string counts as it is written.
pub(super) fn read(text: &str) -> Result<Call, Unread> {
    let members: Members = serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        Unread::new(format!(
            "the input is no JSON object: see line {line}, column {column}"
        ))
    })?;
    let mut call = Call::default();
    for (name, value) in members.0 {
        call.add(&name, given(value.get()));
    }
    Ok(call)
}

fn given(json: &str) -> Given {
    match serde_json::from_str::<Option<String>>(json) {
        Ok(Some(text)) => Given::Text(text),
        Ok(None) => Given::Null,
        Err(_) => Given::Text(json.to_owned()),
    }
}

/// An object's members in the order of the text.
struct Members(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Gather)
    }
}

struct Gather;

impl<'de> Visitor<'de> for Gather {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of parameters")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}
