//! A workspace of generated declarations, a crate a group, and cargo run on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use miette::Diagnostic;
use thiserror::Error;

use super::cpu::{self, Uncounted};
use super::generated::Generated;
use super::program;
use crate::tree::files;

/// What stops a measurement.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum BenchError {
    /// A file cannot be written.
    #[error("cannot write to {}", path.display())]
    Unwritten {
        /// Below this folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Cargo cannot be started, or fails.
    #[error("cargo {words} fails in {}", folder.display())]
    Cargo {
        /// What was asked of it.
        words: String,
        /// The workspace, left as it is.
        folder: PathBuf,
    },
    /// The system does not count CPU time.
    #[error(transparent)]
    Uncounted(#[from] Uncounted),
    /// There is no top-runtime to compile against.
    #[error("there is no top-runtime in {}", path.display())]
    #[diagnostic(help("--runtime takes the folder that has its Cargo.toml"))]
    NoRuntime {
        /// Where it was looked for.
        path: PathBuf,
    },
}

/// Where it is.
#[derive(Debug)]
pub(super) struct Workspace {
    folder: PathBuf,
    runtime: PathBuf,
}

impl Workspace {
    pub(super) fn new(folder: &Path, runtime: &Path) -> Result<Self, BenchError> {
        let missing = |_| BenchError::NoRuntime {
            path: runtime.to_owned(),
        };
        fs::metadata(runtime.join("Cargo.toml")).map_err(missing)?;
        let runtime = runtime.canonicalize().map_err(missing)?;
        let folder = folder.to_owned();
        Ok(Self { folder, runtime })
    }

    /// Writes it anew.
    pub(super) fn write(&self, generated: &Generated) -> Result<(), BenchError> {
        self.written(generated)
            .map_err(|source| BenchError::Unwritten {
                path: self.folder.clone(),
                source,
            })
    }

    fn written(&self, generated: &Generated) -> std::io::Result<()> {
        if self.folder.join("groups").exists() {
            fs::remove_dir_all(self.folder.join("groups"))?;
        }
        self.file("Cargo.toml", WORKSPACE)?;
        for file in files(&generated.groups) {
            // That of all groups together; here each is a crate of its own.
            if file.path == "lib.rs" {
                continue;
            }
            let path = match file.path.split_once('/') {
                Some((group, module)) => format!("groups/{group}/src/{module}"),
                None => format!("groups/{}/src/lib.rs", file.path.trim_end_matches(".rs")),
            };
            self.file(&path, &file.text)?;
        }
        for group in &generated.groups {
            let path = format!("groups/{}/Cargo.toml", group.name);
            self.file(&path, &self.manifest(&group.name))?;
        }
        let runtime = self.dependency();
        self.file(
            "program/Cargo.toml",
            &program::manifest(&runtime, generated),
        )?;
        self.file("program/src/main.rs", &program::source(generated))?;
        // The releases that the runtime is tested with, so that nothing need be fetched.
        let lock = self.runtime.join("../Cargo.lock");
        if lock.exists() && !self.folder.join("Cargo.lock").exists() {
            fs::copy(lock, self.folder.join("Cargo.lock"))?;
        }
        Ok(())
    }

    fn file(&self, path: &str, text: &str) -> std::io::Result<()> {
        let path = self.folder.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)
    }

    fn manifest(&self, group: &str) -> String {
        let runtime = self.dependency();
        format!(
            "\
[package]
name = \"group-{group}\"
version = \"0.0.0\"
edition = \"2024\"
publish = false

[dependencies]
{runtime}"
        )
    }

    fn dependency(&self) -> String {
        let path = self.runtime.display().to_string();
        format!("top-runtime = {{ path = {path:?}, default-features = false }}\n")
    }

    /// The CPU milliseconds of checking all groups.
    pub(super) fn check(&self) -> Result<f64, BenchError> {
        self.cargo(&["check", "--workspace", "--exclude", "program"])
    }

    /// The CPU milliseconds of building the program.
    pub(super) fn build(&self) -> Result<f64, BenchError> {
        self.cargo(&["build", "--release", "--package", "program"])
    }

    /// How long the built program is.
    pub(super) fn program_bytes(&self) -> Result<u64, BenchError> {
        let path = self.folder.join("target/release/program");
        let unread = |source| BenchError::Unwritten {
            path: path.clone(),
            source,
        };
        Ok(fs::metadata(&path).map_err(unread)?.len())
    }

    fn cargo(&self, words: &[&str]) -> Result<f64, BenchError> {
        let failed = || BenchError::Cargo {
            words: words.join(" "),
            folder: self.folder.clone(),
        };
        let before = cpu::children()?;
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let status = Command::new(cargo)
            .args(words)
            .arg("--quiet")
            .current_dir(&self.folder)
            // What a first build costs, wherever it is measured from.
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .stdin(Stdio::null())
            .status();
        let status = status.map_err(|_| failed())?;
        if !status.success() {
            return Err(failed());
        }
        Ok(cpu::children()? - before)
    }
}

const WORKSPACE: &str = "\
[workspace]
resolver = \"3\"
members = [\"groups/*\", \"program\"]

[profile.release]
strip = true
";
