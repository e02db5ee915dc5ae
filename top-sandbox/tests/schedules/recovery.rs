//! After the last caller: a program that starts anew finds out what was left open.

use top_runtime::Client;
use top_runtime::intent::{How, Intent, State};

use crate::habit::{Belief, Habit};
use crate::purpose::Purpose;
use crate::world::World;

/// Resolves what is left, and holds against the books what the store says then.
pub(crate) async fn recover(world: &World, purposes: &[Purpose]) {
    world.sandbox.clear_faults();
    world.sandbox.release();
    for purpose in purposes.iter().filter(|purpose| purpose.guarded) {
        expect_known(world, *purpose);
    }
    let client = world.client(Habit::Careful);
    let settled = client.resolve_all(top_apis::ENDPOINTS).await.unwrap();
    world.note(format!("{} open intents were looked into", settled.len()));
    for purpose in purposes.iter().filter(|purpose| purpose.guarded) {
        expect_known(world, *purpose);
        expect_once(world, &client, *purpose).await;
    }
}

fn stored(world: &World, purpose: Purpose) -> Option<State> {
    let intent = world.intents.find(&purpose.to_string());
    intent.as_ref().map(Intent::state).cloned()
}

/// What happened is known to the store, or at least that it may have.
fn expect_known(world: &World, purpose: Purpose) {
    let (state, effects) = (stored(world, purpose), purpose.effects(&world.books));
    world.note(format!("{purpose}: stored as {state:?}, {effects} effects"));
    let offence = match state {
        None if effects > 0 => "lost",
        Some(State::Ended(ending)) => match ending.how {
            How::Applied if effects == 0 => "wrong",
            How::NotApplied if effects > 0 => "denied",
            _ => return,
        },
        _ => return,
    };
    world.accuse(format!("{purpose}: {offence} by the store"));
}

/// The same intent once more does it, or finds it done; or nobody knows, and nothing is done.
async fn expect_once(world: &World, client: &Client, purpose: Purpose) {
    let state = stored(world, purpose);
    let before = purpose.effects(&world.books);
    let belief = Belief::of(&purpose.call(client, 0).await);
    let after = purpose.effects(&world.books);
    world.note(format!("{purpose}: in the end {belief:?}, {after} effects"));
    let left_alone = state == Some(State::Open) && !purpose.may_be_repeated();
    let as_expected = if left_alone {
        belief == Belief::Open && after == before
    } else {
        belief == Belief::Done && after == 1
    };
    if !as_expected {
        world.accuse(format!(
            "{purpose}: wrong in the end, {before} effects before"
        ));
    }
}
