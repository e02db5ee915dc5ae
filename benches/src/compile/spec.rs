//! The descriptions: one JSON object a line, in the form of the platform's own documentation.

use serde::Deserialize;

use crate::Failure;

/// The first hundred of the catalogue, without their descriptions in words.
const FIXTURE: &str = include_str!("../../fixtures/specs-100.jsonl");

/// How many of them are generated.
pub(crate) const COUNT: usize = 100;

/// One method.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Spec {
    pub name: String,
    #[serde(default)]
    pub request_params: Vec<Param>,
    #[serde(default)]
    pub response_params: Vec<Param>,
}

/// One field, with those inside it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Param {
    pub name: String,
    #[serde(default, rename = "type")]
    pub kind: String,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub required: bool,
    pub max_length: Option<u64>,
    pub max_list_size: Option<u64>,
    #[serde(default)]
    pub sub_params: Vec<Param>,
}

impl Param {
    /// The type without the brackets of a list, and whether it had them.
    pub(crate) fn item_kind(&self) -> (&str, bool) {
        let kind = self.kind.trim();
        match kind.strip_suffix("[]") {
            // `byte[]` is one file.
            Some("byte") | None => (kind, false),
            Some(item) => (item.trim_end(), true),
        }
    }
}

/// The descriptions: those of the file that `TOP_CATALOGUE` names, or the fixture's.
pub(crate) fn read() -> Result<Vec<Spec>, Failure> {
    let text = match std::env::var_os("TOP_CATALOGUE") {
        Some(path) => std::fs::read_to_string(path)?,
        None => FIXTURE.to_owned(),
    };
    text.lines()
        .take(COUNT)
        .map(|line| Ok(serde_json::from_str(line)?))
        .collect()
}
