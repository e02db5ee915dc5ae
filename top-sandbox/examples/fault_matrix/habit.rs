//! Whose work is judged: all but the careful client are there to be caught.

use top_runtime::Error;

use crate::Failure;
use crate::judge::Claim;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Habit {
    /// The client as it is.
    Careful,
    /// Sends again when nobody knows, under a new key.
    Resends,
    /// Says that nothing happened when nobody knows.
    Denies,
    /// Says that it was done when nobody knows.
    Boasts,
    /// Keeps its intents in memory.
    Forgets,
}

impl Habit {
    /// The one of this name, the careful client without one.
    pub(crate) fn asked(name: Option<&str>) -> Result<Self, Failure> {
        match name {
            None => Ok(Self::Careful),
            Some("resends") => Ok(Self::Resends),
            Some("denies") => Ok(Self::Denies),
            Some("boasts") => Ok(Self::Boasts),
            Some("forgets") => Ok(Self::Forgets),
            Some(other) => {
                Err(format!("no habit {other}: resends, denies, boasts or forgets").into())
            }
        }
    }

    /// What it makes of an outcome.
    pub(crate) fn says(self, outcome: &Result<bool, Error>) -> Claim {
        match (Claim::of(outcome), self) {
            (Claim::Open, Self::Denies) => Claim::Nothing,
            (Claim::Open, Self::Boasts) => Claim::Done,
            (claim, _) => claim,
        }
    }
}
