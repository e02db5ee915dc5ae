//! How callers behave, and what they believe.

use top_runtime::{Effect, Error};

/// How callers behave. All but the careful ones are there to be caught.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Habit {
    Careful,
    /// Repeats what must not be repeated.
    RepeatsAnyhow,
    /// Takes "nobody knows" for "nothing happened".
    Denies,
    /// Takes "nobody knows" for "it was done".
    Boasts,
    /// Keeps intents where nobody finds them.
    Forgets,
}

/// What a caller believes of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Belief {
    Done,
    Nothing,
    /// Nobody knows; a caller who died knows nothing either.
    Open,
}

impl Belief {
    /// What an outcome tells.
    pub(crate) fn of<T>(outcome: &Result<T, Error>) -> Self {
        match outcome.as_ref().map_err(Error::effect) {
            Ok(_) | Err(Effect::Applied) => Self::Done,
            Err(Effect::None) => Self::Nothing,
            Err(_) => Self::Open,
        }
    }
}

impl Habit {
    /// The others are there to be caught without.
    pub(crate) fn keeps_intents(self) -> bool {
        matches!(self, Self::Careful | Self::Forgets)
    }

    pub(crate) fn believes(self, belief: Belief) -> Belief {
        match (belief, self) {
            (Belief::Open, Self::Denies) => Belief::Nothing,
            (Belief::Open, Self::Boasts) => Belief::Done,
            (belief, _) => belief,
        }
    }
}
