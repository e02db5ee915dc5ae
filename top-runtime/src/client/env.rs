//! Settings from the environment.

use super::build::{BuildError, ClientBuilder};
use crate::blank::is_blank;
use crate::format::Format;
use crate::sign::NotASignMethod;

/// Which variable speaks for which setting.
const VARIABLES: [(&str, &str); 4] = [
    ("gateway", "TOP_GATEWAY"),
    ("app_key", "TOP_APP_KEY"),
    ("app_secret", "TOP_APP_SECRET"),
    ("session", "TOP_SESSION"),
];

/// Names the variable in place of the setting that it speaks for.
pub(super) fn in_env_words(error: BuildError) -> BuildError {
    error.renamed(|setting| {
        let known = VARIABLES.iter().find(|(name, _)| *name == setting);
        known.map_or(setting, |(_, variable)| variable)
    })
}

impl ClientBuilder {
    /// Reads the variables that [`Client::from_env`](crate::Client::from_env) names, for settings
    /// to be added.
    ///
    /// # Errors
    /// A [`BuildError`] that names the variable.
    pub fn from_env() -> Result<Self, BuildError> {
        // A variable that is not Unicode is wrong, not absent: an unread TOP_GATEWAY would be
        // production.
        Self::from_variables(|name| Some(std::env::var_os(name)?.to_string_lossy().into_owned()))
    }

    /// Reads the same variables from elsewhere, for example from a file of yours.
    ///
    /// # Errors
    /// A [`BuildError`] that names the variable.
    pub fn from_variables(
        look_up: impl Fn(&'static str) -> Option<String>,
    ) -> Result<Self, BuildError> {
        let given = |name| look_up(name).filter(|value| !is_blank(value));
        let required = |name| given(name).ok_or_else(|| BuildError::new(name, "is not set"));
        let mut builder = Self::new()
            .app_key(required("TOP_APP_KEY")?)
            .app_secret(required("TOP_APP_SECRET")?)
            .format(format(
                given("TOP_FORMAT").as_deref(),
                given("TOP_SIMPLIFY").as_deref(),
            )?);
        if let Some(gateway) = given("TOP_GATEWAY") {
            builder = builder.gateway(gateway);
        }
        if let Some(session) = given("TOP_SESSION") {
            builder = builder.session(session);
        }
        if let Some(method) = given("TOP_SIGN_METHOD") {
            let wrong =
                |error: NotASignMethod| BuildError::new("TOP_SIGN_METHOD", error.to_string());
            builder = builder.sign_method(method.parse().map_err(wrong)?);
        }
        Ok(builder)
    }
}

fn format(format: Option<&str>, simplify: Option<&str>) -> Result<Format, BuildError> {
    let simplify = match simplify {
        None => None,
        Some("true") => Some(true),
        Some("false") => Some(false),
        Some(_) => return Err(BuildError::new("TOP_SIMPLIFY", "must be true or false")),
    };
    match (format, simplify) {
        (None | Some("json"), None | Some(true)) => Ok(Format::Simplified),
        (None | Some("json"), Some(false)) => Ok(Format::Classic),
        (Some("xml"), None | Some(false)) => Ok(Format::Xml),
        (Some("xml"), Some(true)) => Err(BuildError::new(
            "TOP_SIMPLIFY",
            "is true, which TOP_FORMAT=xml does not know",
        )),
        (Some(_), _) => Err(BuildError::new("TOP_FORMAT", "must be json or xml")),
    }
}

#[cfg(test)]
mod tests {
    use super::in_env_words;
    use crate::client::ClientBuilder;

    #[test]
    fn what_build_finds_is_said_of_the_variable() {
        let variables = |name| match name {
            "TOP_GATEWAY" => Some("https://user:hidden@example.com/".to_owned()),
            "TOP_APP_KEY" | "TOP_APP_SECRET" => Some("12345678".to_owned()),
            _ => None,
        };
        let built = ClientBuilder::from_variables(variables).unwrap().build();
        let error = in_env_words(built.unwrap_err());
        assert_eq!(error.setting(), "TOP_GATEWAY");
        assert!(!error.to_string().contains("hidden"));
    }
}
