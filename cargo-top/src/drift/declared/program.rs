//! A program that prints the facts of a crate's endpoints, one a line.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use super::metadata::Metadata;
use super::{CrateError, cargo, io};

const SOURCE: &str = "\
//! Prints what the crate declares.

fn main() {
    for endpoint in declared::ENDPOINTS {
        println!(\"{}\", endpoint.facts());
    }
}
";

/// Builds and runs it, and gives what it prints.
pub(super) fn run(metadata: &Metadata) -> Result<String, CrateError> {
    let folder = metadata.target.join("cargo-top/drift");
    let folder = folder.join(&metadata.package);
    write(metadata, &folder).map_err(io(format!("cannot write to {}", folder.display())))?;
    let manifest = folder.join("Cargo.toml");
    let words = ["run", "--quiet", "--manifest-path"].map(OsStr::new);
    let target = [OsStr::new("--target-dir"), metadata.target.as_os_str()];
    let words = [&words[..], &[manifest.as_os_str()], &target].concat();
    let output = cargo::run(&metadata.folder, &words)?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(explained(
            metadata,
            &String::from_utf8_lossy(&output.stderr),
        ))
    }
}

fn explained(metadata: &Metadata, said: &str) -> CrateError {
    let name = metadata.package.clone();
    let is_missing = |line: &str| line.contains("ENDPOINTS") && line.starts_with("error");
    if said.lines().any(is_missing) {
        CrateError::NoEndpoints { name }
    } else {
        let said = said.to_owned();
        CrateError::Broken { name, said }
    }
}

fn write(metadata: &Metadata, folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), manifest(metadata))?;
    fs::write(folder.join("src/main.rs"), SOURCE)?;
    // The same versions as the crate's own build, so that most of it is built already.
    let lock = metadata.workspace.join("Cargo.lock");
    if lock.exists() {
        fs::copy(lock, folder.join("Cargo.lock"))?;
    }
    Ok(())
}

fn manifest(metadata: &Metadata) -> String {
    let package = &metadata.package;
    let folder = metadata.folder.display().to_string();
    let default_features = metadata.default_features;
    format!(
        "\
[package]
name = \"cargo-top-drift-{package}\"
version = \"0.0.0\"
edition = \"2024\"
publish = false

[workspace]

[dependencies]
declared = {{ package = {package:?}, path = {folder:?}, default-features = {default_features} }}
"
    )
}
