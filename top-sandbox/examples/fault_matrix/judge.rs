//! What happened in a cell, and whether anything about it is an offence.

use top_runtime::resolve::Resolution;
use top_runtime::{Effect, Error};

/// What a client says of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Claim {
    /// It had its effect.
    Done,
    /// It had none.
    Nothing,
    /// Nobody knows.
    Open,
}

impl Claim {
    pub(crate) fn of<T>(outcome: &Result<T, Error>) -> Self {
        match outcome.as_ref().map_err(Error::effect) {
            Ok(_) | Err(Effect::Applied) => Self::Done,
            Err(Effect::None) => Self::Nothing,
            Err(_) => Self::Open,
        }
    }

    pub(crate) fn of_resolution(resolution: &Resolution) -> Self {
        match resolution {
            Resolution::Applied(_) => Self::Done,
            Resolution::NotApplied => Self::Nothing,
            _ => Self::Open,
        }
    }
}

/// One call and what came of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Record {
    /// Whether the endpoint changes anything.
    pub(crate) writes: bool,
    /// What the client said, first and later.
    pub(crate) claims: Vec<Claim>,
    /// A value or a statement that is not true.
    pub(crate) untrue: Option<String>,
    /// What the books hold of this call, when nothing is under way any more.
    pub(crate) effects: u64,
    /// What they hold when the user did as told.
    pub(crate) effects_in_the_end: u64,
    /// An intent that was stored and is not there.
    pub(crate) lost: bool,
}

/// What must not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Offence {
    /// More than one effect.
    Doubled,
    /// An effect of a call that had none, says the client.
    Denied,
    /// Another definite answer that is false.
    Wrong,
    /// A stored intent that is gone.
    Lost,
}

impl Offence {
    pub(crate) const ALL: [Self; 4] = [Self::Doubled, Self::Denied, Self::Wrong, Self::Lost];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Doubled => "doubled",
            Self::Denied => "denied",
            Self::Wrong => "wrong",
            Self::Lost => "lost",
        }
    }
}

impl Record {
    pub(crate) fn offences(&self) -> Vec<Offence> {
        let all = Offence::ALL.into_iter();
        all.filter(|offence| self.shows(*offence)).collect()
    }

    fn shows(&self, offence: Offence) -> bool {
        let said = |claim| self.claims.contains(&claim);
        match offence {
            Offence::Doubled => self.effects > 1 || self.effects_in_the_end > 1,
            Offence::Denied => said(Claim::Nothing) && self.effects > 0,
            Offence::Wrong => {
                let boasted = self.writes && said(Claim::Done) && self.effects == 0;
                boasted || self.untrue.is_some()
            }
            Offence::Lost => self.lost,
        }
    }
}
