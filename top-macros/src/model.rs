//! What a declaration says, between parsing and expansion.
//!
//! Identifiers and literals are kept as the user wrote them until the last check, so that every
//! mistake can be shown on its own word.

use proc_macro2::Span;
use syn::{Attribute, Generics, Ident, LitStr, Path, Type, Visibility};

use crate::spelled;

/// Which derive was asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// `TopApi`: a request.
    Request,
    /// `TopObject`: a nested type or a reply.
    Object,
}

/// One declared struct.
pub(crate) struct Declaration {
    /// Which derive was asked for.
    pub(crate) role: Role,
    /// Its visibility, which its companion and methods share.
    pub(crate) vis: Visibility,
    /// Its name.
    pub(crate) ident: Ident,
    /// Its generic parameters.
    pub(crate) generics: Generics,
    /// Its doc comment as text.
    pub(crate) description: String,
    /// What the container's attributes say.
    pub(crate) keys: ContainerKeys,
    /// Its fields in order.
    pub(crate) fields: Vec<Field>,
    /// Whether it is a struct with named fields or none: what a declaration can be.
    pub(crate) is_struct: bool,
}

/// What `#[top_api(…)]` on the struct says.
#[derive(Default)]
pub(crate) struct ContainerKeys {
    /// Every key that was written, whether or not it could be read; for a misspelt one the key
    /// that was meant. What was tried is not told to be missing.
    pub(crate) tried: Vec<String>,
    /// `method = "a.b.c"`
    pub(crate) method: Option<LitStr>,
    /// `response = Type` or `response(member: Type)`
    pub(crate) response: Option<Response>,
    /// `param = "name"`
    pub(crate) param: Option<LitStr>,
    /// `one_of(a, b)`
    pub(crate) groups: Vec<Group>,
    /// `idempotent_by(field)`
    pub(crate) idempotent_by: Option<Ident>,
    /// `resolved_by(…)`
    pub(crate) resolved_by: Option<ResolverKeys>,
    /// `outcome(…)`
    pub(crate) outcome: Option<OutcomeKeys>,
    /// `crate = path`
    pub(crate) krate: Option<Path>,
    /// `session`
    pub(crate) session: Option<Span>,
    /// `read`
    pub(crate) read: Option<Span>,
    /// `no_new`
    pub(crate) no_new: Option<Span>,
    /// `no_serde`
    pub(crate) no_serde: Option<Span>,
}

/// The reply, or the member of it that carries the result.
pub(crate) struct Response {
    /// The member's name, if only that is wanted.
    pub(crate) member: Option<Ident>,
    /// The Rust type.
    pub(crate) ty: Type,
}

/// `one_of(a, b)`: at least one of these is given.
pub(crate) struct Group {
    /// Where it stands.
    pub(crate) span: Span,
    /// The fields, as written.
    pub(crate) fields: Vec<Ident>,
}

/// What `outcome(…)` says.
#[derive(Default)]
pub(crate) struct OutcomeKeys {
    /// Some key could not be read: what looks left out may have been meant.
    pub(crate) broken: bool,
    /// `none`: nothing in the reply tells, and no name is guessed.
    pub(crate) none: Option<Span>,
    /// `success = field`
    pub(crate) success: Option<Ident>,
    /// `code = field`
    pub(crate) code: Option<Ident>,
    /// `message = field`
    pub(crate) message: Option<Ident>,
    /// `value = field`
    pub(crate) value: Option<Ident>,
    /// `accepted("…", …)`
    pub(crate) accepted: Vec<LitStr>,
    /// `doubtful("…", …)`
    pub(crate) doubtful: Vec<LitStr>,
}

/// What `resolved_by(…)` says.
pub(crate) struct ResolverKeys {
    /// Some key could not be read: what looks left out may have been meant.
    pub(crate) broken: bool,
    /// The key itself.
    pub(crate) span: Span,
    /// The request type of the read.
    pub(crate) read: Type,
    /// `by(field, theirs = ours, …)`
    pub(crate) by: Option<Vec<By>>,
    /// `matches(field = "text", …)`
    pub(crate) matches: Vec<(Name, LitStr)>,
    /// `absent("CODE", …)`
    pub(crate) absent: Vec<LitStr>,
    /// `settles_in = seconds`
    pub(crate) settles_in: Option<u32>,
    /// `judge = path`
    pub(crate) judge: Option<Path>,
}

/// A field whose value the read is asked for.
pub(crate) struct By {
    /// What the read calls it, where that is another name.
    pub(crate) theirs: Option<Name>,
    /// The field of this struct.
    pub(crate) ours: Ident,
}

/// A field of another struct, as far as it is known here.
pub(crate) enum Name {
    /// A field of this name, which is its wire name as well.
    Field(Ident),
    /// A wire name that is no identifier, or not the field's.
    Wire(LitStr),
}

impl Name {
    /// The name on the wire.
    pub(crate) fn wire(&self) -> String {
        match self {
            Self::Field(ident) => name_of(ident),
            Self::Wire(text) => text.value(),
        }
    }
}

/// One field of the struct.
pub(crate) struct Field {
    /// Its name.
    pub(crate) ident: Ident,
    /// Its type.
    pub(crate) ty: Type,
    /// Its doc comment as text.
    pub(crate) description: String,
    /// Its doc comment and deprecation, for the methods made from it.
    pub(crate) docs: Vec<Attribute>,
    /// What its attributes say.
    pub(crate) keys: FieldKeys,
}

impl Field {
    /// The name on the wire, and where it stands.
    pub(crate) fn wire(&self) -> (String, Span) {
        match &self.keys.rename {
            Some(name) => (name.value(), name.span()),
            None => (name_of(&self.ident), self.ident.span()),
        }
    }

    /// What the `Option` holds, where the type is spelled as one.
    pub(crate) fn inner(&self) -> Option<&Type> {
        spelled::option(&self.ty)
    }
}

/// What `#[top_api(…)]` on a field says.
#[derive(Default)]
pub(crate) struct FieldKeys {
    /// `rename = "name"`
    pub(crate) rename: Option<LitStr>,
    /// `required_if(other)`
    pub(crate) required_if: Vec<Ident>,
    /// `length`, `range` and `items`
    pub(crate) limits: Vec<Limit>,
    /// `secret`
    pub(crate) secret: Option<Span>,
    /// `amount`
    pub(crate) amount: Option<Span>,
}

/// A limit and the key that set it.
pub(crate) struct Limit {
    /// The key.
    pub(crate) key: Ident,
    /// Its bounds.
    pub(crate) bounds: Bounds,
}

/// The bounds of a value. `None` is an open end.
#[derive(Clone, Copy)]
pub(crate) enum Bounds {
    /// How many characters a text has.
    Length(Option<u64>, Option<u64>),
    /// Between which numbers a value lies.
    Range(Option<i64>, Option<i64>),
    /// How many items a list has at most.
    Items(u64),
}

/// An identifier as text, without the `r#` of a keyword.
pub(crate) fn name_of(ident: &Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
}
