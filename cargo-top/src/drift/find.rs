//! All differences between two endpoints.

use std::collections::BTreeSet;

use super::difference::{Change, Difference, Side};
use super::facts::{Facts, Field, Kind, Object};
use super::{limit, rules};
use crate::write::escaped;

/// What the page says differently, in the order in which it is found.
pub(super) fn differences(declared: &Facts, documented: &Facts) -> Vec<Difference> {
    let mut find = Find {
        method: &declared.method,
        found: Vec::new(),
    };
    find.method(declared, documented);
    let top = Place::top(Side::Request);
    find.objects(&top, &declared.request, &documented.request);
    find.replies(declared, documented);
    find.found
}

/// A place in a request or reply.
pub(super) struct Place {
    side: Side,
    path: String,
}

impl Place {
    fn top(side: Side) -> Self {
        let path = String::new();
        Self { side, path }
    }

    pub(super) fn member(&self, name: &str) -> Self {
        let dot = if self.path.is_empty() { "" } else { "." };
        let path = format!("{}{dot}{name}", self.path);
        Self { path, ..*self }
    }

    fn items(&self, lists: usize) -> Self {
        let path = format!("{}{}", self.path, "[]".repeat(lists));
        Self { path, ..*self }
    }

    fn is_asked(&self) -> bool {
        self.side == Side::Request
    }
}

/// What was found so far.
pub(super) struct Find<'a> {
    method: &'a str,
    found: Vec<Difference>,
}

impl Find<'_> {
    pub(super) fn tell(
        &mut self,
        place: &Place,
        change: Change,
        from: Option<String>,
        to: Option<String>,
    ) {
        self.found.push(Difference {
            change,
            method: self.method.to_owned(),
            side: place.side,
            path: place.path.clone(),
            from,
            to,
        });
    }

    fn method(&mut self, declared: &Facts, documented: &Facts) {
        let here = Place::top(Side::Method);
        let session = [Change::SessionNeeded, Change::SessionNotNeeded];
        self.flag(&here, session, declared.session, documented.session);
        let read = [Change::Read, Change::NotARead];
        self.flag(&here, read, declared.read, documented.read);
        let named = |name: &Option<String>| Some(name.as_deref().unwrap_or("none").to_owned());
        let (from, to) = (&declared.idempotent_by, &documented.idempotent_by);
        if from != to {
            self.tell(&here, Change::Idempotency, named(from), named(to));
        }
        let (from, to) = (&declared.param, &documented.param);
        if from != to {
            self.tell(&here, Change::Param, named(from), named(to));
        }
    }

    /// One change where the page alone says so, another where the declaration alone does.
    fn flag(&mut self, place: &Place, changes: [Change; 2], declared: bool, documented: bool) {
        let [gained, lost] = changes;
        if declared != documented {
            let change = if documented { gained } else { lost };
            self.tell(place, change, None, None);
        }
    }

    fn replies(&mut self, declared: &Facts, documented: &Facts) {
        let (own, others) = (declared.reply_members(), documented.reply_members());
        let top = Place::top(Side::Reply);
        let find = |members: &[(&str, &Kind)], name: &str| members.iter().any(|(n, _)| *n == name);
        for (name, kind) in &others {
            match own.iter().find(|(own, _)| own == name) {
                Some((_, own)) => self.kinds(&top.member(name), own, kind),
                None => self.tell(
                    &top.member(name),
                    Change::Added,
                    None,
                    Some(kind.to_string()),
                ),
            }
        }
        for (name, kind) in own.iter().filter(|(name, _)| !find(&others, name)) {
            self.tell(
                &top.member(name),
                Change::Removed,
                Some(kind.to_string()),
                None,
            );
        }
    }

    fn objects(&mut self, place: &Place, declared: &Object, documented: &Object) {
        if declared.again || documented.again {
            return;
        }
        for field in &documented.fields {
            match declared.field(&field.name) {
                Some(own) => self.fields(&place.member(&field.name), own, field),
                None => self.added(&place.member(&field.name), field),
            }
        }
        for own in &declared.fields {
            if documented.field(&own.name).is_none() {
                let place = place.member(&own.name);
                self.tell(&place, Change::Removed, Some(own.kind.to_string()), None);
            }
        }
        if place.is_asked() {
            rules::compare(self, place, declared, documented);
        }
    }

    fn added(&mut self, place: &Place, field: &Field) {
        let change = if place.is_asked() && field.required {
            Change::AddedRequired
        } else {
            Change::Added
        };
        self.tell(place, change, None, Some(field.kind.to_string()));
    }

    fn fields(&mut self, place: &Place, declared: &Field, documented: &Field) {
        // What may be missing in a reply, no page says.
        if place.is_asked() {
            let required = [Change::NewlyRequired, Change::NewlyOptional];
            self.flag(place, required, declared.required, documented.required);
            limit::compare(self, place, declared, documented);
        }
        self.kinds(place, &declared.kind, &documented.kind);
        let (from, to) = (&declared.description, &documented.description);
        if words(from) != words(to) && words(from) != words(&escaped(to)) {
            self.tell(
                place,
                Change::Reworded,
                Some(from.clone()),
                Some(to.clone()),
            );
        }
    }

    fn kinds(&mut self, place: &Place, declared: &Kind, documented: &Kind) {
        if let Some(change) = retyped(declared, documented) {
            self.tell(
                place,
                change,
                Some(declared.to_string()),
                Some(documented.to_string()),
            );
            return;
        }
        self.codes(place, declared, documented);
        if let (Some(own), Some(object)) = (&declared.object, &documented.object) {
            self.objects(&place.items(declared.lists), own, object);
        }
    }

    fn codes(&mut self, place: &Place, declared: &Kind, documented: &Kind) {
        let values = |kind: &Kind| -> BTreeSet<String> {
            kind.codes.iter().map(|code| code.value.clone()).collect()
        };
        let (own, others) = (values(declared), values(documented));
        let only = |some: &BTreeSet<String>, others: &BTreeSet<String>| {
            let only: Vec<_> = some.difference(others).cloned().collect();
            Some(only.join(", ")).filter(|only| !only.is_empty())
        };
        if let Some(gone) = only(&own, &others) {
            self.tell(place, Change::CodesRemoved, Some(gone), None);
        }
        if let Some(new) = only(&others, &own) {
            self.tell(place, Change::CodesAdded, None, Some(new));
        }
    }
}

/// A text without what comments are wrapped by.
fn words(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

/// Whether a value is written another way, or means another amount.
fn retyped(declared: &Kind, documented: &Kind) -> Option<Change> {
    let same_lists = declared.lists == documented.lists;
    let (own, other) = (&*declared.r#type, &*documented.r#type);
    let same = match (own, other) {
        // A type of the user's own stands for whatever is JSON.
        ("any", "any" | "object" | "Json" | "String") => same_lists || declared.lists == 0,
        // Both are text to the platform.
        ("String", "Json") | ("Json", "String") => same_lists,
        (own, other) => own == other && same_lists,
    };
    let only_unit = same_lists && own != other && is_amount(declared) && is_amount(documented);
    if only_unit || same && declared.unit != documented.unit {
        Some(Change::Unit)
    } else {
        (!same).then_some(Change::Retyped)
    }
}

/// Whether it is an amount of money, or a decimal that may be one.
fn is_amount(kind: &Kind) -> bool {
    kind.unit.is_some() || kind.r#type == "BigDecimal"
}
