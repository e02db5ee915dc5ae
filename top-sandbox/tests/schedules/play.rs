//! One schedule: callers who want things to happen once, and do as the errors tell them.

use std::sync::Arc;

use top_runtime::{Client, Effect, Error, TopApi};

use crate::line::Mortal;
use crate::purpose::{Kind, Purpose};
use crate::world::World;

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
}

/// What a caller believes of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Belief {
    Done,
    Nothing,
    /// Nobody knows; a caller who died knows nothing either.
    Open,
}

/// What became of one purpose.
pub(crate) struct Fate {
    purpose: Purpose,
    beliefs: Vec<Belief>,
}

/// Plays a schedule; an `Err` tells what is wrong, and what happened.
pub(crate) fn play(seed: u64, habit: Habit) -> Result<(), String> {
    let (world, fates) = played(seed, habit);
    let mut offences = world.accusations();
    offences.extend(fates.iter().filter_map(|fate| fate.offence(&world)));
    if offences.is_empty() {
        Ok(())
    } else {
        let story = world.story().join("\n  ");
        Err(format!("{}\n  {story}", offences.join("\n")))
    }
}

/// Plays a schedule to its end, when nothing is under way any more.
pub(crate) fn played(seed: u64, habit: Habit) -> (Arc<World>, Vec<Fate>) {
    // Time that stands still until everybody waits: a schedule takes no longer than its work.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    let world = Arc::new(World::new(seed));
    let fates = runtime.block_on(act(Arc::clone(&world), habit));
    world.sandbox.release();
    (world, fates)
}

async fn act(world: Arc<World>, habit: Habit) -> Vec<Fate> {
    let releasing = Arc::clone(&world);
    let releaser = tokio::spawn(async move { releasing.release_now_and_then().await });
    let mut callers = Vec::new();
    for number in 0..world.random.size(1..5) {
        let kind = [Kind::Uncharge, Kind::ReversePoint, Kind::CompleteRefund];
        let kind = kind[world.random.size(0..3)];
        let purpose = Purpose { kind, number };
        purpose.prepare(&world.books);
        callers.push((purpose, call_out(&world, purpose, habit)));
    }
    let mut fates = Vec::new();
    for (purpose, callers) in callers {
        let mut beliefs = Vec::new();
        for caller in callers {
            beliefs.extend(caller.await.unwrap());
        }
        fates.push(Fate { purpose, beliefs });
    }
    releaser.abort();
    fates
}

type Caller = tokio::task::JoinHandle<Vec<Belief>>;

/// Where a repeat is harmless there may be two at it at once.
fn call_out(world: &Arc<World>, purpose: Purpose, habit: Habit) -> Vec<Caller> {
    let may_be_two = purpose.may_be_repeated() && world.random.percent(40);
    let callers = if may_be_two { 2 } else { 1 };
    (0..callers)
        .map(|name| {
            let caller = Pursuit {
                world: Arc::clone(world),
                purpose,
                name,
                habit,
                is_alone: callers == 1,
            };
            tokio::spawn(caller.pursue())
        })
        .collect()
}

/// One caller at one purpose.
struct Pursuit {
    world: Arc<World>,
    purpose: Purpose,
    name: u64,
    habit: Habit,
    is_alone: bool,
}

impl Pursuit {
    /// Calls until it is done, or not to be repeated, or patience ends.
    async fn pursue(self) -> Vec<Belief> {
        let (world, purpose) = (&*self.world, self.purpose);
        let mut beliefs = Vec::new();
        let client = world.client();
        for attempt in 0..world.random.of(1..4) {
            world.trouble(purpose);
            let repeats = self.habit == Habit::RepeatsAnyhow;
            let key = if repeats { attempt } else { 0 };
            let belief = attempt_once(world, &client, purpose, key).await;
            beliefs.push(self.habit.believes(belief));
            self.judge(&beliefs);
            let again = match beliefs.last() {
                Some(Belief::Nothing) => true,
                Some(Belief::Open) => purpose.may_be_repeated() || repeats,
                _ => false,
            };
            if !again {
                break;
            }
        }
        beliefs
    }

    /// Holds against the books what the caller believes at this moment.
    fn judge(&self, beliefs: &[Belief]) {
        let Self {
            world,
            purpose,
            name,
            ..
        } = self;
        let effects = purpose.effects(&world.books);
        world.note(format!(
            "{purpose}: caller {name} believes {beliefs:?}, {effects} effects"
        ));
        if self.is_alone && effects > 0 && all_deny(beliefs) {
            world.accuse(format!("{purpose}: denied by caller {name}"));
        }
        if effects == 0 && beliefs.contains(&Belief::Done) {
            world.accuse(format!("{purpose}: caller {name} is wrong"));
        }
    }
}

fn all_deny(beliefs: &[Belief]) -> bool {
    beliefs.iter().all(|belief| *belief == Belief::Nothing)
}

async fn attempt_once(world: &World, client: &Client, purpose: Purpose, key: u64) -> Belief {
    let steps = world.random.percent(25).then(|| world.random.of(1..12));
    match Mortal::new(call(client, purpose, key), steps).await {
        Some(Ok(())) => Belief::Done,
        Some(Err(error)) => match error.effect() {
            Effect::None => Belief::Nothing,
            Effect::Applied => Belief::Done,
            _ => Belief::Open,
        },
        None => {
            world.note(format!("{purpose}: the caller died"));
            Belief::Open
        }
    }
}

async fn call(client: &Client, purpose: Purpose, key: u64) -> Result<(), Error> {
    async fn send<A: TopApi>(client: &Client, request: A) -> Result<(), Error> {
        client.send(&request).await.map(drop)
    }
    match purpose.kind {
        Kind::Uncharge => send(client, purpose.uncharge(key)).await,
        Kind::ReversePoint => send(client, purpose.reverse_point(key)).await,
        Kind::CompleteRefund => send(client, purpose.complete_refund(key)).await,
    }
}

impl Habit {
    fn believes(self, belief: Belief) -> Belief {
        match (belief, self) {
            (Belief::Open, Self::Denies) => Belief::Nothing,
            (Belief::Open, Self::Boasts) => Belief::Done,
            (belief, _) => belief,
        }
    }
}

impl Fate {
    /// Holds what callers believe against the books.
    fn offence(&self, world: &World) -> Option<String> {
        let effects = self.purpose.effects(&world.books);
        let offence = if all_deny(&self.beliefs) && effects > 0 {
            "denied"
        } else if effects > 1 {
            "doubled"
        } else if self.beliefs.contains(&Belief::Done) && effects == 0 {
            "wrong"
        } else {
            return None;
        };
        let beliefs = &self.beliefs;
        Some(format!(
            "{}: {offence}: {effects} effects, {beliefs:?}",
            self.purpose
        ))
    }
}
