//! One thing that a page and its declaration do not agree on.

use std::fmt;

use serde::Serialize;

/// What became different. The earlier, the more it changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Change {
    /// A field that must be given, and is not declared.
    AddedRequired,
    /// A field that must be given, and is declared as one that need not.
    NewlyRequired,
    /// Another type.
    Retyped,
    /// Another unit of an amount.
    Unit,
    /// The request travels in another parameter.
    Param,
    /// A session is needed.
    SessionNeeded,
    /// It is declared to change nothing, and the page does not say so.
    NotARead,
    /// Another field makes a repeat harmless, or none does.
    Idempotency,
    /// A rule that is not declared.
    RuleAdded,
    /// A limit that refuses what the declared one lets through.
    LimitTightened,
    /// A declared field that the page does not have.
    Removed,
    /// Declared values that the page does not have.
    CodesRemoved,
    /// A field that need not be given any more.
    NewlyOptional,
    /// A declared rule that the page does not have.
    RuleRemoved,
    /// A limit that lets through all that the declared one does, and more.
    LimitLoosened,
    /// No session is needed.
    SessionNotNeeded,
    /// It changes nothing, and is not declared so.
    Read,
    /// A field that need not be given, and is not declared.
    Added,
    /// Values that are not declared.
    CodesAdded,
    /// Other words.
    Reworded,
}

/// How much a change weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Severity {
    /// Calls that were right are refused, or mean something else.
    Breaks,
    /// The declaration asks for more than the page does.
    Loosens,
    /// There is more than is declared, and nobody need care.
    Adds,
    /// Words only.
    Words,
}

impl Change {
    /// How much it weighs.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::NewlyOptional
            | Self::RuleRemoved
            | Self::LimitLoosened
            | Self::SessionNotNeeded
            | Self::Read => Severity::Loosens,
            Self::Added | Self::CodesAdded => Severity::Adds,
            Self::Reworded => Severity::Words,
            _ => Severity::Breaks,
        }
    }

    /// What it is about: a guess settles every change of one kind at one place.
    const fn aspect(self) -> Self {
        match self {
            Self::AddedRequired | Self::Added => Self::Removed,
            Self::NewlyOptional => Self::NewlyRequired,
            Self::Unit => Self::Retyped,
            Self::SessionNotNeeded => Self::SessionNeeded,
            Self::Read => Self::NotARead,
            Self::RuleRemoved => Self::RuleAdded,
            Self::LimitLoosened => Self::LimitTightened,
            Self::CodesAdded => Self::CodesRemoved,
            change => change,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::AddedRequired => "new, and required",
            Self::NewlyRequired => "required, declared as optional",
            Self::Retyped => "another type",
            Self::Unit => "another unit",
            Self::Param => "travels in another parameter",
            Self::SessionNeeded => "needs a session",
            Self::NotARead => "declared as a read, which the page does not say",
            Self::Idempotency => "idempotent by another field",
            Self::RuleAdded => "new rule",
            Self::LimitTightened => "tighter limit",
            Self::Removed => "removed",
            Self::CodesRemoved => "codes removed",
            Self::NewlyOptional => "optional, declared as required",
            Self::RuleRemoved => "rule removed",
            Self::LimitLoosened => "looser limit",
            Self::SessionNotNeeded => "needs no session, declared with one",
            Self::Read => "changes nothing, not declared as a read",
            Self::Added => "new, optional",
            Self::CodesAdded => "new codes",
            Self::Reworded => "worded differently",
        }
    }
}

/// Where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Side {
    /// The method as a whole.
    Method,
    /// The request.
    Request,
    /// The reply.
    Reply,
}

/// One difference. Sorted, the gravest comes first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Difference {
    /// What became different.
    pub change: Change,
    /// The method.
    pub method: String,
    /// Where in it.
    pub side: Side,
    /// The way down from there, `items[].price` for example.
    pub path: String,
    /// What is declared.
    pub from: Option<String>,
    /// What the page says.
    pub to: Option<String>,
}

impl Difference {
    /// Whether both are about the same aspect of the same thing.
    pub(super) fn is_about_the_same(&self, other: &Self) -> bool {
        // Two rules of one struct, or two limits of one field, are two things.
        let of_many = |difference: &Self| match difference.change.aspect() {
            Change::RuleAdded => difference.from.clone().or_else(|| difference.to.clone()),
            _ => None,
        };
        let about = |difference: &Self| (difference.side, difference.change.aspect());
        about(self) == about(other) && self.path == other.path && of_many(self) == of_many(other)
    }
}

/// On one line: `method: request items[].price: another unit: fen → yuan`.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.method)?;
        match self.side {
            Side::Method => {}
            Side::Request if self.path.is_empty() => f.write_str("request: ")?,
            Side::Request => write!(f, "request {}: ", self.path)?,
            Side::Reply => write!(f, "reply {}: ", self.path)?,
        }
        f.write_str(self.change.words())?;
        match (&self.from, &self.to) {
            (Some(from), Some(to)) => write!(f, ": {from} → {to}"),
            (Some(one), None) | (None, Some(one)) => write!(f, ": {one}"),
            (None, None) => Ok(()),
        }
    }
}
