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
    Ok(files)
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
