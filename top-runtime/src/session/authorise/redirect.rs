//! What the platform sends the user back with.

use std::fmt;

use super::State;
use crate::text::Secret;

/// The query of a redirect from the authorisation page. `Debug` does not show the code.
#[derive(Clone, Default)]
pub struct Redirect {
    code: Option<Secret>,
    state: Option<Secret>,
    error: Option<String>,
    description: Option<String>,
}

impl Redirect {
    /// Reads the address that the user was sent back to, or its query alone.
    ///
    /// # Errors
    /// [`AuthoriseError::Repeated`].
    pub fn read(address: &str) -> Result<Self, AuthoriseError> {
        let address = address.split_once('#').map_or(address, |(start, _)| start);
        let query = address.split_once('?').map_or(address, |(_, query)| query);
        let mut redirect = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let again = match &*name {
                "code" => redirect.code.replace(value.into()).is_some(),
                "state" => redirect.state.replace(value.into()).is_some(),
                "error" => redirect.error.replace(value.into()).is_some(),
                "error_description" => redirect.description.replace(value.into()).is_some(),
                _ => false,
            };
            if again {
                return Err(AuthoriseError::Repeated);
            }
        }
        Ok(redirect)
    }

    /// The code for [`exchange`](super::exchange), if the state is the one that was sent along.
    ///
    /// # Errors
    /// [`AuthoriseError`]. The state is looked at first: what comes with a wrong one means nothing.
    pub fn code(self, expected: &State) -> Result<Secret, AuthoriseError> {
        let state = self.state.unwrap_or_default();
        if !expected.matches(state.expose()) {
            return Err(AuthoriseError::WrongState);
        }
        if let Some(error) = self.error {
            return Err(AuthoriseError::Denied {
                error,
                description: self.description,
            });
        }
        let given = self.code.filter(|code| !crate::is_blank(code.expose()));
        given.ok_or(AuthoriseError::NoCode)
    }
}

impl fmt::Debug for Redirect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redirect")
            .field("code", &self.code)
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

/// Why a redirect gives no code.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuthoriseError {
    /// The state is missing or not the one that was sent along: the redirect is not the answer to
    /// this user's own request.
    WrongState,
    /// The user said no, or the platform did.
    Denied {
        /// The platform's word, for example `access_denied`.
        error: String,
        /// The platform's explanation, for example `authorize reject`.
        description: Option<String>,
    },
    /// There is neither a code nor an error.
    NoCode,
    /// A parameter comes twice.
    Repeated,
}

impl fmt::Display for AuthoriseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongState => {
                f.write_str("the state is not the one that was sent along: begin again")
            }
            Self::Denied { error, description } => {
                write!(f, "the authorisation was denied: {error}")?;
                match description {
                    Some(description) => write!(f, " ({description})"),
                    None => Ok(()),
                }
            }
            Self::NoCode => f.write_str("the redirect has neither a code nor an error"),
            Self::Repeated => f.write_str("the redirect has a parameter twice"),
        }
    }
}

impl std::error::Error for AuthoriseError {}
