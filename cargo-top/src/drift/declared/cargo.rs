//! Cargo, without the network where that is possible.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Output};

use super::{CrateError, io};

/// Runs cargo in a folder, whose toolchain and configuration then hold.
pub(super) fn run(folder: &Path, words: &[&OsStr]) -> Result<Output, CrateError> {
    let offline = once(folder, words, Some("--offline"))?;
    let said = String::from_utf8_lossy(&offline.stderr);
    if offline.status.success() || !said.contains("offline") {
        return Ok(offline);
    }
    once(folder, words, None)
}

fn once(folder: &Path, words: &[&OsStr], more: Option<&str>) -> Result<Output, CrateError> {
    // Cargo tells its subcommands which cargo it is.
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(folder).args(words).args(more);
    command.output().map_err(io("cannot run cargo"))
}
