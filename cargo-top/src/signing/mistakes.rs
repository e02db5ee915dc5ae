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

/// How many bytes of text a search may sign: what a person waits for.
const WORK: usize = 32 << 20;

/// A text that somebody may have signed instead.
#[derive(Debug, Clone)]
pub(crate) struct Variant {
    /// What was done to it, as a sentence without its full stop.
    pub(crate) says: String,
    pub(crate) draft: Draft,
    /// Whether the platform takes it all the same.
    pub(crate) tolerated: bool,
}

impl Variant {
    fn new(says: impl Into<String>, draft: Draft) -> Self {
        Self {
            says: says.into(),
            draft,
            tolerated: false,
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
        let draft = self.draft;
        let special = values::singles(draft)
            .into_iter()
            .chain(order::late(draft))
            .chain(timestamp::variants(draft));
        let special = special.filter(|variant| variant.draft != *draft);
        self.general(draft).into_iter().chain(special).collect()
    }

    /// The mistakes that may come together with another one: those of one parameter only are too
    /// many for that.
    fn general(&self, draft: &Draft) -> Vec<Variant> {
        let all = extras::variants(self, draft)
            .into_iter()
            .chain(values::general(draft))
            .chain(order::general(self.call, draft));
        all.filter(|variant| variant.draft != *draft).collect()
    }

    /// The mistakes that make this sign (upper-case hex); as few as possible, two at most.
    pub(crate) fn explain(&self, sign: &str) -> Option<Explained> {
        self.by_text(sign)
            .or_else(|| self.by_seal(sign))
            .or_else(|| self.by_both(sign))
            .or_else(|| self.by_two_texts(sign))
    }

    fn by_text(&self, sign: &str) -> Option<Explained> {
        let seal = seal::of(self.method);
        let fits = |variant: &Variant| seal(self.secret, &variant.draft.text()) == sign;
        let variant = self.variants().into_iter().find(fits)?;
        Some(Explained {
            says: vec![variant.says],
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

    fn by_both(&self, sign: &str) -> Option<Explained> {
        let variants = self.variants();
        let seals = |variant| seal::OTHERS.iter().map(move |seal| (variant, seal));
        let mut all = variants.iter().flat_map(seals).take(self.affordable());
        let (variant, (by, _)) =
            all.find(|(variant, (_, seal))| seal(self.secret, &variant.draft.text()) == sign)?;
        Some(mistakes([variant.says.clone(), said_of_seal(by)]))
    }

    fn by_two_texts(&self, sign: &str) -> Option<Explained> {
        let seal = seal::of(self.method);
        let firsts = self.general(self.draft).into_iter();
        let mut both = firsts
            .flat_map(|first| {
                let seconds = self.general(&first.draft).into_iter();
                seconds.map(move |second| (first.says.clone(), second))
            })
            .take(self.affordable());
        let (first, second) = both.find(|(_, it)| seal(self.secret, &it.draft.text()) == sign)?;
        Some(mistakes([first, second.says]))
    }

    /// How many texts like this one may be signed in a search.
    fn affordable(&self) -> usize {
        WORK / self.draft.text().len().max(1)
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
