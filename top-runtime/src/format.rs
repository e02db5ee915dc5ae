//! The three forms a reply can have.

/// The form in which the gateway answers (protocol §5).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// JSON without the root key and with plain lists: `format=json`, `simplify=true`.
    #[default]
    Simplified,
    /// JSON under the method's root key, lists wrapped in an object: `format=json`.
    Classic,
    /// XML: `format=xml`, the platform's own default.
    Xml,
}

impl Format {
    /// The value of the public parameter `format`.
    pub const fn parameter(self) -> &'static str {
        match self {
            Self::Simplified | Self::Classic => "json",
            Self::Xml => "xml",
        }
    }

    /// Whether the public parameter `simplify=true` goes with it.
    pub const fn simplify(self) -> bool {
        matches!(self, Self::Simplified)
    }
}
