//! Files that are written whole, and over nothing.

use std::fs;
use std::path::PathBuf;

use miette::{Context, IntoDiagnostic, miette};

/// Writes all of these, or none where one is in the way.
///
/// # Errors
/// A file is there and was not to be written over, or the system refuses.
pub(super) fn write(files: &[(PathBuf, &str)], force: bool) -> miette::Result<()> {
    let in_the_way = files.iter().find(|(path, _)| !force && path.exists());
    if let Some((path, _)) = in_the_way {
        return Err(miette!(
            help = "--force writes over what is there",
            "{} is there already; nothing was written",
            path.display()
        ));
    }
    for (path, text) in files {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let made = folder.map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::write(path, text))
            .into_diagnostic()
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
