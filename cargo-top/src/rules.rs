//! What the prose of a description asks for.
//!
//! [`propose`] reads the texts of fields, structs and the method, one family of sentences a module:
//!
//! | module | reads | says |
//! |---|---|---|
//! | `one_of` | 不能同时为空, 二选一, "at least one of" | [`Says::OneOf`] |
//! | `conditions` | 选填X时必填, "required when X is given" | [`Says::RequiredIf`], [`Says::Required`] |
//! | `together` | 必须同时传入, 需成对出现 | [`Says::RequiredIf`], both ways |
//! | `idempotency` | 幂等, 去重 | [`Says::IdempotentBy`] |
//! | `effect` | the method's verb, its title | [`Says::Read`] |
//! | `session` | the sample call, 授权 | [`Says::Session`] |
//! | `units` | 单位:分, 元 | [`Says::Fen`], [`Says::Yuan`] |
//! | `codes` | `1-男, 2-女` | [`Says::Codes`] |
//!
//! What asks for something that no declaration can say, a condition on a value for example, becomes a
//! [`Says::Check`], so that it is not lost.

mod codes;
mod conditions;
mod effect;
mod idempotency;
mod mention;
mod names;
mod one_of;
mod scope;
mod session;
#[cfg(test)]
mod tests;
mod text;
mod together;
mod units;

use crate::description::Description;

pub(crate) use effect::reads_by_name;

/// Something that the prose asks for, with the words that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Wire names from the top of the request or reply down to the struct that it is about;
    /// empty for the top.
    pub at: Vec<String>,
    /// Whether it is about the reply.
    pub reply: bool,
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
    /// The words ask for something of this field that a declaration cannot say; a person reads them.
    Check(String),
}

/// What the prose asks for, in the order of the description, the method itself last.
pub fn propose(description: &Description) -> Vec<Proposal> {
    let scopes = scope::request(description);
    let mut proposals = one_of::propose(&scopes);
    let pairs = together::propose(&scopes);
    for condition in pairs.into_iter().chain(conditions::propose(&scopes)) {
        let told = |other: &Proposal| other.at == condition.at && other.says == condition.says;
        if !proposals.iter().any(told) {
            proposals.push(condition);
        }
    }
    proposals.extend(idempotency::propose(&scopes));
    proposals.extend(units::propose(description));
    proposals.extend(codes::propose(description));
    proposals.extend(session::propose(description));
    proposals.extend(effect::propose(description));
    proposals
}
