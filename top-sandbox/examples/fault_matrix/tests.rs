//! The matrix must be able to fail: careless clients are caught.

use crate::cell::{Cell, Retry};
use crate::habit::Habit;
use crate::judge::Offence;
use crate::operation::Operation;
use crate::trouble::Trouble;

async fn offences(trouble: Trouble, operation: Operation, habit: Habit) -> Vec<Offence> {
    let cell = Cell {
        trouble,
        retry: Retry::Off,
        operation,
    };
    cell.run(habit).await.unwrap().offences()
}

#[tokio::test]
async fn the_client_is_innocent() {
    for operation in Operation::ALL {
        let found = offences(Trouble::CutAfterProcessing, operation, Habit::Careful).await;
        assert_eq!(found, [], "{operation:?}");
    }
}

#[tokio::test]
async fn a_client_that_sends_again_under_a_new_key_is_caught() {
    for operation in [Operation::ReversePoint, Operation::CompleteRefund] {
        for trouble in [Trouble::CutAfterProcessing, Trouble::TimeoutAfter] {
            let found = offences(trouble, operation, Habit::Resends).await;
            assert!(
                found.contains(&Offence::Doubled),
                "{operation:?} {trouble:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_client_that_denies_is_caught() {
    for trouble in [Trouble::CutMidReply, Trouble::PastTheDeadline] {
        let found = offences(trouble, Operation::CompleteRefund, Habit::Denies).await;
        assert!(found.contains(&Offence::Denied), "{trouble:?}");
    }
}

#[tokio::test]
async fn a_client_that_boasts_is_caught() {
    for trouble in [Trouble::CutBeforeFirstByte, Trouble::StaleConnection] {
        let found = offences(trouble, Operation::Uncharge, Habit::Boasts).await;
        assert!(found.contains(&Offence::Wrong), "{trouble:?}");
    }
}

#[tokio::test]
async fn a_client_that_forgets_is_caught() {
    let found = offences(Trouble::Garbage, Operation::ReversePoint, Habit::Forgets).await;
    assert!(found.contains(&Offence::Lost));
}
