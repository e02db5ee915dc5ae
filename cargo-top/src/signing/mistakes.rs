//! The well-known mistakes of other SDKs (protocol §3), tried one by one.

mod extras;
mod order;
mod secret;
mod timestamp;
mod values;

use std::iter;

use top_runtime::SignMethod;

use super::call::Call;
use super::draft::Draft;
use super::seal::{self, Seal};
pub(crate) use timestamp::shift as timestamp_shift;
pub(crate) use values::TWISTS;

/// A text that somebody may have signed instead.
#[derive(Debug, Clone)]
pub(crate) struct Variant {
    /// What was done to it, as a sentence without its full stop.
    pub(crate) says: String,
    pub(crate) draft: Draft,
    /// Whether it may come together with another mistake; what concerns one parameter only may not,
    /// for there are too many of those.
    general: bool,
    /// Whether the platform takes it all the same.
    pub(crate) tolerated: bool,
}

impl Variant {
    fn general(says: impl Into<String>, draft: Draft) -> Self {
        Self {
            says: says.into(),
            draft,
            general: true,
            tolerated: false,
        }
    }

    fn special(says: impl Into<String>, draft: Draft) -> Self {
        Self {
            general: false,
            ..Self::general(says, draft)
        }
    }
}

/// Everything that a sign is made of.
pub(crate) struct Scene<'a> {
    pub(crate) call: &'a Call,
    pub(crate) draft: &'a Draft,
    pub(crate) method: SignMethod,
    pub(crate) secret: &'a str,
}

/// What explains a sign that is not the right one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Explained {
    /// The mistakes, each a sentence without its full stop.
    pub(crate) says: Vec<String>,
    /// Whether the platform takes it all the same.
    pub(crate) tolerated: bool,
}

impl Scene<'_> {
    /// The right sign.
    pub(crate) fn sign(&self) -> String {
        seal::of(self.method)(self.secret, &self.draft.text())
    }

    /// Every text that one mistake makes of the right one.
    pub(crate) fn variants(&self) -> Vec<Variant> {
        self.variants_of(self.draft)
    }

    fn variants_of(&self, draft: &Draft) -> Vec<Variant> {
        let right = draft.text();
        let all = extras::variants(self, draft)
            .into_iter()
            .chain(values::variants(draft))
            .chain(order::variants(self.call, draft))
            .chain(timestamp::variants(draft));
        all.filter(|variant| variant.draft.text() != right)
            .collect()
    }

    /// The mistakes that make this sign (upper-case hex); as few as possible, two at most.
    pub(crate) fn explain(&self, sign: &str) -> Option<Explained> {
        let variants = self.variants();
        self.by_text(&variants, sign)
            .or_else(|| self.by_seal(sign))
            .or_else(|| self.by_both(&variants, sign))
            .or_else(|| self.by_two_texts(&variants, sign))
    }

    fn by_text(&self, variants: &[Variant], sign: &str) -> Option<Explained> {
        let seal = seal::of(self.method);
        let fits = |variant: &&Variant| seal(self.secret, &variant.draft.text()) == sign;
        variants.iter().find(fits).map(|variant| Explained {
            says: vec![variant.says.clone()],
            tolerated: variant.tolerated,
        })
    }

    fn by_seal(&self, sign: &str) -> Option<Explained> {
        let text = self.draft.text();
        let right = iter::once(("", seal::of(self.method)));
        let seals: Vec<(&str, Seal)> = right.chain(seal::OTHERS).collect();
        let own = (String::new(), self.secret.to_owned());
        let secrets: Vec<_> = iter::once(own).chain(secret::variants(self)).collect();
        for (by, seal) in seals {
            let fits = |(_, secret): &&(String, String)| seal(secret, &text) == sign;
            if let Some((with, _)) = secrets.iter().find(fits) {
                return Some(mistakes([said_of_seal(by), with.clone()]));
            }
        }
        None
    }

    fn by_both(&self, variants: &[Variant], sign: &str) -> Option<Explained> {
        for variant in variants {
            let text = variant.draft.text();
            let fits = |(_, seal): &&(&str, Seal)| seal(self.secret, &text) == sign;
            if let Some((by, _)) = seal::OTHERS.iter().find(fits) {
                return Some(mistakes([variant.says.clone(), said_of_seal(by)]));
            }
        }
        None
    }

    fn by_two_texts(&self, variants: &[Variant], sign: &str) -> Option<Explained> {
        let seal = seal::of(self.method);
        for first in variants.iter().filter(|variant| variant.general) {
            let both = self.variants_of(&first.draft);
            let mut general = both.iter().filter(|variant| variant.general);
            if let Some(second) = general.find(|it| seal(self.secret, &it.draft.text()) == sign) {
                return Some(mistakes([first.says.clone(), second.says.clone()]));
            }
        }
        None
    }
}

fn said_of_seal(by: &str) -> String {
    if by.is_empty() {
        String::new()
    } else {
        format!("the text was signed {by}")
    }
}

fn mistakes(says: [String; 2]) -> Explained {
    Explained {
        says: says.into_iter().filter(|says| !says.is_empty()).collect(),
        tolerated: false,
    }
}

#[cfg(test)]
mod tests;
