//! What an endpoint declares, as [`top_runtime::Facts`] writes it.

use std::fmt;

use serde::Deserialize;
use top_runtime::Endpoint;

/// The facts of one endpoint.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Facts {
    /// The method's name.
    pub method: String,
    pub(super) session: bool,
    pub(super) read: bool,
    pub(super) idempotent_by: Option<String>,
    pub(super) param: Option<String>,
    pub(super) request: Object,
    pub(super) member: Option<String>,
    pub(super) reply: Kind,
}

impl Facts {
    /// Those of this endpoint, declared or loaded.
    ///
    /// # Errors
    /// The two crates do not understand each other.
    pub fn of(endpoint: &Endpoint) -> Result<Self, serde_json::Error> {
        serde_json::from_str(&endpoint.facts().to_string())
    }

    /// The members of the reply, whether the declaration takes one of them or all.
    pub(super) fn reply_members(&self) -> Vec<(&str, &Kind)> {
        match (&self.member, &self.reply.object) {
            (Some(member), _) => vec![(member, &self.reply)],
            (None, Some(object)) => {
                let fields = object.fields.iter();
                fields.map(|field| (&*field.name, &field.kind)).collect()
            }
            (None, None) => Vec::new(),
        }
    }
}

/// A struct.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Object {
    pub name: String,
    /// It is inside itself, and its fields were told further out.
    #[serde(default)]
    pub again: bool,
    #[serde(default)]
    pub fields: Vec<Field>,
    #[serde(default)]
    pub one_of: Vec<Vec<String>>,
    #[serde(default)]
    pub required_if: Vec<Condition>,
}

impl Object {
    pub(super) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// A field that is required where another is given.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Condition {
    pub field: String,
    pub other: String,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Field {
    pub name: String,
    #[serde(flatten)]
    pub kind: Kind,
    pub required: bool,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub length: Ends,
    #[serde(default)]
    pub range: Ends,
    #[serde(default)]
    pub items: Ends,
}

/// The ends of a limit; one that is not there is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub(super) struct Ends {
    pub min: Option<i128>,
    pub max: Option<i128>,
}

/// A kind of value, in TOP's words.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Kind {
    pub r#type: String,
    #[serde(default)]
    pub lists: usize,
    pub unit: Option<String>,
    #[serde(default)]
    pub codes: Vec<Code>,
    pub object: Option<Object>,
}

/// A documented value.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Code {
    pub value: String,
}

/// As a page would write it, and the unit.
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let object = self.object.as_ref();
        f.write_str(object.map_or(&self.r#type, |object| &object.name))?;
        f.write_str(&"[]".repeat(self.lists))?;
        match &self.unit {
            Some(unit) => write!(f, " in {unit}"),
            None => Ok(()),
        }
    }
}
