//! Where a declaration and its page no longer say the same.
//!
//! Both sides are [`Facts`]. A page is read twice: once with what is certain only, once with what
//! its prose lets one guess. Where a declaration agrees with either reading, a person has decided;
//! only where it agrees with neither is there a drift.

mod accepted;
mod declared;
mod difference;
mod documented;
mod facts;
mod find;
mod limit;
mod report;
mod rules;

pub use accepted::Accepted;
pub use declared::{CrateError, declared};
pub use difference::{Change, Difference, Severity, Side};
pub use documented::Documented;
pub use facts::Facts;
pub(crate) use report::Report;

use serde::Serialize;

/// What a comparison came to, the gravest first.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Drift {
    /// What a page says and its declaration does not, or the other way round.
    pub found: Vec<Difference>,
    /// What a page may be understood to say; for a person to decide, once.
    pub notes: Vec<Difference>,
    /// Where only the words differ.
    pub reworded: Vec<Difference>,
}

impl Drift {
    /// Compares one declaration with its page.
    #[must_use]
    pub fn between(declared: &Facts, documented: &Documented) -> Self {
        let told = |difference: &Difference| {
            documented.tells_session || difference.change != Change::SessionNotNeeded
        };
        let certain = find::differences(declared, &documented.certain);
        let guessed = find::differences(declared, &documented.guessed);
        let (reworded, guessed): (_, Vec<_>) = guessed
            .into_iter()
            .partition(|difference| difference.change == Change::Reworded);
        let (found, notes) = guessed.into_iter().filter(told).partition(|difference| {
            let mut certain = certain.iter();
            certain.any(|certain| certain.is_about_the_same(difference))
        });
        let drift = Self {
            found,
            notes,
            reworded,
        };
        drift.sorted()
    }

    /// Puts several together.
    #[must_use]
    pub fn all(each: impl IntoIterator<Item = Self>) -> Self {
        let all = each.into_iter().fold(Self::default(), |mut all, each| {
            all.found.extend(each.found);
            all.notes.extend(each.notes);
            all.reworded.extend(each.reworded);
            all
        });
        all.sorted()
    }

    fn sorted(mut self) -> Self {
        self.found.sort();
        self.notes.sort();
        self.reworded.sort();
        self
    }
}

#[cfg(test)]
mod tests;
