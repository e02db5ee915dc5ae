//! A generated package, and cargo run on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::model::Module;
use super::program::Size;
use super::write::{self, Side};
use crate::{Failure, cpu};

/// A package of its own under `target/`, with a library of all endpoints and two programs: one
/// that calls them all, one that calls the first.
#[derive(Debug)]
pub(crate) struct Package {
    root: PathBuf,
    endpoints: usize,
}

impl Package {
    /// Writes it.
    pub(crate) fn write(side: Side, modules: &[Module]) -> Result<Self, Failure> {
        let workspace = workspace()?;
        let root = workspace.join("target/top-benches").join(side.package());
        fs::create_dir_all(root.join("src/bin"))?;
        fs::write(root.join("Cargo.toml"), manifest(side, &workspace))?;
        // The same releases of everything as the workspace.
        fs::copy(workspace.join("Cargo.lock"), root.join("Cargo.lock"))?;
        fs::write(root.join("src/lib.rs"), write::library(side, modules))?;
        let first = modules.get(..1).unwrap_or_default();
        fs::write(root.join("src/bin/all.rs"), write::program(side, modules))?;
        fs::write(root.join("src/bin/one.rs"), write::program(side, first))?;
        let endpoints = modules.len();
        Ok(Self { root, endpoints })
    }

    /// The CPU seconds of a cargo command that compiles the package anew.
    pub(crate) fn cargo(&self, words: &[&str]) -> Result<f64, Failure> {
        touch(&self.root.join("src/lib.rs"))?;
        let before = cpu::children()?;
        self.run(words)?;
        Ok(cpu::children()? - before)
    }

    /// What each endpoint adds to a stripped program.
    pub(crate) fn grown(&self) -> Result<Size, Failure> {
        self.run(&["build", "--release", "--bin", "all"])?;
        self.run(&["build", "--release", "--bin", "one"])?;
        let size = |program: &str| Size::of(&self.built().join("release").join(program));
        Ok(size("all")?.grown(size("one")?, self.endpoints - 1))
    }

    fn run(&self, words: &[&str]) -> Result<(), Failure> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let status = Command::new(cargo)
            .args(words)
            .arg("--quiet")
            .current_dir(&self.root)
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TARGET_DIR", self.built())
            .stdin(Stdio::null())
            .status()?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("cargo {words:?} failed in {}", self.root.display()).into())
        }
    }

    fn built(&self) -> PathBuf {
        self.root.join("target")
    }
}

/// Where the workspace is: it is run from there, or from one of its folders.
fn workspace() -> Result<PathBuf, Failure> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = here.parent().ok_or("the benches have no workspace")?;
    Ok(workspace.to_owned())
}

fn touch(file: &Path) -> Result<(), Failure> {
    fs::File::open(file)?.set_modified(std::time::SystemTime::now())?;
    Ok(())
}

fn manifest(side: Side, workspace: &Path) -> String {
    let dependencies = match side {
        Side::Declared => format!(
            "top-runtime = {{ path = \"{}\", features = [\"http\"] }}\n",
            workspace.join("top-runtime").display()
        ),
        Side::Serde => "\
form_urlencoded = \"1.2\"
md-5 = { version = \"0.11\", default-features = false }
reqwest = { version = \"0.13.5\", default-features = false, features = [\"http2\", \"rustls-no-provider\"] }
rustls = { version = \"0.23\", default-features = false, features = [\"ring\", \"std\", \"tls12\", \"logging\"] }
serde = { version = \"1\", features = [\"derive\"] }
serde_json = \"1\"
"
        .to_owned(),
    };
    format!(
        "\
[package]
name = \"{}\"
version = \"0.0.0\"
edition = \"2024\"
publish = false

[workspace]

[dependencies]
{dependencies}tokio = {{ version = \"1\", features = [\"macros\", \"rt\", \"net\", \"time\"] }}

[profile.release]
strip = true
",
        side.package()
    )
}
