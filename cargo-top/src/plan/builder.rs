//! Objects of a description as structs, each with a name and a place.

use std::collections::HashMap;

use super::codes::{AllCodes, Documented};
use super::fields::kept;
use super::identifiers::identifiers;
use super::kinds::{Place, innermost, instead, listed, plain, untold};
use super::limits::fitting;
use super::rules::{self, asked};
use super::signature::signature;
use super::taken::{Taken, names_within, type_name};
use super::untold::telling;
use super::verdict::{is_flag, verdict};
use super::{Field, Struct, Type};
use crate::description;
use crate::rules::{Proposal, Says};

/// No page nests this deep, and the framework refuses what does.
const MAX_DEPTH: usize = 48;

/// The structs and codes of one module, as they are found.
pub(super) struct Builder<'d> {
    proposals: &'d [Proposal],
    pub(super) structs: Vec<Struct>,
    pub(super) codes: AllCodes,
    taken: Taken,
    /// Structs by side, base name and signature.
    known: HashMap<(bool, String, String), usize>,
}

/// An object that becomes a struct.
pub(super) struct Object<'d> {
    /// What it would like to be called, the best first.
    pub(super) names: Vec<String>,
    /// What the page calls its type.
    pub(super) type_name: &'d str,
    pub(super) text: &'d str,
    pub(super) members: &'d [description::Field],
    /// Where its members stand.
    pub(super) place: Place,
    /// Wire names down to it.
    pub(super) at: Vec<String>,
    /// Whether it is all that the reply or its member is.
    pub(super) is_reply: bool,
}

/// A struct that is being built, and those around it.
struct Owner<'o> {
    index: usize,
    name: String,
    /// The page's name of its type.
    type_name: &'o str,
    place: Place,
    at: &'o [String],
    around: Option<&'o Owner<'o>>,
}

impl<'d> Builder<'d> {
    pub(super) fn new(proposals: &'d [Proposal]) -> Self {
        Self {
            proposals,
            structs: Vec::new(),
            codes: AllCodes::default(),
            taken: Taken::new(),
            known: HashMap::new(),
        }
    }

    /// Builds an object and all that is in it; its position.
    pub(super) fn object(&mut self, object: &Object<'d>) -> usize {
        self.build(object, None)
    }

