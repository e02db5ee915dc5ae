//! Finding an endpoint by its method: among the compiled ones, and in files that describe others.

mod described;
mod error;

use std::collections::BTreeSet;
use std::path::PathBuf;

use top_apis::ENDPOINTS;
use top_runtime::Endpoint;

use crate::description;
use described::loaded;
use error::Unknown;

pub(crate) use described::descriptions;

/// The files that describe methods which are not compiled in.
#[expect(
    clippy::doc_markdown,
    reason = "a command line's help has no backticks"
)]
#[derive(Debug, clap::Args)]
pub(crate) struct Specs {
    /// A page of the documentation site or a JSON description; repeatable. It counts before what is
    /// compiled in; the files that TOP_SPECS names (separated like PATH) count behind it
    #[arg(long = "spec", value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// An endpoint, and what its page shows as examples.
pub(crate) struct Known {
    pub(crate) endpoint: &'static Endpoint,
    /// Its short title; empty for a compiled one.
    pub(crate) title: String,
    /// The rows of its request; empty for a compiled one.
    pub(crate) samples: Vec<description::Field>,
    /// The file that describes it.
    pub(crate) spec: Option<PathBuf>,
}

impl Specs {
    /// Finds the endpoint of a method. The files of the command line come first, then what is
    /// compiled in, which somebody has checked, and then the files of the environment.
    ///
    /// # Errors
    /// A file that cannot be read; a method that nobody describes, with similar ones.
    pub(crate) fn find(&self, method: &str) -> miette::Result<Known> {
        let mut others = BTreeSet::new();
        if let Some(known) = described(&self.files, method, &mut others)? {
            return Ok(known);
        }
        if let Some(endpoint) = ENDPOINTS.iter().find(|known| known.method() == method) {
            return Ok(Known {
                endpoint,
                title: String::new(),
                samples: Vec::new(),
                spec: None,
            });
        }
        if let Some(known) = described(&of_environment(), method, &mut others)? {
            return Ok(known);
        }
        others.extend(ENDPOINTS.iter().map(|known| known.method().to_owned()));
        Err(Unknown::new(method, others.iter().map(String::as_str)).into())
    }

    /// Loads everything that a file describes. Of two that describe one method, the first counts.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub(crate) fn all(&self) -> miette::Result<Vec<&'static Endpoint>> {
        let (mut seen, mut all) = (BTreeSet::new(), Vec::new());
        for path in self.files.iter().chain(&of_environment()) {
            let described = descriptions(path)?.into_iter();
            let new = described.filter(|one| seen.insert(one.method.clone()));
            all.extend(new.map(|one| loaded(&one)));
        }
        Ok(all)
    }
}

fn of_environment() -> Vec<PathBuf> {
    let named = std::env::var_os("TOP_SPECS").unwrap_or_default();
    let paths = std::env::split_paths(&named);
    paths.filter(|path| !path.as_os_str().is_empty()).collect()
}

/// Looks for a method in these files, and keeps the names of all others.
fn described(
    paths: &[PathBuf],
    method: &str,
    others: &mut BTreeSet<String>,
) -> miette::Result<Option<Known>> {
    for path in paths {
        for description in descriptions(path)? {
            if description.method == method {
                return Ok(Some(Known {
                    endpoint: loaded(&description),
                    title: description.title,
                    samples: description.request,
                    spec: Some(path.clone()),
                }));
            }
            others.insert(description.method);
        }
    }
    Ok(None)
}
