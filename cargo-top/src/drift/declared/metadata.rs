//! What cargo knows of a crate: its library, its top-runtime, its target folder.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{CrateError, cargo, io};

/// What is needed to build a program on the crate.
#[derive(Debug)]
pub(super) struct Metadata {
    /// The package's name.
    pub package: String,
    /// The folder of its manifest.
    pub folder: PathBuf,
    /// Where the workspace's lock file is.
    pub workspace: PathBuf,
    /// Where its workspace builds.
    pub target: PathBuf,
    /// Whether it is built with its default features.
    pub default_features: bool,
}

#[derive(Deserialize)]
struct Told {
    packages: Vec<Package>,
    resolve: Option<Resolve>,
    workspace_root: PathBuf,
    target_directory: PathBuf,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    manifest_path: PathBuf,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    dependencies: Vec<String>,
}

impl Metadata {
    /// That of the crate in this folder, or with this manifest.
    pub(super) fn of(path: &Path, default_features: bool) -> Result<Self, CrateError> {
        let manifest = manifest(path)?;
        let told = told(&manifest)?;
        let no_library = || CrateError::NoLibrary {
            path: path.display().to_string(),
        };
        let package = told
            .package(&manifest)
            .filter(|package| package.is_library());
        let package = package.ok_or_else(no_library)?;
        told.same_runtime(package)?;
        Ok(Self {
            package: package.name.clone(),
            folder: folder(&manifest).to_owned(),
            workspace: told.workspace_root.clone(),
            target: told.target_directory.clone(),
            default_features,
        })
    }
}

fn manifest(path: &Path) -> Result<PathBuf, CrateError> {
    let cannot = || io(format!("cannot find {}", path.display()));
    let path = path.canonicalize().map_err(cannot())?;
    if path.is_dir() {
        path.join("Cargo.toml").canonicalize().map_err(cannot())
    } else {
        Ok(path)
    }
}

fn folder(manifest: &Path) -> &Path {
    manifest.parent().unwrap_or(manifest)
}

fn told(manifest: &Path) -> Result<Told, CrateError> {
    let words = ["metadata", "--format-version=1", "--manifest-path"].map(OsStr::new);
    let words = [&words[..], &[manifest.as_os_str()]].concat();
    let output = cargo::run(folder(manifest), &words)?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(CrateError::Unknown { said });
    }
    serde_json::from_slice(&output.stdout).map_err(|error| CrateError::Unknown {
        said: error.to_string(),
    })
}

impl Told {
    fn package(&self, manifest: &Path) -> Option<&Package> {
        let is_it = |package: &&Package| {
            let path = package.manifest_path.canonicalize();
            path.is_ok_and(|path| path == manifest)
        };
        self.packages.iter().find(is_it)
    }

    /// The facts of another release may mean something else.
    fn same_runtime(&self, package: &Package) -> Result<(), CrateError> {
        let nodes = self.resolve.iter().flat_map(|resolve| &resolve.nodes);
        let mut needs = nodes
            .filter(|node| node.id == package.id)
            .flat_map(|node| &node.dependencies);
        let runtime = needs.find_map(|id| {
            let mut packages = self.packages.iter();
            packages.find(|package| package.id == *id && package.name == "top-runtime")
        });
        match runtime {
            Some(runtime) if runtime.version == env!("CARGO_PKG_VERSION") => Ok(()),
            other => Err(CrateError::OtherRuntime {
                name: package.name.clone(),
                found: other.map_or_else(
                    || "no top-runtime".to_owned(),
                    |runtime| format!("top-runtime {}", runtime.version),
                ),
            }),
        }
    }
}

impl Package {
    fn is_library(&self) -> bool {
        let mut kinds = self.targets.iter().flat_map(|target| &target.kind);
        kinds.any(|kind| kind == "lib" || kind == "rlib")
    }
}