    /// What the prose says of one side's object there.
    pub(super) fn said(&self, at: &[String], place: Place) -> Vec<&'d Proposal> {
        let here = |proposal: &&Proposal| proposal.at == at && proposal.reply != place.is_asked();
        self.proposals.iter().filter(here).collect()
    }

    /// The type of the member that is the whole reply.
    pub(super) fn member(
        &mut self,
        wire: &str,
        row: &'d description::Field,
        checks: &mut Vec<String>,
    ) -> Type {
        let owner = Owner {
            index: usize::MAX,
            name: "Reply".to_owned(),
            type_name: "",
            place: Place::Answered,
            at: &[],
            around: None,
        };
        let mut said = self.said(&[], Place::Answered);
        // A code is part of a reply, and none by itself.
        said.retain(|proposal| !matches!(proposal.says, Says::Codes { .. }));
        let kind = self.kind(wire, row, &owner, checks);
        if let Type::Struct(index) = kind
            && let Some(reply) = self.structs.get_mut(index)
        {
            reply.verdict = verdict(&reply.fields, true);
        }
        self.refined(kind, wire, row, &owner, &said, checks)
    }

    fn build(&mut self, object: &Object<'d>, around: Option<&Owner<'_>>) -> usize {
        let index = self.structs.len();
        let name = self.taken.take(&object.names);
        let (rows, checks) = kept(object.members, object.place);
        self.structs.push(Struct {
            name: name.clone(),
            text: telling(object.text).to_owned(),
            asked: object.place.is_asked(),
            fields: Vec::new(),
            one_of: Vec::new(),
            verdict: None,
            checks,
        });
        let said = self.said(&object.at, object.place);
        let owner = Owner {
            index,
            name,
            type_name: object.type_name,
            place: object.place,
            at: &object.at,
            around,
        };
        let wires: Vec<_> = rows.iter().map(|(wire, _)| *wire).collect();
        let identifiers = identifiers(&wires);
        let fields = rows.into_iter().zip(identifiers);
        let fields = fields.map(|((wire, row), identifier)| {
            let mut field = self.field(wire, row, &owner, &said);
            field.identifier = identifier;
            field
        });
        let fields = fields.collect();
        if let Some(declared) = self.structs.get_mut(index) {
            declared.fields = fields;
            declared.verdict = match around {
                None if declared.asked => None,
                _ => verdict(&declared.fields, object.is_reply),
            };
            rules::add(declared, &said);
        }
        index
    }

    fn field(
        &mut self,
        wire: &str,
        row: &'d description::Field,
        owner: &Owner<'_>,
        said: &[&Proposal],
    ) -> Field {
        let mut checks = Vec::new();
        let kind = self.kind(wire, row, owner, &mut checks);
        let kind = self.refined(kind, wire, row, owner, said, &mut checks);
        let (limits, unfit) = fitting(row.limits, &kind);
        checks.extend(unfit);
        let required = if owner.place.is_asked() {
            is_required(wire, row, said, &mut checks) && !holds_itself(&kind, owner, &mut checks)
        } else {
            matches!(kind, Type::List(_))
        };
        Field {
            wire: wire.to_owned(),
            identifier: String::new(),
            text: telling(&row.text).to_owned(),
            kind,
            required,
            limits,
            required_if: Vec::new(),
            checks,
        }
    }

    fn kind(
        &mut self,
        wire: &str,
        row: &'d description::Field,
        owner: &Owner<'_>,
        checks: &mut Vec<String>,
    ) -> Type {
        let plain = plain(row, owner.place);
        let kind = match plain {
            Some(Type::Text | Type::Json)
                if !row.members.is_empty() && owner.place != Place::Parameter =>
            {
                checks.push(format!(
                    "the page calls it a {}, and lists members",
                    row.type_name
                ));
                Type::Json
            }
            _ if !row.members.is_empty() => self.nested(wire, row, owner),
            Some(plain) => {
                if row.type_name.trim() == "byte[]" && plain == Type::Text {
                    checks.push("bytes as text: the page does not tell how, Base64 perhaps".into());
                }
                plain
            }
            None => owner.around(&row.type_name).map_or_else(
                || untold(row, owner.place),
                |around| Type::Struct(around.index),
            ),
        };
        listed(kind, row.lists)
    }

    fn nested(&mut self, wire: &str, row: &'d description::Field, owner: &Owner<'_>) -> Type {
        if owner.depth() >= MAX_DEPTH {
            return Type::Any;
        }
        let base = type_name(&row.type_name, wire);
        let mut at = owner.at.to_vec();
        at.push(row.name.clone());
        let asked = owner.place.is_asked();
        let same_side = self
            .proposals
            .iter()
            .filter(|proposal| proposal.reply != asked);
        let signature = signature(&row.members, &at, &same_side.collect::<Vec<_>>());
        let key = (asked, base.clone(), signature);
        if let Some(known) = self.known.get(&key) {
            return Type::Struct(*known);
        }
        let object = Object {
            names: names_within(&base, &owner.name),
            type_name: &row.type_name,
            text: &row.text,
            members: &row.members,
            place: if asked { Place::Sent } else { Place::Answered },
            at,
            is_reply: false,
        };
        let index = self.build(&object, Some(owner));
        // What refers to a struct around it is another type somewhere else.
        let built = self.structs.get(index..).unwrap_or_default();
        if !built.iter().any(|declared| refers_before(declared, index)) {
            self.known.insert(key, index);
        }
        Type::Struct(index)
    }

    /// Amounts and codes, as far as the prose names them.
    fn refined(
        &mut self,
        kind: Type,
        wire: &str,
        row: &description::Field,
        owner: &Owner<'_>,
        said: &[&Proposal],
        checks: &mut Vec<String>,
    ) -> Type {
        for proposal in said {
            let inner = match (&proposal.says, innermost(&kind)) {
                (Says::Fen(field), Type::Integer) if field.trim() == wire => Type::Fen,
                (Says::Yuan(field), Type::Decimal) if field.trim() == wire => Type::Yuan,
                (Says::Codes { field, values }, inner) if field.trim() == wire => {
                    let documented = Documented {
                        field: wire,
                        owner: &owner.name,
                        text: &row.text,
                        values,
                        asked: asked(proposal),
                    };
                    let is_flag = !owner.place.is_asked() && is_flag(wire);
                    let code = self.codes.kind(inner, documented, &mut self.taken);
                    match code {
                        Some(code) if !is_flag => code,
                        _ => continue,
                    }
                }
                _ => continue,
            };
            if proposal.certain || matches!(inner, Type::Code(_)) {
                return instead(kind, inner);
            }
            // A type must not claim what nobody wrote.
            checks.push(format!("perhaps `{inner:?}`: {}", proposal.reason));
        }
        kind
    }
}

impl Owner<'_> {
    /// The nearest struct around, this one included, whose type the page calls so.
    fn around(&self, type_name: &str) -> Option<&Self> {
        let named = !type_name.trim().is_empty() && self.type_name.trim() == type_name.trim();
        if named {
            Some(self)
        } else {
            self.around?.around(type_name)
        }
    }

    fn is_within(&self, index: usize) -> bool {
        self.index == index || self.around.is_some_and(|around| around.is_within(index))
    }

    fn depth(&self) -> usize {
        self.around.map_or(1, |around| around.depth() + 1)
    }
}

fn refers_before(declared: &Struct, index: usize) -> bool {
    let refers = |kind: &Type| matches!(kind, Type::Struct(to) if *to < index);
    declared
        .fields
        .iter()
        .any(|field| refers(innermost(&field.kind)))
}

fn is_required(
    wire: &str,
    row: &description::Field,
    said: &[&Proposal],
    checks: &mut Vec<String>,
) -> bool {
    let mut required = row.required == Some(true);
    for proposal in said {
        if !matches!(&proposal.says, Says::Required(field) if field.trim() == wire) || required {
            continue;
        }
        if proposal.certain {
            required = true;
        } else {
            checks.push(format!("perhaps required: {}", proposal.reason));
        }
    }
    required
}

/// A required field of its own type could never be given.
fn holds_itself(kind: &Type, owner: &Owner<'_>, checks: &mut Vec<String>) -> bool {
    let Type::Struct(inner) = innermost(kind) else {
        return false;
    };
    let holds = owner.is_within(*inner);
    if holds {
        checks.push("the page requires it, in itself and so without an end".into());
    }
    holds
}
