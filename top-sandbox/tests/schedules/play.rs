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
    let offences: Vec<_> = fates
        .iter()
        .filter_map(|fate| fate.offence(&world))
        .collect();
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
    let callers = 0..if may_be_two { 2 } else { 1 };
    callers
        .map(|name| {
            let world = Arc::clone(world);
            tokio::spawn(async move { pursue(&world, purpose, name, habit).await })
        })
        .collect()
}

/// Calls until it is done, or not to be repeated, or patience ends.
async fn pursue(world: &World, purpose: Purpose, name: u64, habit: Habit) -> Vec<Belief> {
    let mut beliefs = Vec::new();
    let client = world.client();
    for attempt in 0..world.random.of(1..4) {
        world.trouble(purpose);
        let key = if habit == Habit::RepeatsAnyhow {
            attempt
        } else {
            0
        };
        let belief = habit.believes(attempt_once(world, &client, purpose, key).await);
        world.note(format!("{purpose}: caller {name} believes {belief:?}"));
        beliefs.push(belief);
        let again = match belief {
            Belief::Done => false,
            Belief::Nothing => true,
            Belief::Open => purpose.may_be_repeated() || habit == Habit::RepeatsAnyhow,
        };
        if !again {
            break;
        }
    }
    beliefs
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
        let all_deny = self.beliefs.iter().all(|belief| *belief == Belief::Nothing);
        let offence = if all_deny && effects > 0 {
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
