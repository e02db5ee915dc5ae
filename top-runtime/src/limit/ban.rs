//! Bans that the platform imposed.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::wait::{Caller, Queue, Wait, Why};

/// What the platform holds back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ban<'m> {
    /// Every call of the app.
    App,
    /// The calls of this method.
    Method(&'m str),
}

impl<'m> Ban<'m> {
    /// What an error about too many calls holds back (protocol §6.2): the day's limit is the
    /// app's, every other limit, and one without a `sub_code`, that of the method called.
    pub(crate) fn of(sub_code: Option<&str>, method: &'m str) -> Self {
        match sub_code {
            Some("accesscontrol.limited-by-app-access-count") => Self::App,
            _ => Self::Method(method),
        }
    }
}

/// A method's name may come from outside: so many are remembered.
const MOST: usize = 1024;
/// Calls that waited for the end of a ban come back so far apart: which rate the platform would
/// bear then, nobody knows.
const APART: Duration = Duration::from_millis(20);

/// A day's limit can be reset in the platform's console. Who waited for its end would not notice,
/// so of the calls that a ban holds one goes out this often: refused again, it did nothing.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// The bans that hold.
#[derive(Default)]
pub(super) struct Bans {
    app: Option<Banned>,
    methods: HashMap<Box<str>, Banned>,
    /// When the next of them is over.
    next_end: Option<Instant>,
}

pub(super) struct Banned {
    until: Instant,
    /// When one call may go and see, and whether one went.
    next_look: Option<Instant>,
    looked: bool,
    queue: Queue,
}

impl Bans {
    pub(super) fn is_empty(&self) -> bool {
        self.next_end.is_none()
    }

    /// Remembers a ban. Of two for the same, the longer one counts.
    pub(super) fn learn(&mut self, ban: Ban<'_>, until: Instant) {
        let banned = match ban {
            Ban::App => self.app.get_or_insert_with(|| Banned::new(until)),
            Ban::Method(method) => {
                if self.methods.len() >= MOST && !self.methods.contains_key(method) {
                    self.forget_soonest();
                }
                let methods = self.methods.entry(method.into());
                methods.or_insert_with(|| Banned::new(until))
            }
        };
        banned.until = banned.until.max(until);
        banned.looked = false;
        self.next_end = self.ends().min();
    }

    fn ends(&self) -> impl Iterator<Item = Instant> {
        let bans = self.app.iter().chain(self.methods.values());
        bans.map(|banned| banned.until)
    }

    fn forget_soonest(&mut self) {
        let soonest = self.methods.iter().min_by_key(|(_, banned)| banned.until);
        if let Some(method) = soonest.map(|(method, _)| method.clone()) {
            self.methods.remove(&method);
        }
    }

    /// Forgets the bans that are over.
    fn sweep(&mut self, now: Instant) {
        self.app.take_if(|banned| banned.until <= now);
        self.methods.retain(|_, banned| banned.until > now);
        self.next_end = self.ends().min();
    }

    /// The ban that holds this method longest.
    pub(super) fn holding(&mut self, method: &str, now: Instant) -> Option<&Banned> {
        if self.next_end.is_some_and(|end| end <= now) {
            self.sweep(now);
        }
        let bans = [self.app.as_mut(), self.methods.get_mut(method)];
        let longest = bans
            .into_iter()
            .flatten()
            .max_by_key(|banned| banned.until)?;
        (!longest.may_look(now)).then_some(longest)
    }

    /// Forgets the bans of a method after a reply that knew nothing of them, where a call went to
    /// see.
    pub(super) fn lift(&mut self, method: &str) {
        self.app.take_if(|banned| banned.looked);
        if self.methods.get(method).is_some_and(|banned| banned.looked) {
            self.methods.remove(method);
        }
        self.next_end = self.ends().min();
    }
}

impl Banned {
    fn new(until: Instant) -> Self {
        Self {
            until,
            next_look: None,
            looked: false,
            queue: Queue::default(),
        }
    }

    fn may_look(&mut self, now: Instant) -> bool {
        let looks = self.next_look.is_some_and(|look| look <= now);
        if looks || self.next_look.is_none() {
            self.next_look = now.checked_add(LOOK_EVERY);
        }
        self.looked |= looks;
        looks
    }

    /// A place in the queue for the end of the ban.
    pub(super) fn wait(&self, caller: Caller, now: Instant) -> Wait {
        let left = self.until.saturating_duration_since(now);
        self.queue.wait(caller, left, APART, Why::Ban)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{Ban, Bans, Caller, MOST};
    use crate::Lane;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn the_day_s_limit_is_the_app_s_and_every_other_the_method_s() {
        let of = |sub_code| Ban::of(sub_code, "m");
        assert_eq!(
            of(Some("accesscontrol.limited-by-app-access-count")),
            Ban::App
        );
        for sub_code in [
            Some("accesscontrol.limited-by-api-access-count"),
            Some("accesscontrol.limited-by-app-api-access-count"),
            Some("accesscontrol.limited-by-dynamic-access-count"),
            Some("isp.call-limited"),
            None,
        ] {
            assert_eq!(of(sub_code), Ban::Method("m"), "{sub_code:?}");
        }
    }

    #[test]
    fn a_ban_holds_until_it_is_over_and_is_then_forgotten() {
        let (mut bans, now) = (Bans::default(), Instant::now());
        bans.learn(Ban::Method("m"), now + SECOND);
        bans.learn(Ban::Method("m"), now + SECOND / 2);
        assert!(bans.holding("other", now).is_none());
        let wait = bans
            .holding("m", now)
            .unwrap()
            .wait(Caller::New(Lane::Normal), now);
        assert_eq!(wait.time(), SECOND);
        assert!(bans.holding("m", now + SECOND).is_none());
        assert!(bans.is_empty() && bans.methods.is_empty());
    }

    #[test]
    fn once_a_minute_a_call_goes_to_see_whether_the_ban_was_lifted() {
        let (mut bans, now) = (Bans::default(), Instant::now());
        let long = now + 31_062 * SECOND;
        bans.learn(Ban::App, long);
        let held = |bans: &mut Bans, seconds| bans.holding("m", now + seconds * SECOND).is_some();
        let seen = [0, 59, 60, 61, 119, 120].map(|seconds| held(&mut bans, seconds));
        assert_eq!(seen, [true, true, false, true, true, false]);
        // Refused again: the ban stays, whatever earlier calls still bring home.
        bans.learn(Ban::App, long);
        bans.lift("m");
        assert!(held(&mut bans, 121));
        // Answered: it is over.
        assert!(!held(&mut bans, 180));
        bans.lift("m");
        assert!(!held(&mut bans, 181) && bans.is_empty());
    }

    #[test]
    fn the_longer_ban_of_app_and_method_counts() {
        let (mut bans, now) = (Bans::default(), Instant::now());
        bans.learn(Ban::App, now + SECOND);
        bans.learn(Ban::Method("m"), now + 2 * SECOND);
        let mut wait = |method| {
            bans.holding(method, now)
                .unwrap()
                .wait(Caller::New(Lane::Urgent), now)
                .time()
        };
        assert_eq!((wait("m"), wait("other")), (2 * SECOND, SECOND));
    }

    #[test]
    fn any_number_of_methods_takes_bounded_room() {
        let (mut bans, now) = (Bans::default(), Instant::now());
        bans.learn(Ban::Method("long"), now + 31_062 * SECOND);
        for number in 0..3 * MOST {
            bans.learn(Ban::Method(&number.to_string()), now + SECOND);
        }
        assert_eq!(bans.methods.len(), MOST);
        assert!(bans.holding("long", now).is_some());
    }
}
