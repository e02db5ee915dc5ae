//! One caller, who wants one thing to happen once and does as the errors tell.

use std::sync::Arc;

use top_runtime::Client;

use crate::habit::{Belief, Habit};
use crate::line::Mortal;
use crate::purpose::Purpose;
use crate::world::World;

/// One caller at one purpose.
pub(crate) struct Pursuit {
    pub(crate) world: Arc<World>,
    pub(crate) purpose: Purpose,
    pub(crate) name: u64,
    pub(crate) habit: Habit,
    pub(crate) is_alone: bool,
}

impl Pursuit {
    /// Calls until it is done, or not to be repeated, or patience ends.
    pub(crate) async fn pursue(self) -> Vec<Belief> {
        let (world, purpose) = (&*self.world, self.purpose);
        let mut beliefs = Vec::new();
        for attempt in 0..world.random.of(1..4) {
            world.trouble(purpose);
            let repeats = self.habit == Habit::RepeatsAnyhow;
            let key = if repeats { attempt } else { 0 };
            let belief = self.call(&world.client(self.habit), key).await;
            beliefs.push(self.habit.believes(belief));
            self.judge(&beliefs);
            let again = match beliefs.last() {
                Some(Belief::Nothing) => true,
                // Under an intent it is the client who sees to it that nothing is done twice.
                Some(Belief::Open) => purpose.guarded || purpose.may_be_repeated() || repeats,
                _ => false,
            };
            if !again {
                break;
            }
        }
        beliefs
    }

    async fn call(&self, client: &Client, key: u64) -> Belief {
        let random = &self.world.random;
        let steps = random.percent(25).then(|| random.of(1..12));
        let lived = Mortal::new(self.purpose.call(client, key), steps).await;
        let Some(outcome) = lived else {
            self.world
                .note(format!("{}: the caller died", self.purpose));
            return Belief::Open;
        };
        Belief::of(&outcome)
    }

    /// Holds against the books what the caller believes at this moment.
    fn judge(&self, beliefs: &[Belief]) {
        let (world, caller) = (
            &self.world,
            format!("{}: caller {}", self.purpose, self.name),
        );
        let effects = self.purpose.effects(&world.books);
        world.note(format!("{caller} believes {beliefs:?}, {effects} effects"));
        let denies = if self.purpose.guarded {
            // Under an intent the answer is about all that was ever done for it.
            beliefs.last() == Some(&Belief::Nothing)
        } else {
            self.is_alone && all_deny(beliefs)
        };
        if denies && effects > 0 {
            world.accuse(format!("{caller} has denied it"));
        }
        if effects == 0 && beliefs.contains(&Belief::Done) {
            world.accuse(format!("{caller} is wrong"));
        }
    }
}

pub(crate) fn all_deny(beliefs: &[Belief]) -> bool {
    beliefs.iter().all(|belief| *belief == Belief::Nothing)
}
