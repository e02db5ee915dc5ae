//! Parameters and JSON back into values: what [`encode`](crate::encode) did, undone.

mod json;
mod params;

use serde_json::{Map, Value as JsonValue};

use crate::api::Endpoint;
use crate::check::MAX_DEPTH;
use crate::file::File;
use crate::shape::Kind;
use crate::value::{Object, Slot};
use crate::violation::{Path, Violation, Violations};

pub(crate) use json::{LOST_DIGITS, digits};

/// Fills a struct from a JSON object, by wire names.
///
/// `null` counts as not given. Numbers may be text and text may be numbers, as the platform takes
/// them; what would lose digits is refused. A `Json` field also takes JSON itself. Fields that
/// are not in the object stay as they are; [`check`](crate::check::check) tells what is missing.
///
/// # Errors
/// All violations with their paths: values of another kind, and unknown names with the most
/// similar known one. The struct is half filled then.
pub fn read_json(object: &mut dyn Object, json: &Map<String, JsonValue>) -> Result<(), Violations> {
    let mut reader = Reader::default();
    reader.object(object, json, &Path::Root, MAX_DEPTH);
    Violations::none_or(reader.found)
}

/// Fills a value of this kind from JSON, as [`read_json`] does a struct.
pub(crate) fn fill(kind: Kind, json: &JsonValue, slot: Slot<'_>) -> Result<(), Violations> {
    let mut reader = Reader::default();
    reader.value(kind, json, slot, &Path::Root, MAX_DEPTH);
    Violations::none_or(reader.found)
}

/// Fills a struct from the parameters of a call, as a gateway receives them (protocol §4).
///
/// Public parameters are passed over, blank ones count as not given, and the last of a repeated
/// one counts. A declared struct cannot tell a required number that is missing from a zero: read
/// a [`Record`](crate::Record) first, and [`check`](crate::check::check) that.
///
/// # Errors
/// All violations with their paths, as [`read_json`].
pub fn read_params<'p>(
    endpoint: &Endpoint,
    object: &mut dyn Object,
    params: impl IntoIterator<Item = (&'p str, &'p str)>,
    files: impl IntoIterator<Item = (&'p str, File)>,
) -> Result<(), Violations> {
    let mut reader = Reader::default();
    for (name, text) in params {
        reader.received(endpoint, object, name, text);
    }
    for (name, file) in files {
        reader.file(object, name, file);
    }
    Violations::none_or(reader.found)
}

/// Reads values into slots and collects what is wrong.
#[derive(Default)]
pub(crate) struct Reader {
    pub(crate) found: Vec<Violation>,
}
