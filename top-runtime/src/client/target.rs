//! What is called.

use std::borrow::Cow;

use crate::api::Endpoint;
use crate::decode::Expected;
use crate::error::Context;
use crate::format::Format;
use crate::shape::Kind;

/// What is called.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    /// A method with a declaration.
    Declared(&'static Endpoint),
    /// A method of which only the name is known.
    Named(String),
}

impl Target {
    pub(crate) fn method(&self) -> &str {
        match self {
            Self::Declared(endpoint) => endpoint.method(),
            Self::Named(method) => method,
        }
    }

    pub(super) fn context(&self) -> Context {
        match self {
            Self::Declared(endpoint) => Context::of(endpoint),
            Self::Named(method) => Context::untyped(Cow::Owned(method.clone())),
        }
    }

    pub(super) fn expected(&self, chosen: Format) -> Expected<'_> {
        let format = self.format(chosen);
        match self {
            Self::Declared(endpoint) => Expected::of(endpoint, format),
            Self::Named(method) => Expected {
                format,
                method,
                member: None,
                kind: Kind::Raw,
            },
        }
    }

    /// The form to ask for: without a declaration XML has no types and no lists, so it is JSON.
    pub(super) fn format(&self, chosen: Format) -> Format {
        match (self, chosen) {
            (Self::Named(_), Format::Xml) => Format::Simplified,
            _ => chosen,
        }
    }

    pub(super) fn is_read(&self) -> bool {
        matches!(self, Self::Declared(endpoint) if endpoint.is_read())
    }

    pub(super) fn needs_session(&self) -> bool {
        matches!(self, Self::Declared(endpoint) if endpoint.needs_session())
    }
}
