//! The limiter as a whole, in virtual time: nothing here sleeps.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::thread;
use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest};

use super::{Ban, Limiter, RateLimits};
use crate::Lane;

const SECOND: Duration = Duration::from_secs(1);
const MILLI: Duration = Duration::from_millis(1);

fn any_lane() -> impl Strategy<Value = Lane> {
    prop_oneof![
        Just(Lane::Urgent),
        Just(Lane::Normal),
        Just(Lane::Background)
    ]
}

/// The calls admitted so far, and whether a second was ever too full.
#[derive(Default)]
struct Admitted(Vec<Instant>);

impl Admitted {
    fn ask(&mut self, limiter: &Limiter, lane: Lane, now: Instant) -> bool {
        let admitted = limiter.admit("m", lane, now).is_ok();
        if admitted {
            self.0.push(now);
        }
        admitted
    }

    fn most_in_a_second(&self) -> usize {
        let mut first = 0;
        let within = self.0.iter().enumerate().map(|(last, at)| {
            while at.duration_since(self.0[first]) >= SECOND {
                first += 1;
            }
            last - first + 1
        });
        within.max().unwrap_or(0)
    }
}

#[test]
fn without_quota_and_ban_everything_goes() {
    let limiter = Limiter::new(&RateLimits::new());
    assert!((0..1000).all(|_| limiter.admit("m", Lane::Background, Instant::now()).is_ok()));
}

#[test]
fn a_quota_of_one_method_holds_no_other() {
    let limiter = Limiter::new(&RateLimits::new().method("m", 1));
    let now = Instant::now();
    assert!(limiter.admit("m", Lane::Normal, now).is_ok());
    let wait = limiter.admit("m", Lane::Normal, now).unwrap_err();
    assert_eq!((wait.time(), wait.is_ban()), (SECOND, false));
    assert!(limiter.admit("other", Lane::Background, now).is_ok());
    drop(wait);
    assert!(limiter.admit("m", Lane::Normal, now + SECOND).is_ok());
}

#[test]
fn a_refused_call_uses_up_neither_quota() {
    let limiter = Limiter::new(&RateLimits::new().app(2).method("m", 1).urgent_share(0));
    let now = Instant::now();
    assert!(limiter.admit("m", Lane::Normal, now).is_ok());
    let half = now + SECOND / 2;
    for _ in 0..10 {
        assert!(limiter.admit("m", Lane::Normal, half).is_err());
    }
    assert!(limiter.admit("other", Lane::Normal, half).is_ok());
    // Here it is the app's quota that refuses, and the method's that is left alone.
    let full = now + SECOND;
    assert!(limiter.admit("other", Lane::Normal, full).is_ok());
    assert!(limiter.admit("m", Lane::Normal, full).is_err());
    assert!(limiter.admit("m", Lane::Normal, full + SECOND / 2).is_ok());
}

#[test]
fn a_background_flood_leaves_the_urgent_share_and_what_normal_calls_get() {
    let limiter = Limiter::new(&RateLimits::new().app(40).urgent_share(20));
    let now = Instant::now();
    let go = |lane| {
        (0..99)
            .take_while(|_| limiter.admit("m", lane, now).is_ok())
            .count()
    };
    assert_eq!(go(Lane::Background), 1);
    assert_eq!(go(Lane::Normal), 4);
    assert_eq!(go(Lane::Urgent), 8);
}

#[test]
fn a_ban_is_remembered_and_not_slept_through() {
    let limiter = Limiter::new(&RateLimits::new());
    let now = Instant::now();
    limiter.ban(Ban::Method("m"), now + 31_063 * SECOND);
    let wait = limiter.admit("m", Lane::Urgent, now).unwrap_err();
    assert_eq!((wait.time(), wait.is_ban()), (31_063 * SECOND, true));
    assert!(limiter.admit("other", Lane::Background, now).is_ok());
    drop(wait);
    let later = limiter.admit("m", Lane::Urgent, now + 59 * SECOND);
    assert_eq!(later.unwrap_err().time(), 31_004 * SECOND);
    assert!(
        limiter
            .admit("m", Lane::Background, now + 31_063 * SECOND)
            .is_ok()
    );
    assert!(!limiter.active.load(std::sync::atomic::Ordering::Relaxed));
}

#[test]
fn a_ban_of_the_app_holds_every_method() {
    let limiter = Limiter::new(&RateLimits::new().app(1));
    let now = Instant::now();
    limiter.ban(Ban::App, now + SECOND);
    assert!(limiter.admit("m", Lane::Urgent, now).is_err());
    // A call that the ban held used up nothing of the quota.
    assert!(limiter.admit("m", Lane::Urgent, now + SECOND).is_ok());
    assert!(limiter.active.load(std::sync::atomic::Ordering::Relaxed));
}

#[test]
fn threads_that_ask_at_once_get_what_the_bucket_holds() {
    let limiter = Limiter::new(&RateLimits::new().app(40).urgent_share(20));
    let now = Instant::now();
    let asking = || {
        (0..50)
            .filter(|_| limiter.admit("m", Lane::Urgent, now).is_ok())
            .count()
    };
    let admitted: usize = thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(asking)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .sum()
    });
    assert_eq!(admitted, 13);
}

