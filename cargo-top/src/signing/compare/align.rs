//! Finds the parameters in a text that has nothing between them.

use std::collections::HashMap;

use crate::signing::draft::{Draft, Pair};
use crate::signing::mistakes::TWISTS;

/// Places at which a name may stand that are looked at; more are a text without parameters.
const PLACES: usize = 2_000;

/// Names that other SDKs send, in the input or not.
const COMMON: [&str; 16] = [
    "access_token",
    "app_key",
    "app_secret",
    "customerId",
    "fields",
    "format",
    "method",
    "partner_id",
    "refresh_token",
    "session",
    "sign",
    "sign_method",
    "simplify",
    "target_app_key",
    "timestamp",
    "v",
];

/// A text taken apart.
#[derive(Debug)]
pub(super) struct Aligned {
    /// What stands before the first parameter.
    pub(super) lead: Vec<u8>,
    pub(super) pairs: Vec<Pair>,
}

/// A place where a parameter may begin.
struct Place<'a> {
    at: usize,
    name: &'a [u8],
    /// Whether a parameter of this name is signed here.
    own: bool,
}

/// What the best reading from a place on is worth, and where the next parameter begins.
#[derive(Clone, Copy)]
struct Best {
    worth: i64,
    next: Option<usize>,
}

/// Takes a text apart so that as many values as possible are those that are known; of readings
/// that are equally good, the one with fewer parameters, and sorted ones.
pub(super) fn align(text: &[u8], ours: &Draft, more: &[&[u8]]) -> Aligned {
    let places = places(text, ours, more);
    let values = Values::of(ours);
    let mut best: Vec<Best> = vec![
        Best {
            worth: 0,
            next: None
        };
        places.len()
    ];
    for (index, place) in places.iter().enumerate().rev() {
        let found = onwards(text, &places, &best, &values, index, place);
        if let Some(slot) = best.get_mut(index) {
            *slot = found;
        }
    }
    let lead_cost = |place: &Place<'_>| if place.at > 0 { 100 } else { 0 };
    let first = places.iter().zip(&best).enumerate();
    let first = first.max_by_key(|(index, (place, best))| {
        (best.worth - lead_cost(place), std::cmp::Reverse(*index))
    });
    walk(text, &places, &best, first.map(|(index, _)| index))
}

fn places<'a>(text: &[u8], ours: &'a Draft, more: &[&'a [u8]]) -> Vec<Place<'a>> {
    let own: Vec<&[u8]> = ours
        .pairs
        .iter()
        .map(|(name, _)| name.as_slice())
        .filter(|name| !name.is_empty())
        .collect();
    let common = COMMON.iter().map(|name| name.as_bytes());
    let mut names: Vec<&[u8]> = own
        .iter()
        .copied()
        .chain(more.iter().copied())
        .chain(common)
        .collect();
    names.sort_unstable();
    names.dedup();
    let mut places: Vec<Place<'_>> = Vec::new();
    for at in 0..text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let here = names.iter().filter(|name| rest.starts_with(name));
        places.extend(here.map(|&name| Place {
            at,
            name,
            own: own.contains(&name),
        }));
        if places.len() > PLACES {
            break;
        }
    }
    places
}

/// The best way on from this place.
fn onwards(
    text: &[u8],
    places: &[Place<'_>],
    best: &[Best],
    values: &Values,
    index: usize,
    place: &Place<'_>,
) -> Best {
    let start = place.at + place.name.len();
    let last = text.get(start..).unwrap_or_default();
    let mut found = Best {
        worth: values.worth(place, last),
        next: None,
    };
    let later = places.iter().zip(best).enumerate().skip(index + 1);
    for (next, (other, rest)) in later.filter(|(_, (other, _))| other.at >= start) {
        let value = text.get(start..other.at).unwrap_or_default();
        // One more of the names that are expected, at its place; one in the middle of a value
        // makes no more of them.
        let sorted = if other.own && place.name < other.name {
            300
        } else {
            0
        };
        let worth = values.worth(place, value) + sorted + rest.worth;
        if worth > found.worth {
            found = Best {
                worth,
                next: Some(next),
            };
        }
    }
    found
}

fn walk(text: &[u8], places: &[Place<'_>], best: &[Best], first: Option<usize>) -> Aligned {
    let start = first
        .and_then(|first| places.get(first))
        .map_or(text.len(), |place| place.at);
    let mut pairs = Vec::new();
    let mut at = first;
    while let Some(place) = at.and_then(|at| places.get(at)) {
        at = at.and_then(|at| best.get(at)).and_then(|best| best.next);
        let end = at
            .and_then(|next| places.get(next))
            .map_or(text.len(), |next| next.at);
        let value = text
            .get(place.at + place.name.len()..end)
            .unwrap_or_default();
        pairs.push((place.name.to_vec(), value.to_vec()));
    }
    Aligned {
        lead: text.get(..start).unwrap_or_default().to_vec(),
        pairs,
    }
}

/// The values that are expected, in all their forms.
struct Values(HashMap<Vec<u8>, Vec<Vec<u8>>>);

impl Values {
    fn of(ours: &Draft) -> Self {
        let forms = |value: &[u8]| {
            let text = String::from_utf8_lossy(value);
            let twisted = TWISTS.iter().map(|twist| (twist.apply)(&text));
            std::iter::once(value.to_vec()).chain(twisted).collect()
        };
        Self(
            ours.pairs
                .iter()
                .map(|(name, value)| (name.clone(), forms(value)))
                .collect(),
        )
    }

    /// What it is worth that this value stands behind this name.
    fn worth(&self, place: &Place<'_>, value: &[u8]) -> i64 {
        // Some SDKs join with these.
        let value = value.strip_prefix(b"=").unwrap_or(value);
        let value = value.strip_suffix(b"&").unwrap_or(value);
        match self.0.get(place.name) {
            Some(forms) if forms.first().is_some_and(|own| own == value) => 1000,
            Some(forms) if forms.iter().any(|form| form == value) => 800,
            Some(forms) if forms.first().is_some_and(|own| value.starts_with(own)) => 300,
            _ if place.own => -100,
            _ => -20,
        }
    }
}

/// Takes off the `=` before and the `&` behind every value, where a text has them.
pub(super) fn unjoined(pairs: &mut [Pair]) -> Option<String> {
    let all_but_last = pairs.len().saturating_sub(1);
    let equals = !pairs.is_empty() && pairs.iter().all(|(_, value)| value.starts_with(b"="));
    let ampersands = all_but_last > 0
        && pairs
            .iter()
            .take(all_but_last)
            .all(|(_, value)| value.ends_with(b"&"));
    if equals {
        for (_, value) in pairs.iter_mut() {
            value.remove(0);
        }
    }
    if ampersands {
        for (_, value) in pairs.iter_mut().take(all_but_last) {
            value.pop();
        }
    }
    let between = match (equals, ampersands) {
        (false, false) => return None,
        (true, true) => "`=` and `&`",
        (true, false) => "`=`",
        (false, true) => "`&`",
    };
    Some(format!(
        "names and values are joined with {between} there: nothing belongs between them"
    ))
}
