//! A call from its first attempt to its last, for every endpoint alike: nothing here is generic.
//!
//! What may be sent again is decided by what became of the attempt, never by how it looks: an
//! attempt without effect may always be followed by another; one whose effect nobody knows only
//! where a repeat does no harm, with the very same parameters.

use std::any::Any;
use std::time::{Duration, Instant};

use tracing::Instrument as _;

use super::arrived::Arrived;
use super::core::Core;
use super::guarded::settle;
use super::history::History;
use super::prepared::Prepared;
use super::timer::can_wait;
use super::watch::Watch;
use crate::error::{Error, Throttled};
use crate::limit::Ban;
use crate::retry::{RetryPolicy, random};
use crate::send::BoxFuture;

/// The value of a call, of whatever type its endpoint gives, and the platform's id of the call.
pub(super) struct Landed {
    pub(super) value: Box<dyn Any + Send>,
    pub(super) request_id: Option<String>,
}

impl Landed {
    pub(super) fn new<V: Any + Send>(value: V, request_id: Option<String>) -> Self {
        Self {
            value: Box::new(Some(value)),
            request_id,
        }
    }

    /// Takes the value out, if it is a `V`.
    // In an `Option`, because taking a box apart is code for each endpoint.
    pub(super) fn take<V: Any>(mut self) -> Option<V> {
        self.value.downcast_mut::<Option<V>>()?.take()
    }
}

/// Reads a reply: the only step that an endpoint compiles for itself.
pub(super) type Read = for<'a> fn(&Arrived<'a>) -> Result<Landed, Error>;

