//! Finding an endpoint by its method: among the compiled ones, and in files that describe others.

mod described;
mod error;

use std::path::PathBuf;

use top_apis::ENDPOINTS;
use top_runtime::Endpoint;

use crate::description::{self, Description};
use described::{descriptions, loaded};
use error::Unknown;

/// The files that describe methods which are not compiled in.
#[expect(
    clippy::doc_markdown,
    reason = "a command line's help has no backticks"
)]
#[derive(Debug, clap::Args)]
pub(crate) struct Specs {
    /// A page of the documentation site or a JSON description; repeatable. TOP_SPECS names more,
    /// separated like PATH. A file counts before what is compiled in
    #[arg(long = "spec", value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Specs {
    /// The files of the command line, and behind them those of the environment.
    fn paths(&self) -> Vec<PathBuf> {
        let named = std::env::var_os("TOP_SPECS").unwrap_or_default();
        let named = std::env::split_paths(&named).filter(|path| !path.as_os_str().is_empty());
        self.files.iter().cloned().chain(named).collect()
    }
}

/// An endpoint, and what its page shows as examples.
pub(crate) struct Known {
    pub(crate) endpoint: &'static Endpoint,
    /// The rows of its request; empty for a compiled one.
    pub(crate) samples: Vec<description::Field>,
}

/// Everything that can be found.
pub(crate) struct Catalogue {
    described: Vec<Description>,
}

impl Catalogue {
    /// Reads these files.
    ///
    /// # Errors
    /// What keeps one of them from being read.
    pub(crate) fn of(specs: &Specs) -> miette::Result<Self> {
        let mut described = Vec::new();
        for path in specs.paths() {
            described.extend(descriptions(&path)?);
        }
        Ok(Self { described })
    }

    /// The endpoint of a method. The first file that describes it counts, and any before what is
    /// compiled in.
    ///
    /// # Errors
    /// Nobody describes it; the error knows similar ones.
    pub(crate) fn find(&self, method: &str) -> miette::Result<Known> {
        let described = self
            .described
            .iter()
            .find(|described| described.method == method);
        if let Some(description) = described {
            return Ok(Known {
                endpoint: loaded(description),
                samples: description.request.clone(),
            });
        }
        let compiled = ENDPOINTS
            .iter()
            .find(|endpoint| endpoint.method() == method);
        match compiled {
            Some(endpoint) => Ok(Known {
                endpoint,
                samples: Vec::new(),
            }),
            None => Err(Unknown::new(method, self.methods()).into()),
        }
    }

    fn methods(&self) -> impl Iterator<Item = &str> {
        let described = self.described.iter().map(|described| &*described.method);
        described.chain(ENDPOINTS.iter().map(|endpoint| endpoint.method()))
    }
}