/// Lets calls that come at these times wait as they are told, and gives for each how long that
/// was, and how often it had asked.
fn patient(limiter: &Limiter, calls: &[(Duration, Lane)]) -> Vec<(Duration, u32)> {
    let start = Instant::now();
    let mut waited = vec![(Duration::ZERO, 0); calls.len()];
    let mut waits: Vec<_> = calls.iter().map(|_| None).collect();
    let arrivals = calls.iter().enumerate();
    let mut asking: BinaryHeap<_> = arrivals.map(|(at, call)| Reverse((call.0, at))).collect();
    while let Some(Reverse((time, call))) = asking.pop() {
        let (arrival, lane) = calls[call];
        waited[call] = (time.abs_diff(arrival), waited[call].1 + 1);
        let asked = match waits[call].take() {
            None => limiter.admit("m", lane, start + time),
            Some(wait) => limiter.admit_after(wait, "m", start + time),
        };
        if let Err(wait) = asked {
            asking.push(Reverse((time + wait.time(), call)));
            waits[call] = Some(wait);
        }
    }
    waited
}

fn slowest(waited: &[(Duration, u32)]) -> Duration {
    waited.iter().map(|call| call.0).max().unwrap()
}

#[test]
fn a_crowd_comes_back_one_by_one_and_the_urgent_ones_first() {
    let limiter = Limiter::new(&RateLimits::new().app(40).urgent_share(20));
    let mut calls = vec![(Duration::ZERO, Lane::Background); 100];
    calls.extend([(Duration::ZERO, Lane::Urgent); 20]);
    let waited = patient(&limiter, &calls);
    let (background, urgent) = waited.split_at(100);
    // 13 go at once, the others a twenty-eighth of a second apart.
    assert!(
        slowest(urgent) <= SECOND * 8 / 28 + MILLI,
        "{:?}",
        slowest(urgent)
    );
    assert!(
        slowest(background) <= SECOND * 120 / 28,
        "{:?}",
        slowest(background)
    );
    let asked: u32 = waited.iter().map(|call| call.1).sum();
    assert!(asked <= 3 * 120, "{asked}");
}

#[test]
fn a_queue_keeps_its_order_while_urgent_calls_pass_it() {
    let limiter = Limiter::new(&RateLimits::new().app(40).urgent_share(20));
    let mut calls = vec![(Duration::ZERO, Lane::Background); 200];
    calls.extend((0..80).map(|number| (number * SECOND / 8, Lane::Urgent)));
    let waited = patient(&limiter, &calls);
    let (background, urgent) = waited.split_at(200);
    assert_eq!(slowest(urgent), Duration::ZERO);
    assert!(background.is_sorted_by_key(|call| call.0));
    assert!(slowest(background) <= SECOND * 280 / 28);
    assert!(background.iter().all(|call| call.1 <= 8));
}

#[test]
fn the_end_of_a_ban_is_no_stampede() {
    let limiter = Limiter::new(&RateLimits::new());
    limiter.ban(Ban::App, Instant::now() + 5 * SECOND);
    let waited = patient(&limiter, &[(Duration::ZERO, Lane::Normal); 50]);
    let apart = |pair: &[(Duration, u32)]| pair[1].0.abs_diff(pair[0].0);
    assert!(waited.windows(2).all(|pair| apart(pair) >= 10 * MILLI));
    assert!(waited.iter().all(|call| call.1 == 2));
}

proptest! {
    #[test]
    fn no_second_sees_more_than_the_quota(
        per_second in 1_u32..60,
        percent in 0_u8..=40,
        calls in vec((any_lane(), 0_u64..60), 1..400),
    ) {
        let limiter = Limiter::new(&RateLimits::new().app(per_second).urgent_share(percent));
        let (mut admitted, mut now) = (Admitted::default(), Instant::now());
        for (lane, millis) in calls {
            now += Duration::from_millis(millis);
            admitted.ask(&limiter, lane, now);
        }
        prop_assert!(admitted.most_in_a_second() <= per_second as usize);
    }

    #[test]
    fn urgent_calls_within_their_share_never_wait_whatever_else_comes(
        per_second in 4_u32..200,
        percent in 1_u8..=40,
        bursts in vec(0_u64..1500, 1..6),
    ) {
        let limiter = Limiter::new(&RateLimits::new().method("m", per_second).urgent_share(percent));
        let share = per_second * u32::from(percent) / 100;
        let (mut admitted, mut now) = (Admitted::default(), Instant::now());
        for pause in bursts {
            let next = now + SECOND + Duration::from_millis(pause);
            while now < next {
                while admitted.ask(&limiter, Lane::Background, now) {}
                while admitted.ask(&limiter, Lane::Normal, now) {}
                now += 11 * MILLI;
            }
            for _ in 0..share {
                prop_assert!(admitted.ask(&limiter, Lane::Urgent, now));
            }
        }
        prop_assert!(admitted.most_in_a_second() <= per_second as usize);
    }

    #[test]
    fn who_waits_as_long_as_told_is_admitted(
        per_second in 1_u32..500,
        percent in 0_u8..=40,
        lane in any_lane(),
        before in 0_usize..50,
    ) {
        let limiter = Limiter::new(&RateLimits::new().app(per_second).urgent_share(percent));
        let now = Instant::now();
        for _ in 0..before {
            let _ = limiter.admit("m", Lane::Urgent, now);
        }
        let time = match limiter.admit("m", lane, now) {
            Ok(()) => Duration::ZERO,
            Err(wait) => wait.time(),
        };
        if !time.is_zero() {
            let early = now + time.saturating_sub(Duration::from_nanos(1));
            prop_assert!(limiter.admit("m", lane, early).is_err());
            prop_assert_eq!(limiter.admit("m", lane, now + time).err().map(|wait| wait.time()), None);
        }
    }
}