impl Core {
    /// Makes the call, under its intent if it has one.
    ///
    /// One future on the heap, made here, so that no caller's own holds it. An `async fn` would
    /// keep the call in it twice; apart from it, both are small enough for the allocator's fast
    /// lane.
    pub(super) fn drive(
        &self,
        mut call: Prepared,
        read: Read,
    ) -> BoxFuture<'_, Result<Landed, Error>> {
        match call.options.intent.take() {
            None => {
                let call = Box::new(call);
                Box::pin(async move { self.watched(&call, read).await })
            }
            Some(asked) => Box::pin(self.under_intent(asked, call, read)),
        }
    }

    /// Makes the call, watched and guarded.
    pub(super) async fn watched(&self, call: &Prepared, read: Read) -> Result<Landed, Error> {
        let span = Watch::span(self, call);
        let watched = async {
            let mut watch = Watch::begin(self, call, &span);
            let result = self.guarded(call, read, &mut watch).await;
            let result = result.map_err(|error| call.told(error));
            watch.finished(&result);
            result
        };
        watched.instrument(span.clone()).await
    }

    async fn guarded(
        &self,
        call: &Prepared,
        read: Read,
        watch: &mut Watch<'_>,
    ) -> Result<Landed, Error> {
        let reservation = self.reserve(call)?;
        let result = self.tries(call, read, watch).await;
        settle(reservation, &result);
        result
    }

    /// Makes the call, again if need be, until it is done, refused for good, or out of time.
    async fn tries(
        &self,
        call: &Prepared,
        read: Read,
        watch: &mut Watch<'_>,
    ) -> Result<Landed, Error> {
        watch.starting()?;
        let deadline = Instant::now() + call.timeout(self);
        let mut history = History::default();
        self.sign_in(call, deadline).await?;
        loop {
            let begun = Instant::now();
            history.signed_with(self.app.skew.current());
            let mut error = match self.once(call, begun, deadline, read, watch).await {
                Ok(value) => {
                    self.app.budget().give_back();
                    return Ok(value);
                }
                Err(error) => error,
            };
            history.add(&error, begun);
            let renewed = self.renew_session(call, &mut error, deadline).await;
            let wait = self.wait_for_another(call, &error, &mut history, renewed, deadline);
            let Some(wait) = wait else {
                return Err(history.conclude(error).doubted(|| call.ticket(self.now())));
            };
            history.keep_if_in_doubt(error);
            if !wait.is_zero() {
                tokio::time::sleep(wait).await;
            }
        }
    }

    /// One attempt, from its place in the queue to its value.
    async fn once(
        &self,
        call: &Prepared,
        begun: Instant,
        deadline: Instant,
        read: Read,
        watch: &mut Watch<'_>,
    ) -> Result<Landed, Error> {
        let now = self.queue(call, begun, deadline).await?;
        watch.trying();
        let arrived = match self.attempt(call, now, deadline, watch).await {
            Ok(arrived) => arrived,
            Err(error) => {
                watch.lost(&error);
                return Err(error);
            }
        };
        let landed = read(&arrived);
        watch.answered(&arrived, &landed);
        if !matches!(landed, Err(Error::Throttled(_))) {
            self.app.limiter.answered(call.target.method());
        }
        landed
    }

    /// Waits until the limits let the call pass, and gives the time that it is then; fails at once
    /// if that is after the deadline.
    pub(super) async fn queue(
        &self,
        call: &Prepared,
        mut now: Instant,
        deadline: Instant,
    ) -> Result<Instant, Error> {
        let (limiter, method) = (&self.app.limiter, call.target.method());
        let mut admitted = limiter.admit(method, call.options.lane, now);
        while let Err(wait) = admitted {
            let ready = now.checked_add(wait.time());
            if ready.is_none_or(|ready| ready >= deadline) || !can_wait() {
                return Err(Throttled::here(call.target.context(), &wait));
            }
            tokio::time::sleep(wait.time()).await;
            now = Instant::now();
            admitted = limiter.admit_after(wait, method, now);
        }
        Ok(now)
    }

    /// How long to wait before the next attempt; `None` where there is to be none.
    fn wait_for_another(
        &self,
        call: &Prepared,
        error: &Error,
        history: &mut History,
        renewed: bool,
        deadline: Instant,
    ) -> Option<Duration> {
        self.learn_ban(call, error);
        let corrected = renewed || self.correct_clock(error, history);
        let policy = call.retry(self);
        if history.len() >= policy.attempts_allowed() {
            return None;
        }
        if corrected {
            return Some(Duration::ZERO);
        }
        let worth_it = may_follow(call, error).then(|| pause(policy, error, history.len()))?;
        let in_time = Instant::now().checked_add(worth_it)? < deadline;
        let possible = in_time && (worth_it.is_zero() || can_wait());
        (possible && self.app.budget().take()).then_some(worth_it)
    }

    /// Remembers for all callers that the platform lets nobody through for a while.
    pub(super) fn learn_ban(&self, call: &Prepared, error: &Error) {
        let Error::Throttled(throttled) = error else {
            return;
        };
        let (Some(platform), Some(wait)) = (throttled.platform(), throttled.retry_after()) else {
            return;
        };
        let ban = Ban::of(platform.sub_code.as_deref(), call.target.method());
        if let Some(until) = Instant::now().checked_add(wait) {
            self.app.limiter.ban(ban, until);
        }
    }

    /// Takes over the gateway's time, once a call, where it refused ours (protocol §6): such a
    /// call was not executed.
    pub(super) fn correct_clock(&self, error: &Error, history: &mut History) -> bool {
        let Error::Refused(refused) = error else {
            return false;
        };
        let Some(ahead) = refused.clock_ahead_seconds() else {
            return false;
        };
        let Some(used) = history.first_correction() else {
            return false;
        };
        // Another call may have learnt the same in the meantime.
        self.app.skew.learn(ahead, used) || self.app.skew.current() != used
    }
}

/// Whether another attempt can do no harm and may do some good.
fn may_follow(call: &Prepared, error: &Error) -> bool {
    match error {
        Error::NotSent(_) | Error::Throttled(_) => true,
        Error::Unknown(unknown) => unknown.may_pass() && call.is_repeatable(),
        _ => false,
    }
}

/// What the platform asks for, and some chance on top: whoever was turned away together must not
/// come back together.
fn pause(policy: &RetryPolicy, error: &Error, failed: u32) -> Duration {
    let asked = error.retry_after().unwrap_or_default();
    asked.saturating_add(policy.delay(failed, random()))
}
