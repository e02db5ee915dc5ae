//! A mistake in the settings of a client.

use std::borrow::Cow;
use std::fmt;

/// A setting with which no client can be made. It never quotes the value.
#[derive(Debug)]
pub struct BuildError {
    setting: &'static str,
    problem: Cow<'static, str>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl BuildError {
    pub(crate) fn new(setting: &'static str, problem: impl Into<Cow<'static, str>>) -> Self {
        Self {
            setting,
            problem: problem.into(),
            source: None,
        }
    }

    #[cfg(feature = "http")]
    pub(crate) fn because(
        mut self,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The same mistake under another name of the setting.
    pub(in crate::client) fn renamed(
        mut self,
        rename: impl FnOnce(&'static str) -> &'static str,
    ) -> Self {
        self.setting = rename(self.setting);
        self
    }

    /// The builder's method, or the environment's variable.
    pub fn setting(&self) -> &'static str {
        self.setting
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.setting, self.problem)?;
        match &self.source {
            Some(source) => write!(f, " ({source})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
