//! The whole catalogue, written, linted and compiled: a package of its own below the target folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_top::tree::{files, groups};

use crate::endpoints::descriptions;
use crate::trips;

/// Half a minute of compiling, so only where it is asked for, as `.ci/run` does.
const ASKED: (&str, &str) = ("TOP_CATALOGUE", "all");

const MAIN: &str = "\
//! Sends every request of the catalogue.

PATHS
mod trip_list;

#[tokio::main(flavor = \"current_thread\")]
async fn main() {
    typed::all(trip_list::TRIPS).await;
    println!(\"{} round trips\", trip_list::TRIPS.len());
}
";

#[test]
fn the_whole_catalogue_compiles_without_warnings_and_makes_the_round_trip() {
    let (name, value) = ASKED;
    if std::env::var(name).is_ok_and(|asked| asked == value) {
        let package = Package::write();
        package.rustfmt();
        package.cargo(&["clippy", "--lib", "--", "-D", "warnings"]);
        let printed = package.cargo(&["run"]);
        assert_eq!(printed, "600 round trips\n");
    } else {
        println!("skipped: {name}={value} compiles all 600 declarations");
    }
}

struct Package(PathBuf);

impl Package {
    fn write() -> Self {
        let package = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join("catalogue"));
        let _ = fs::remove_dir_all(package.0.join("src"));
        let descriptions: Vec<_> = descriptions().collect();
        let groups = groups(&descriptions);
        for file in files(&groups) {
            package.file(&format!("src/{}", file.path), &file.text);
        }
        package.file("src/trip_list.rs", &trips::text("declared", &groups));
        package.file("src/main.rs", &MAIN.replace("PATHS\n", &modules()));
        package.file("Cargo.toml", &manifest());
        let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
        package.file("Cargo.lock", &lock);
        package
    }

    fn file(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// `lib.rs` leads to all that is written from descriptions.
    fn rustfmt(&self) {
        let mut command = Command::new("rustfmt");
        command.args(["--edition", "2024", "--check", "src/lib.rs"]);
        run(command.current_dir(&self.0));
    }

    fn cargo(&self, words: &[&str]) -> String {
        let (command, options) = words.split_first().unwrap();
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(&self.0).args([command, "--quiet"]);
        // All that it needs is there: the lock file is that of these tests.
        cargo
            .args(["--offline", "--target-dir"])
            .arg(root().join("target"));
        run(cargo.args(options))
    }
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{command:?}\n{said}\n{printed}");
    printed
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// What the trips are made with: the files of these tests themselves.
fn modules() -> String {
    let names = ["endpoints", "gateway", "same", "typed"];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalogue");
    let modules = names.map(|name| {
        let path = folder.join(name).with_extension("rs");
        format!("#[path = {:?}]\nmod {name};\n", path.to_str().unwrap())
    });
    modules.concat()
}

/// The workspace's own lints hold for what is written.
fn manifest() -> String {
    let workspace = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let (_, behind) = workspace.split_once("[workspace.lints.rust]").unwrap();
    let (lints, _) = behind.split_once("[profile").unwrap();
    let lints = lints.replace("[workspace.lints.", "[lints.");
    let path = |name: &str| format!("{{ path = {:?} }}", root().join(name).to_str().unwrap());
    let (ours, sandbox, runtime) = (path("cargo-top"), path("top-sandbox"), path("top-runtime"));
    format!(
        "\
[package]
name = \"catalogue\"
version = \"0.0.0\"
edition = \"2024\"
publish = false

[workspace]

[lib]
name = \"declared\"

[dependencies]
cargo-top = {ours}
serde_json = \"1\"
tokio = {{ version = \"1\", default-features = false, features = [\"macros\", \"rt\"] }}
top-runtime = {runtime}
top-sandbox = {sandbox}

[lints.rust]{lints}"
    )
}
