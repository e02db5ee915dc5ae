//! Who calls, and where: from the environment, as secrets on a command line are seen by others.

use std::io;
use std::path::PathBuf;

use clap::ValueEnum;
use miette::Diagnostic;
use thiserror::Error;
use top_runtime::client::{BuildError, ClientBuilder};
use top_runtime::intent::IntentFile;
use top_runtime::{Client, Format, Secret, is_blank};

/// What the command line says about the account.
#[expect(
    clippy::doc_markdown,
    reason = "a command line's help has no backticks"
)]
#[derive(Debug, clap::Args)]
pub(crate) struct Account {
    /// A file that holds the session and nothing else; counts before TOP_SESSION
    #[arg(long, value_name = "FILE")]
    session_file: Option<PathBuf>,
    /// The form of the reply, before TOP_FORMAT and TOP_SIMPLIFY
    #[arg(long, value_enum)]
    format: Option<Form>,
}

/// The form of a reply.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    /// JSON without wrappers
    Simplified,
    /// JSON with wrappers
    Classic,
    /// XML
    Xml,
}

/// Settings with which no call can be made.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Unsettled {
    #[error("no client can be made: {0}")]
    #[diagnostic(help(
        "the account comes from the environment: TOP_APP_KEY, TOP_APP_SECRET, TOP_GATEWAY, TOP_SESSION"
    ))]
    Client(#[source] BuildError),
    #[error("cannot read the session from {}", path.display())]
    Session { path: PathBuf, source: io::Error },
    #[error("there is no session in {}", path.display())]
    NoSession { path: PathBuf },
}

impl Account {
    /// The client of this account, with the store of its intents.
    pub(crate) fn client(&self, intents: Option<IntentFile>) -> Result<Client, Unsettled> {
        let mut builder = ClientBuilder::from_env().map_err(Unsettled::Client)?;
        if let Some(intents) = intents {
            builder = builder.intents(intents);
        }
        if let Some(form) = self.format {
            builder = builder.format(match form {
                Form::Simplified => Format::Simplified,
                Form::Classic => Format::Classic,
                Form::Xml => Format::Xml,
            });
        }
        builder.build().map_err(Unsettled::Client)
    }

    /// The session of the file, if one is named.
    pub(crate) fn session(&self) -> Result<Option<Secret>, Unsettled> {
        let Some(path) = &self.session_file else {
            return Ok(None);
        };
        let path = path.clone();
        match std::fs::read_to_string(&path) {
            Ok(text) if is_blank(&text) => Err(Unsettled::NoSession { path }),
            Ok(text) => Ok(Some(text.trim().into())),
            Err(source) => Err(Unsettled::Session { path, source }),
        }
    }
}
