//! Holds the text that another SDK signed against the right one, parameter by parameter.

mod align;
mod ends;
mod value;

use serde::Serialize;

use super::draft::{Draft, LeftOut, Pair};
use super::mistakes::Scene;

/// How another text differs from the right one.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Comparison {
    /// Whether they are the same.
    pub(crate) equal: bool,
    /// What is said of the text as a whole.
    pub(crate) says: Vec<String>,
    /// What is said of one parameter each.
    pub(crate) differences: Vec<Difference>,
}

/// One parameter that differs.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Difference {
    pub(crate) name: String,
    pub(crate) what: String,
}

impl Difference {
    fn new(name: &[u8], what: impl Into<String>) -> Self {
        Self {
            name: String::from_utf8_lossy(name).into_owned(),
            what: what.into(),
        }
    }
}

/// Compares. The other text may have the secret at its ends, or a mask in its place.
pub(crate) fn compare(scene: &Scene<'_>, left_out: &[LeftOut], theirs: &[u8]) -> Comparison {
    let right = scene.draft.text();
    let inner = ends::cut(theirs, scene, &right);
    let mut comparison = Comparison {
        says: inner.says,
        ..Comparison::default()
    };
    if inner.text == right {
        comparison.equal = comparison.says.is_empty();
        comparison.says.extend(inner.remarks);
        return comparison;
    }
    comparison.says.extend(inner.remarks);
    let known = scene
        .variants()
        .into_iter()
        .find(|variant| variant.draft.text() == inner.text);
    comparison
        .says
        .extend(known.as_ref().map(|variant| variant.says.clone()));
    let names: Vec<&[u8]> = left_out.iter().map(|left| left.name.as_bytes()).collect();
    let mut aligned = align::align(&inner.text, scene.draft, &names);
    comparison
        .says
        .extend(ends::lead(&aligned.lead, scene.secret));
    ends::cut_tail(&mut aligned, scene.draft);
    comparison.says.extend(align::unjoined(&mut aligned.pairs));
    if known.is_none() {
        comparison.says.extend(order(&aligned.pairs));
    }
    comparison.differences = differences(scene.draft, left_out, &aligned.pairs);
    comparison
}

/// Names that do not stand as they are sorted.
fn order(theirs: &[Pair]) -> Option<String> {
    let names = theirs.iter().zip(theirs.iter().skip(1));
    let (first, second) = names.map(|(a, b)| (&a.0, &b.0)).find(|(a, b)| a > b)?;
    let (first, second) = (
        String::from_utf8_lossy(first),
        String::from_utf8_lossy(second),
    );
    Some(format!(
        "the order differs: `{first}` stands before `{second}`, and names are sorted by bytes"
    ))
}

fn differences(ours: &Draft, left_out: &[LeftOut], theirs: &[Pair]) -> Vec<Difference> {
    let missing = ours
        .pairs
        .iter()
        .filter(|(name, _)| !theirs.iter().any(|(other, _)| other == name));
    let missing = missing
        .map(|(name, _)| Difference::new(name, "is missing there: it is sent, so it is signed"));
    let mut seen: Vec<&[u8]> = Vec::new();
    let mut differences: Vec<Difference> = missing.collect();
    for (name, value) in theirs {
        if seen.contains(&name.as_slice()) {
            differences.push(Difference::new(name, "stands there twice"));
        } else {
            differences.extend(difference(ours, left_out, name, value));
        }
        seen.push(name);
    }
    differences
}

fn difference(
    ours: &Draft,
    left_out: &[LeftOut],
    name: &[u8],
    theirs: &[u8],
) -> Option<Difference> {
    let own = ours.pairs.iter().find(|(known, _)| known == name);
    let left = left_out.iter().find(|left| left.name.as_bytes() == name);
    let what = match (own, left) {
        (Some((_, own)), _) if own == theirs => return None,
        (Some((name, own)), _) => value::how(name, own, theirs),
        (None, Some(left)) => format!(
            "is signed there{}, and is left out: {}",
            value::as_text(name, theirs),
            left.why
        ),
        (None, None) => format!(
            "is extra there{}: the input does not have it",
            value::as_text(name, theirs)
        ),
    };
    Some(Difference::new(name, what))
}

#[cfg(test)]
mod tests;
