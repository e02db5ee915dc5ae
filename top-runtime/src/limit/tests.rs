//! The limiter as a whole, in virtual time: nothing here sleeps.

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
    let later = limiter.admit("m", Lane::Urgent, now + 31_000 * SECOND);
    assert_eq!(later.unwrap_err().time(), 63 * SECOND);
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
