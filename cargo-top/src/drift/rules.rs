//! The rules between the fields of a request.

use std::collections::BTreeSet;

use super::difference::Change;
use super::facts::Object;
use super::find::{Find, Place};

pub(super) fn compare(find: &mut Find<'_>, place: &Place, declared: &Object, documented: &Object) {
    let (own, others) = (told(declared), told(documented));
    for gone in own.difference(&others) {
        find.tell(place, Change::RuleRemoved, Some(gone.clone()), None);
    }
    for new in others.difference(&own) {
        find.tell(place, Change::RuleAdded, None, Some(new.clone()));
    }
}

/// The rules as sentences. A group has no order.
fn told(object: &Object) -> BTreeSet<String> {
    let groups = object.one_of.iter().map(|group| {
        let group: BTreeSet<&str> = group.iter().map(String::as_str).collect();
        let group: Vec<&str> = group.into_iter().collect();
        format!("one of {}", group.join(", "))
    });
    let conditions = object.required_if.iter();
    let conditions = conditions.map(|rule| format!("{} where {} is given", rule.field, rule.other));
    groups.chain(conditions).collect()
}
