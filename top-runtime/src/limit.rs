//! How many calls go out: quotas that the user names, bans that the platform imposes, and lanes
//! that say who goes first.
//!
//! A call is admitted, or told how long to wait; nothing here sleeps or sends. A quota is kept by
//! governor as one bucket: [`quota`] says how lanes share it. A refused call uses up nothing: all
//! quotas of a call are looked at before any is taken from.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

mod ban;
mod lane;
mod quota;
mod rates;
mod wait;

pub(crate) use ban::Ban;
pub use lane::Lane;
pub use rates::RateLimits;
pub(crate) use wait::Wait;

use ban::Bans;
use quota::Quota;
use wait::Caller;

/// Decides which call of an app may go now.
///
/// A call asks [`admit`](Self::admit); refused, it sleeps for [`Wait::time`] where its deadline
/// allows, keeping the [`Wait`], and hands it to [`admit_after`](Self::admit_after).
pub(crate) struct Limiter {
    /// Whether there is a quota or a ban to look at. Without them a call costs this one load.
    active: AtomicBool,
    /// Quotas count time from here.
    origin: Instant,
    rules: Mutex<Rules>,
}

#[derive(Default)]
struct Rules {
    app: Option<Quota>,
    methods: HashMap<Box<str>, Quota>,
    bans: Bans,
}

impl Limiter {
    pub(crate) fn new(limits: &RateLimits) -> Self {
        let limiter = Self {
            active: AtomicBool::new(false),
            origin: Instant::now(),
            rules: Mutex::default(),
        };
        limiter.set(limits);
        limiter
    }

    /// Puts these quotas, full, in the place of what there was. Bans stay.
    pub(crate) fn set(&self, limits: &RateLimits) {
        let quota = |per_second| Quota::new(per_second, limits.urgent_percent());
        let methods = limits.methods();
        let mut rules = self.rules();
        rules.app = limits.of_app().map(quota);
        rules.methods = methods
            .map(|(method, per_second)| (method.into(), quota(per_second)))
            .collect();
        self.active.store(rules.any(), Ordering::Relaxed);
    }

    /// Lets a call go now, or says how long it must wait at least and why.
    ///
    /// A refusal uses up nothing.
    pub(crate) fn admit(&self, method: &str, lane: Lane, now: Instant) -> Result<(), Wait> {
        if !self.active.load(Ordering::Relaxed) {
            return Ok(());
        }
        self.decide(Caller::New(lane), method, now)
    }

    /// The same for a call that waited as it was told: it keeps its place in the queue.
    pub(crate) fn admit_after(&self, wait: Wait, method: &str, now: Instant) -> Result<(), Wait> {
        self.decide(Caller::Back(wait.into_place()), method, now)
    }

    fn decide(&self, caller: Caller, method: &str, now: Instant) -> Result<(), Wait> {
        let mut rules = self.rules();
        if let Some(banned) = rules.bans.holding(method, now) {
            return Err(banned.wait(caller, now));
        }
        // False where the last ban is over.
        self.active.store(rules.any(), Ordering::Relaxed);
        rules.take(caller, method, now.saturating_duration_since(self.origin))
    }

    /// Remembers a ban that the platform imposed (protocol §6.2).
    pub(crate) fn ban(&self, ban: Ban<'_>, until: Instant) {
        let mut rules = self.rules();
        rules.bans.learn(ban, until);
        self.active.store(true, Ordering::Relaxed);
    }

    /// Takes note of a reply that was no refusal for too many calls: where the platform lifted a
    /// ban early, this ends it here too.
    pub(crate) fn answered(&self, method: &str) {
        if self.active.load(Ordering::Relaxed) {
            self.rules().bans.lift(method);
        }
    }

    fn rules(&self) -> MutexGuard<'_, Rules> {
        // Nothing in here is ever half done, whoever panicked.
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Rules {
    fn any(&self) -> bool {
        self.app.is_some() || !self.methods.is_empty() || !self.bans.is_empty()
    }

    fn take(&self, caller: Caller, method: &str, now: Duration) -> Result<(), Wait> {
        let quotas = [self.app.as_ref(), self.methods.get(method)];
        let quotas = || quotas.into_iter().flatten();
        let slowest = quotas()
            .map(|quota| (quota.look(caller.lane(), now), quota))
            .max_by_key(|(wait, _)| *wait);
        match slowest {
            Some((wait, quota)) if !wait.is_zero() => Err(quota.wait(caller, wait)),
            _ => {
                quotas().for_each(|quota| quota.take(now));
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests;
