//! Files (`byte[]`): named by an object of their own, so that no text is ever taken for a path.

use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value as JsonValue};
use top_runtime::{Endpoint, Field, File, Kind};

use super::error::BadFile;

/// How a file is given.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    file: String,
    r#type: Option<String>,
}

/// Reads the files that the parameters name, and takes them out. Only a field that the method
/// declares as a file can name one.
pub(super) fn taken_out(
    members: &mut Map<String, JsonValue>,
    endpoint: &Endpoint,
) -> Result<Vec<(String, File)>, BadFile> {
    let fields = endpoint.request().fields().iter();
    let names = fields
        .filter(|field| matches!(field.kind(), Kind::File))
        .map(Field::name);
    let mut files = Vec::new();
    for name in names {
        match members.remove(name) {
            None | Some(JsonValue::Null) => {}
            Some(value) => files.push((name.to_owned(), file(name, value)?)),
        }
    }
    match within(members, endpoint.request().fields()) {
        Some(field) => Err(BadFile::Within { field }),
        None => Ok(files),
    }
}

/// The first place that names a file and holds text: bytes in a list or inside JSON are declared as
/// text, since the platform tells nobody how they travel there.
fn within(members: &Map<String, JsonValue>, fields: &[Field]) -> Option<String> {
    fields.iter().find_map(|field| {
        let inside = within_value(members.get(field.name())?, field.kind())?;
        Some(format!("{}{inside}", field.name()))
    })
}

/// The way down from a value to such a place.
fn within_value(value: &JsonValue, kind: Kind) -> Option<String> {
    match (kind, value) {
        (Kind::Text, JsonValue::Object(_)) => Named::deserialize(value).is_ok().then(String::new),
        (Kind::Object(nested), JsonValue::Object(members)) => {
            within(members, nested.shape().fields()).map(|inside| format!(".{inside}"))
        }
        (Kind::List(item), JsonValue::Array(values)) => {
            let mut values = values.iter().enumerate();
            values.find_map(|(at, value)| Some(format!("[{at}]{}", within_value(value, *item)?)))
        }
        _ => None,
    }
}

fn file(field: &str, value: JsonValue) -> Result<File, BadFile> {
    let field = field.to_owned();
    let Ok(named) = serde_json::from_value::<Named>(value) else {
        return Err(BadFile::Form { field });
    };
    let path = Path::new(&named.file);
    let name = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy();
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(source) => {
            let path = named.file;
            return Err(BadFile::Unread {
                field,
                path,
                source,
            });
        }
    };
    let file = File::new(name, bytes);
    Ok(match named.r#type {
        Some(mime) => file.content_type(mime),
        None => file,
    })
}
