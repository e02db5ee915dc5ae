//! Files that describe methods: read, and loaded where one is asked for.

use std::path::Path;

use top_runtime::Endpoint;

use super::error::Unopened;
use crate::description::Description;
use crate::load::load;
use crate::plan;
use crate::read;
use crate::rules;

/// Reads what a file describes.
///
/// # Errors
/// What keeps it from being read whole.
pub(crate) fn descriptions(path: &Path) -> miette::Result<Vec<Description>> {
    let bytes = std::fs::read(path).map_err(|source| Unopened::new(path, source))?;
    let read = read::read_bytes(&path.to_string_lossy(), &bytes)?;
    Ok(read.into_iter().map(|read| read.description).collect())
}

/// The endpoint that a description tells of.
pub(super) fn loaded(description: &Description) -> &'static Endpoint {
    load(&plan::plan(description, &rules::propose(description), None))
}
