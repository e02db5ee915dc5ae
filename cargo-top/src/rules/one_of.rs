//! Groups of which at least one is given.
//!
//! "Exactly one" becomes at least one too: the platform's own samples send both, and the words are
//! quoted. "At most one" asks for none of them.

mod list;
mod trigger;

use crate::description::Field;

use super::names::Siblings;
use super::scope::Scope;
use super::text::{has, plain, sentences};
use super::{Proposal, Says};
use list::{Choices, Finder};

/// Positions of fields, and the words that ask for one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    fields: Vec<usize>,
    /// Whose text it is; none where it is the struct's.
    speaker: Option<usize>,
    /// Whether the names are beyond doubt.
    named: bool,
    /// Whether the words may ask for something else.
    doubtful: bool,
    reason: String,
}

/// A field whose words ask for one of several without naming the others.
#[derive(Debug)]
struct Unnamed {
    field: usize,
    of: usize,
    reason: String,
}

pub(super) fn propose(scopes: &[Scope<'_>]) -> Vec<Proposal> {
    scopes.iter().flat_map(in_scope).collect()
}

/// What any text that asks for one of several holds: most texts need not be read.
const HINTS: &str = "空|同时|都|全|均|皆|一|1|其|或|one|One|ither|oth|empty| or ";

fn hinted(text: &str) -> bool {
    has(text, HINTS)
        && has(
            text,
            "选|择|传|填|空|不|有|任|少|须|需|给|one|One|ither|oth|empty| or ",
        )
}

fn in_scope(scope: &Scope<'_>) -> Vec<Proposal> {
    let texts = scope.fields.iter().map(|field| field.text.as_str());
    if !texts.chain(scope.texts.iter().copied()).any(hinted) {
        return Vec::new();
    }
    let siblings = Siblings::new(scope.fields);
    let mut groups = Vec::new();
    let mut unnamed = Vec::new();
    for (at, field) in scope.fields.iter().enumerate() {
        let finder = Finder {
            siblings: &siblings,
            speaker: Some(at),
        };
        for sentence in sentences(&field.text) {
            read(&sentence, finder, scope, &mut groups, &mut unnamed);
        }
    }
    let finder = Finder {
        siblings: &siblings,
        speaker: None,
    };
    for sentence in scope.texts.iter().flat_map(|text| sentences(text)) {
        read(&sentence, finder, scope, &mut groups, &mut Vec::new());
    }
    groups.extend(counted(unnamed));
    merged(groups)
        .into_iter()
        .filter(|group| !settled(group, scope))
        .map(|group| proposal(group, scope))
        .collect()
}

/// Whether a sentence asks for one of several.
pub(super) fn asks(sentence: &str) -> bool {
    trigger::find(sentence).is_some()
}

/// A group of these fields, in the order of the struct.
pub(super) fn among(fields: &[Field], group: &[usize]) -> Says {
    let members = fields
        .iter()
        .enumerate()
        .filter(|(at, _)| group.contains(at));
    Says::OneOf(members.map(|(_, field)| field.name.clone()).collect())
}

/// Reads one sentence.
fn read(
    sentence: &str,
    finder: Finder<'_>,
    scope: &Scope<'_>,
    groups: &mut Vec<Group>,
    unnamed: &mut Vec<Unnamed>,
) {
    if !hinted(sentence) {
        return;
    }
    let text = plain(sentence);
    let Some(trigger) = trigger::find(&text) else {
        return;
    };
    let choices = finder.choices(&trigger);
    if let (Some(of), Some(field), true) = (trigger.of, finder.speaker, choices.each.len() < 2) {
        unnamed.push(Unnamed {
            field,
            of,
            reason: sentence.to_owned(),
        });
    }
    if choices.each.len() < 2 {
        return;
    }
    let whole = choices.each.concat().len() == scope.fields.len();
    if choices.conditional && !whole {
        return;
    }
    for fields in each(&choices) {
        groups.push(Group {
            fields,
            speaker: finder.speaker,
            named: choices.certain,
            doubtful: choices.conditional || trigger.doubtful,
            reason: sentence.to_owned(),
        });
    }
}

/// One group for each way to take one field out of every choice: `a` or both `b` and `c` is `a` or
/// `b`, and `a` or `c`.
fn each(choices: &Choices) -> Vec<Vec<usize>> {
    const MOST: usize = 8;
    choices
        .each
        .iter()
        .fold(vec![Vec::new()], |groups, choice| {
            groups
                .iter()
                .flat_map(|group| {
                    choice
                        .iter()
                        .map(|field| [group.as_slice(), &[*field]].concat())
                })
                .take(MOST)
                .collect()
        })
        .into_iter()
        .map(|mut group| {
            group.sort_unstable();
            group.dedup();
            group
        })
        .filter(|group| group.len() > 1)
        .collect()
}

/// Fields that say 二选一 and name nobody are each other's partners where they are just two.
fn counted(unnamed: Vec<Unnamed>) -> Option<Group> {
    let of = unnamed.first()?.of;
    let agreed = unnamed.len() == of && unnamed.iter().all(|field| field.of == of);
    agreed.then(|| Group {
        fields: unnamed.iter().map(|field| field.field).collect(),
        speaker: None,
        named: false,
        doubtful: true,
        reason: unnamed
            .into_iter()
            .map(|field| field.reason)
            .collect::<Vec<_>>()
            .join("; "),
    })
}

/// The same group, told by each of its members, is one, and means what it seems to mean. Neither does
/// a part of another stand by itself: it would ask for more than the whole.
fn merged(groups: Vec<Group>) -> Vec<Group> {
    let mut kept: Vec<Group> = Vec::new();
    for group in groups {
        if let Some(same) = kept.iter_mut().find(|other| other.fields == group.fields) {
            same.named |= group.named || same.speaker != group.speaker;
            same.doubtful &= group.doubtful;
        } else if let Some(whole) = kept.iter_mut().find(|other| within(&group, other)) {
            whole.doubtful = true;
        } else if let Some(part) = kept.iter_mut().find(|other| within(other, &group)) {
            *part = Group {
                doubtful: true,
                ..group
            };
        } else {
            kept.push(group);
        }
    }
    kept
}

fn within(part: &Group, whole: &Group) -> bool {
    part.fields.iter().all(|field| whole.fields.contains(field))
}

/// A member that is required anyway leaves nothing to ask for.
fn settled(group: &Group, scope: &Scope<'_>) -> bool {
    group
        .fields
        .iter()
        .filter_map(|at| scope.fields.get(*at))
        .any(|field| field.required == Some(true))
}

fn proposal(group: Group, scope: &Scope<'_>) -> Proposal {
    Proposal {
        at: scope.at.clone(),
        reply: false,
        says: among(scope.fields, &group.fields),
        certain: group.named && !group.doubtful,
        reason: group.reason,
    }
}
