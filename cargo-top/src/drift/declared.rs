//! What a crate declares, asked of the crate itself: a small program prints its `ENDPOINTS`.

use std::path::Path;

use miette::Diagnostic;
use thiserror::Error;

use super::facts::Facts;

mod cargo;
mod metadata;
mod program;

use metadata::Metadata;

/// Why a crate did not tell what it declares.
#[derive(Debug, Error, Diagnostic)]
#[non_exhaustive]
pub enum CrateError {
    /// Cargo cannot be started, or a file cannot be written.
    #[error("{what}")]
    Io {
        /// What was tried.
        what: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// Cargo does not know the crate.
    #[error("cargo cannot read the crate\n{said}")]
    Unknown {
        /// What cargo says.
        said: String,
    },
    /// There is no package with a library at this path.
    #[error("{path} is no package with a library")]
    #[diagnostic(help("--crate takes the folder that has the crate's Cargo.toml"))]
    NoLibrary {
        /// The path.
        path: String,
    },
    /// The crate's top-runtime is another one than this program was built with.
    #[error("{name} is built on {found}, this program on top-runtime {}", env!("CARGO_PKG_VERSION"))]
    #[diagnostic(help("install the cargo-top of the same release"))]
    OtherRuntime {
        /// The crate.
        name: String,
        /// The version that it is built on.
        found: String,
    },
    /// The crate does not list its endpoints.
    #[error("{name} does not say which endpoints it declares")]
    #[diagnostic(help(
        "add to its lib.rs: pub const ENDPOINTS: &[&top_runtime::Endpoint] = &[YourRequest::ENDPOINT, …];"
    ))]
    NoEndpoints {
        /// The crate.
        name: String,
    },
    /// The crate does not compile, or its list cannot be printed.
    #[error("{name} does not compile\n{said}")]
    Broken {
        /// The crate.
        name: String,
        /// What cargo says.
        said: String,
    },
    /// The crate's facts are of another form.
    #[error("the facts of {name} cannot be read")]
    Unreadable {
        /// The crate.
        name: String,
        /// What is wrong with them.
        source: serde_json::Error,
    },
}

/// Everything that the crate at this path lists in its `ENDPOINTS`.
///
/// The program is built in the crate's target folder, without the network where that is possible,
/// with the crate's default features or without any.
///
/// # Errors
/// [`CrateError`]: the crate is not found, does not compile or does not list its endpoints.
pub fn declared(path: &Path, default_features: bool) -> Result<Vec<Facts>, CrateError> {
    let metadata = Metadata::of(path, default_features)?;
    let printed = program::run(&metadata)?;
    let facts = printed.lines().map(serde_json::from_str);
    facts.collect::<Result<_, _>>().map_err(|source| {
        let name = metadata.package;
        CrateError::Unreadable { name, source }
    })
}

/// An error of the system, with what was tried.
fn io(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> CrateError {
    let what = what.into();
    move |source| CrateError::Io { what, source }
}
