//! One schedule, from its callers to what is found out after them.

use std::sync::Arc;

use tokio::task::JoinHandle;

use crate::habit::{Belief, Habit};
use crate::purpose::{Kind, Purpose};
use crate::pursuit::{Pursuit, all_deny};
use crate::recovery::recover;
use crate::world::World;

/// Plays a schedule; an `Err` tells what is wrong, and what happened.
pub(crate) fn play(seed: u64, habit: Habit) -> Result<(), String> {
    let world = played(seed, habit);
    let offences = world.accusations();
    if offences.is_empty() {
        Ok(())
    } else {
        let story = world.story().join("\n  ");
        Err(format!("{}\n  {story}", offences.join("\n")))
    }
}

/// Plays a schedule to its end, when nothing is under way any more.
pub(crate) fn played(seed: u64, habit: Habit) -> Arc<World> {
    // Time that stands still until everybody waits: a schedule takes no longer than its work.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    let world = Arc::new(World::new(seed));
    runtime.block_on(act(&world, habit));
    world
}

async fn act(world: &Arc<World>, habit: Habit) {
    let releasing = Arc::clone(world);
    let releaser = tokio::spawn(async move { releasing.release_now_and_then().await });
    let mut all = Vec::new();
    for number in 0..world.random.size(1..5) {
        let purpose = Purpose {
            kind: [Kind::Uncharge, Kind::ReversePoint, Kind::CompleteRefund]
                [world.random.size(0..3)],
            number,
            guarded: habit.keeps_intents() && world.random.percent(60),
        };
        purpose.prepare(&world.books);
        all.push((purpose, call_out(world, purpose, habit)));
    }
    let mut purposes = Vec::new();
    for (purpose, callers) in all {
        let mut beliefs = Vec::new();
        for caller in callers {
            beliefs.extend(caller.await.unwrap());
        }
        purposes.push((purpose, beliefs));
    }
    releaser.abort();
    world.sandbox.release();
    for (purpose, beliefs) in &purposes {
        judge(world, *purpose, beliefs);
    }
    let purposes: Vec<_> = purposes.into_iter().map(|(purpose, _)| purpose).collect();
    recover(world, &purposes).await;
}

/// Where a repeat is harmless there may be two at it at once.
fn call_out(world: &Arc<World>, purpose: Purpose, habit: Habit) -> Vec<JoinHandle<Vec<Belief>>> {
    let is_harmless = purpose.guarded || purpose.may_be_repeated();
    let callers = if is_harmless && world.random.percent(40) {
        2
    } else {
        1
    };
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

/// Holds what all callers believe against the books.
fn judge(world: &World, purpose: Purpose, beliefs: &[Belief]) {
    let effects = purpose.effects(&world.books);
    let offence = if all_deny(beliefs) && effects > 0 {
        "denied"
    } else if effects > 1 {
        "doubled"
    } else if beliefs.contains(&Belief::Done) && effects == 0 {
        "wrong"
    } else {
        return;
    };
    world.accuse(format!(
        "{purpose}: {offence}: {effects} effects, {beliefs:?}"
    ));
}
