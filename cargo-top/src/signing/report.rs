//! What is told of a signature. Nothing in it is secret, but for a sign that was asked for.

mod given;
mod text;

use serde::Serialize;
use top_runtime::{MASK, SignMethod};

pub(crate) use given::{Verdict, Word};

use super::call::Given;
use super::compare::{self, Comparison};
use super::draft::LeftOut;
use super::mistakes::Scene;
use crate::hidden::{Hidden, is_secret, shown};

/// The answer of `cargo top sign`.
#[derive(Debug, Serialize)]
pub(crate) struct Answer {
    sign_method: &'static str,
    notes: Vec<String>,
    /// In the order of signing.
    signed: Vec<Signed>,
    left_out: Vec<LeftOut>,
    /// The text that is signed, masked.
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    sign: Option<String>,
    given_sign: Option<Verdict>,
    canonical: Option<Comparison>,
}

#[derive(Debug, Serialize)]
struct Signed {
    name: String,
    value: String,
}

/// What is held against the right signature.
#[derive(Default)]
pub(crate) struct Against<'a> {
    pub(crate) sign: Option<&'a str>,
    pub(crate) canonical: Option<&'a [u8]>,
}

impl Answer {
    /// Explains.
    pub(crate) fn of(scene: &Scene<'_>, left_out: Vec<LeftOut>, against: &Against<'_>) -> Self {
        let mut hidden = secrets(scene);
        against.sign.into_iter().for_each(|sign| hidden.add(sign));
        let mask = |text: &str| hidden.mask(text);
        let canonical = against
            .canonical
            .map(|theirs| compare::compare(scene, &left_out, theirs));
        Self {
            sign_method: scene.method.as_str(),
            notes: scene.call.notes.iter().map(|note| mask(note)).collect(),
            signed: signed(scene, &hidden),
            text: mask(&masked_text(scene)),
            sign: None,
            given_sign: against.sign.map(|sign| given::judge(scene, sign).map(mask)),
            canonical: canonical.map(|comparison| masked(comparison, &hidden)),
            left_out,
        }
    }

    /// Shows the sign itself.
    pub(crate) fn with_sign(mut self, sign: String) -> Self {
        self.sign = Some(sign);
        self
    }

    /// Adds what is odd about the surroundings.
    pub(crate) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// Whether whatever was held against the right signature agrees with it.
    pub(crate) fn agrees(&self) -> bool {
        let sign = self.given_sign.as_ref().is_none_or(Verdict::is_taken);
        sign && self
            .canonical
            .as_ref()
            .is_none_or(|comparison| comparison.equal)
    }
}

/// The app's secret, the sign, and whatever is secret in the call.
fn secrets(scene: &Scene<'_>) -> Hidden {
    let mut hidden = Hidden::default();
    hidden.add(scene.secret);
    hidden.add(&scene.sign());
    let params = scene.call.params.iter();
    for param in params.filter(|param| is_secret(&param.name)) {
        if let Given::Text(text) = &param.value {
            hidden.add(text);
        }
    }
    hidden
}

fn signed(scene: &Scene<'_>, hidden: &Hidden) -> Vec<Signed> {
    let pairs = scene.draft.pairs.iter();
    let one = pairs.map(|(name, value)| {
        let (name, value) = (
            String::from_utf8_lossy(name),
            String::from_utf8_lossy(value),
        );
        Signed {
            value: hidden.mask(shown(&name, &value)),
            name: name.into_owned(),
        }
    });
    one.collect()
}

/// The text with masks in their places, the secret at its ends where it belongs there.
fn masked_text(scene: &Scene<'_>) -> String {
    let mut masked = scene.draft.clone();
    for (name, value) in &mut masked.pairs {
        let text = String::from_utf8_lossy(value).into_owned();
        *value = shown(&String::from_utf8_lossy(name), &text)
            .as_bytes()
            .to_vec();
    }
    let end = if scene.method == SignMethod::Md5 {
        MASK
    } else {
        ""
    };
    format!("{end}{}{end}", String::from_utf8_lossy(&masked.text()))
}

fn masked(mut comparison: Comparison, hidden: &Hidden) -> Comparison {
    for says in &mut comparison.says {
        *says = hidden.mask(says);
    }
    for difference in &mut comparison.differences {
        difference.what = hidden.mask(&difference.what);
    }
    comparison
}
