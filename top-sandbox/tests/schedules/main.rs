//! Random schedules of faults, crashes and concurrent callers, against the books: no effect is
//! doubled or denied, no definite answer is wrong, and nothing that was begun is forgotten.
//!
//! Schedules 0 to 1999 are played; `TOP_SCHEDULES=100000` plays more. A schedule that fails is
//! printed with the command that plays it again: it depends on nothing but its number.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, its helpers included"
)]

mod habit;
mod line;
mod play;
mod purpose;
mod pursuit;
mod random;
mod recovery;
mod world;

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use habit::Habit;
use play::play;

/// How many schedules an ordinary test run plays.
const SCHEDULES: u64 = 2_000;

fn number(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    let number = text.parse();
    Some(number.unwrap_or_else(|_| panic!("{variable} must be a number: {text}")))
}

/// Plays these schedules on all processors, and gives the first that fails.
fn first_failure(schedules: u64, habit: Habit) -> Option<(u64, String)> {
    let next = AtomicU64::new(0);
    let failed = Mutex::new(None::<(u64, String)>);
    let work = || {
        while let seed = next.fetch_add(1, Ordering::Relaxed)
            && seed < schedules
            && failed.lock().unwrap().is_none()
        {
            if let Err(report) = play(seed, habit) {
                let mut failed = failed.lock().unwrap();
                if failed.as_ref().is_none_or(|(first, _)| seed < *first) {
                    *failed = Some((seed, report));
                }
            }
        }
    };
    std::thread::scope(|threads| {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        for _ in 0..processors {
            threads.spawn(work);
        }
    });
    failed.into_inner().unwrap()
}

#[test]
fn nothing_is_doubled_denied_wrong_or_lost() {
    let failure = match number("TOP_SCHEDULE_SEED") {
        Some(seed) => play(seed, Habit::Careful)
            .err()
            .map(|report| (seed, report)),
        None => first_failure(number("TOP_SCHEDULES").unwrap_or(SCHEDULES), Habit::Careful),
    };
    if let Some((seed, report)) = failure {
        panic!(
            "schedule {seed} failed\n{report}\nplay it again: \
             TOP_SCHEDULE_SEED={seed} cargo test --locked -p top-sandbox --test schedules nothing"
        );
    }
}

/// The test must be able to fail.
#[test]
fn careless_callers_are_caught() {
    for (habit, offence) in [
        (Habit::RepeatsAnyhow, "doubled"),
        (Habit::Denies, "denied"),
        (Habit::Boasts, "wrong"),
        (Habit::Forgets, "lost"),
    ] {
        let mut reports = (0..SCHEDULES).filter_map(|seed| play(seed, habit).err());
        let caught = reports.any(|report| report.contains(offence));
        assert!(caught, "{habit:?}");
    }
}

#[test]
fn a_schedule_is_the_same_every_time() {
    for seed in 0..20 {
        let (first, again) = (world::events(seed), world::events(seed));
        assert_eq!(first, again, "schedule {seed}");
        assert!(!first.is_empty());
    }
}
