//! A crate that `cargo top new --all` wrote, against the descriptions that it was written from.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const CATALOGUE: &str = include_str!("../fixtures/specs.jsonl");

/// Every so many of the catalogue, for a crate of many groups.
const STEP: usize = 25;

/// A row of the first of them, and the row with another type.
const CHANNEL: (&str, &str) = (
    r#""name":"channel","type":"String""#,
    r#""name":"channel","type":"Number""#,
);
const RETYPED: &str = "yunos.admarket.material.audit: request channel: another type: \
    String → Number";

/// Slow: the crate is compiled.
#[test]
fn a_written_crate_shows_no_drift_until_its_descriptions_change() {
    let folder = Folder::new("written");
    let descriptions: Vec<&str> = CATALOGUE.lines().step_by(STEP).collect();
    let input = folder.file("specs.jsonl", &descriptions.join("\n"));
    let sources = folder.0.join("src").display().to_string();
    let output = cargo_top(&["new", &input, "--all", "--out", &sources]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    folder.file("Cargo.toml", &manifest());
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    folder.file("Cargo.lock", &lock);

    let output = folder.drift(&input);
    let counted = format!("{} endpoints compared, 0 differences", descriptions.len());
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(printed.contains(&counted), "{output:?}");
    assert_eq!(output.status.code(), Some(0));

    let edited = descriptions.join("\n").replacen(CHANNEL.0, CHANNEL.1, 1);
    let input = folder.file("changed.jsonl", &edited);
    let output = folder.drift(&input);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(printed.contains(RETYPED), "{printed}");
    assert!(printed.contains(", 1 difference\n"), "{printed}");
}

/// A package below the target folder, which builds in it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    fn drift(&self, input: &str) -> Output {
        let folder = self.0.display().to_string();
        cargo_top(&["drift", input, "--crate", &folder])
    }
}

fn cargo_top(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cargo-top"))
        .args(words)
        .env("CARGO_TARGET_DIR", root().join("target"))
        .output()
        .unwrap()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn manifest() -> String {
    let runtime = root().join("top-runtime");
    let runtime = runtime.to_str().unwrap();
    format!(
        "\
[package]
name = \"written\"
version = \"0.0.0\"
edition = \"2024\"
publish = false

[workspace]

[dependencies]
top-runtime = {{ path = {runtime:?}, default-features = false }}
"
    )
}
