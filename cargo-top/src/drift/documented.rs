//! What a page says, with and without guesses.

use super::facts::Facts;
use crate::description::Description;
use crate::load::load;
use crate::plan::plan;
use crate::rules::{Proposal, Says, propose};

/// A page, read with and without guesses.
#[derive(Debug, Clone)]
pub struct Documented {
    /// What it says without a doubt.
    pub(super) certain: Facts,
    /// What it says if all guesses are right.
    pub(super) guessed: Facts,
    /// Whether it says anything about sessions: a page without a sample call does not.
    pub(super) tells_session: bool,
}

impl Documented {
    /// What this description says.
    ///
    /// # Errors
    /// What is loaded cannot be read back.
    pub fn of(description: &Description) -> Result<Self, serde_json::Error> {
        let mut proposals = propose(description);
        let certain = proposals.iter().filter(|proposal| proposal.certain);
        let certain: Vec<_> = certain.cloned().collect();
        let asks = |proposal: &Proposal| matches!(proposal.says, Says::Session);
        let tells_session = description.session.is_some() || proposals.iter().any(asks);
        for proposal in &mut proposals {
            proposal.certain = true;
        }
        let facts = |proposals: &[_]| Facts::of(load(&plan(description, proposals, None)));
        Ok(Self {
            certain: facts(&certain)?,
            guessed: facts(&proposals)?,
            tells_session,
        })
    }
}
