//! The parameters that were given: JSON, and the files that it names.

mod error;
mod files;

use std::io::Read;
use std::path::Path;

use serde_json::{Map, Value as JsonValue};
use top_runtime::{Endpoint, File};

use super::places::Places;
use error::{NotAnObject, Twice, Unread};

/// The parameters of a call.
pub(crate) struct Given {
    /// Where they come from, for messages.
    pub(super) name: String,
    pub(super) text: String,
    pub(super) places: Places,
    pub(super) members: Map<String, JsonValue>,
    pub(super) files: Vec<(String, File)>,
}

impl Given {
    /// Reads the parameters from a file, from standard input (`-`), or none.
    ///
    /// # Errors
    /// Text that is no JSON object, a member that is written twice, a file that cannot be read.
    pub(crate) fn read(source: Option<&Path>, endpoint: &'static Endpoint) -> miette::Result<Self> {
        let (name, text) = text(source)?;
        let members = match serde_json::from_str(&text) {
            Ok(JsonValue::Object(members)) => members,
            Ok(_) => return Err(NotAnObject::other(&name).into()),
            Err(error) => return Err(NotAnObject::broken(&name, &text, &error).into()),
        };
        let places = Places::of(endpoint.request(), &text);
        if let Some((path, range)) = places.repeated() {
            return Err(Twice::new(&name, places.masked(&text), path, range).into());
        }
        let mut given = Self {
            name,
            text,
            places,
            members,
            files: Vec::new(),
        };
        given.files = files::taken_out(&mut given.members, endpoint)?;
        Ok(given)
    }
}

fn text(source: Option<&Path>) -> Result<(String, String), Unread> {
    let Some(path) = source else {
        return Ok(("no --params".to_owned(), "{}".to_owned()));
    };
    let read = if path.as_os_str() == "-" {
        let mut text = String::new();
        let read = std::io::stdin().read_to_string(&mut text);
        read.map(|_| ("standard input".to_owned(), text))
    } else {
        std::fs::read_to_string(path).map(|text| (path.display().to_string(), text))
    };
    let (name, text) = read.map_err(|source| Unread::new(path, source))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
    Ok((name, text))
}
