//! What the prose of a description asks for.

/// Something that the prose asks for, with the words that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Wire names from the top of the request or reply down to the struct that it is about;
    /// empty for the top.
    pub at: Vec<String>,
    /// What it asks for.
    pub says: Says,
    /// Whether the words leave no doubt. If not, the declaration says `// check:`.
    pub certain: bool,
    /// The words.
    pub reason: String,
}

/// What a proposal asks for. Fields are wire names of the struct at [`Proposal::at`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Says {
    /// At least one of these is given.
    OneOf(Vec<String>),
    /// `field` is given when `other` is.
    RequiredIf {
        /// The one that must be given.
        field: String,
        /// The one that asks for it.
        other: String,
    },
    /// The field must be given wherever its struct is, whatever its column says.
    Required(String),
    /// A second call with the same value of this field has no second effect.
    IdempotentBy(String),
    /// The method changes nothing.
    Read,
    /// The method needs a session.
    Session,
    /// An amount in 分.
    Fen(String),
    /// An amount in 元.
    Yuan(String),
    /// The documented values of a field, each with its meaning.
    Codes {
        /// The field.
        field: String,
        /// Value and meaning, in the order of the prose.
        values: Vec<(String, String)>,
    },
}
