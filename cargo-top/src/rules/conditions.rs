//! Fields that must be given when another is, or wherever their struct is.
//!
//! A declaration knows two conditions: that another field is given, and none. "When the other is
//! missing" is a group of the two. A condition on a value, or on a case that only the caller knows
//! (自寄必填), becomes a [`Says::Check`].

mod demand;
mod when;

use crate::description::Field;

use super::mention::{cleaned, itself, mentioned, supposes};
use super::names::{Siblings, folded, title};
use super::one_of;
use super::scope::Scope;
use super::text::{has, plain, sentences, strip};
use super::{Proposal, Says};
use demand::Demand;
use when::{Reader, When};

pub(super) fn propose(scopes: &[Scope<'_>]) -> Vec<Proposal> {
    scopes.iter().flat_map(in_scope).collect()
}

/// What any text that demands a field holds: most texts need not be read.
fn hinted(text: &str) -> bool {
    has(text, "必|空|需|须|equired|andatory|must|should|needs")
}

fn in_scope(scope: &Scope<'_>) -> Vec<Proposal> {
    if !scope.fields.iter().any(|field| hinted(&field.text)) {
        return Vec::new();
    }
    let siblings = Siblings::new(scope.fields);
    let container = scope.container.map(called).unwrap_or_default();
    let mut proposals: Vec<Proposal> = Vec::new();
    for (speaker, field) in scope.fields.iter().enumerate() {
        let reader = Reader {
            siblings: &siblings,
            speaker,
            container: &container,
        };
        for sentence in sentences(&field.text)
            .into_iter()
            .filter(|text| hinted(text))
        {
            for (says, certain) in read(&plain(&sentence), reader, scope.fields) {
                let proposal = Proposal {
                    at: scope.at.clone(),
                    reply: false,
                    says,
                    certain,
                    reason: sentence.clone(),
                };
                if !proposals.iter().any(|other| other.says == proposal.says) {
                    proposals.push(proposal);
                }
            }
        }
    }
    proposals
}

/// What the text may call the field around a struct.
fn called(container: &Field) -> Vec<String> {
    vec![folded(&container.name), title(&container.text)]
}

/// Reads one sentence. One that asks for one of several is another module's.
fn read(sentence: &str, reader: Reader<'_>, fields: &[Field]) -> Vec<(Says, bool)> {
    if one_of::asks(sentence) {
        return Vec::new();
    }
    demand::find(sentence)
        .iter()
        .filter_map(|demand| demanded(demand, reader, fields))
        .collect()
}

/// What one demand asks for, and whether that is certain.
fn demanded(demand: &Demand<'_>, reader: Reader<'_>, fields: &[Field]) -> Option<(Says, bool)> {
    let (condition, subject) = condition(demand);
    let target = target(subject, demand, condition.is_some(), reader)?;
    let field = fields
        .get(target)
        .filter(|field| field.required != Some(true))?;
    let name = field.name.clone();
    let check = Says::Check(name.clone());
    let Some(condition) = condition else {
        let alone =
            cleaned(subject).is_empty() || itself(subject) || is_title(subject, target, reader);
        return match (alone, demand.strong) {
            (true, _) => Some((Says::Required(name), false)),
            (false, true) => Some((check, false)),
            (false, false) => None,
        };
    };
    let other = |at: usize| {
        fields
            .get(at)
            .filter(|other| at != target && other.required != Some(true))
    };
    Some(match reader.read(condition) {
        When::Within => (Says::Required(name), true),
        When::Given(meant) => match other(meant.field) {
            Some(other) => (
                Says::RequiredIf {
                    field: name,
                    other: other.name.clone(),
                },
                meant.exact,
            ),
            None => (check, false),
        },
        When::Missing(meant) => match other(meant.field) {
            Some(_) => (one_of::among(fields, &[meant.field, target]), meant.exact),
            None => (check, false),
        },
        When::Other => (check, false),
    })
}

/// The condition of a demand, if it has one, and what it demands.
fn condition<'a>(demand: &Demand<'a>) -> (Option<&'a str>, &'a str) {
    if let Some(condition) = strip(
        demand.after.trim_start_matches([' ', ',', '(']),
        "only if |only when |if |when |in case |once ",
    ) {
        let end = condition.find([',', ')', ']']).unwrap_or(condition.len());
        return (condition.get(..end), "");
    }
    let english = demand.after.is_empty() && demand.subject.is_ascii();
    if let Some((condition, subject)) = at_marker(demand.subject) {
        return (Some(condition), subject);
    }
    match at_marker(demand.earlier) {
        Some((condition, "")) => (Some(condition), demand.subject),
        _ if supposes(demand.earlier) => (Some(demand.earlier), demand.subject),
        _ if supposes(demand.subject) && !english => (Some(demand.subject), ""),
        _ => (None, demand.subject),
    }
}

const MARKERS: &str = "的时候|时候|时|的情况下|情况下|情况|的话|场景下|条件下|状态下|模式下|前提下|规则下|类型下|之后|后|则|那么|需要|需|下";

/// A clause before and after the last word that ends a condition: `选填x` and `该值`.
fn at_marker(clause: &str) -> Option<(&str, &str)> {
    clause
        .char_indices()
        .filter_map(|(at, _)| Some((clause.get(..at)?, marked(clause, at)?)))
        .filter(|(before, _)| !before.trim().is_empty())
        .min_by_key(|(before, after)| (after.len(), before.len()))
        .map(|(before, after)| (before, after.trim()))
}

/// What follows the marker at this place, if one is there and is no part of another word.
fn marked(clause: &str, at: usize) -> Option<&str> {
    let rest = clause.get(at..)?;
    let after = strip(rest, MARKERS)?;
    let word = strip(after, "间|长|区|效|刻|段|端|台|续|缀|期|单|线|载|架|发|要").is_some();
    let weak = strip(rest, "下|需").is_some() && !cleaned(after).is_empty();
    (!word && !weak).then_some(after)
}

/// The field that is demanded: the object or the subject if one is named, or else the speaker.
fn target(
    subject: &str,
    demand: &Demand<'_>,
    conditional: bool,
    reader: Reader<'_>,
) -> Option<usize> {
    if !demand.object.is_empty() && !conditional {
        return None;
    }
    if !demand.object.is_empty() {
        return match mentioned(reader.siblings, demand.object, None) {
            _ if demand::about_form(demand.object) => None,
            Some(meant) => Some(meant.field),
            None => Some(reader.speaker),
        };
    }
    let named = mentioned(reader.siblings, subject, None).filter(|meant| meant.exact);
    match named {
        Some(meant) if conditional || meant.field == reader.speaker => Some(meant.field),
        Some(_) => None,
        None => Some(reader.speaker),
    }
}

fn is_title(subject: &str, target: usize, reader: Reader<'_>) -> bool {
    mentioned(reader.siblings, subject, None)
        .is_some_and(|meant| meant.exact && meant.field == target)
}
