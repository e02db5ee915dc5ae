//! What a call shows to those who watch it. Where nobody does, it costs a branch at each step.

use std::time::{Instant, SystemTime};

use tracing::Span;

use super::arrived::Arrived;
use super::core::Core;
use super::drive::Landed;
use super::prepared::Prepared;
use crate::error::{Error, NotSent};
use crate::observe::{Attempt, Ending, Finished, Observers, Started};

/// One call under way, and whether anybody watches.
pub(super) struct Watch<'c>(Option<Box<Watched<'c>>>);

struct Watched<'c> {
    core: &'c Core,
    call: &'c Prepared,
    span: Span,
    begun: Moment,
    attempts: u32,
    attempt: Moment,
    sent_bytes: usize,
    stage: Stage,
    /// What came with a success.
    reply: Option<(u16, Option<String>)>,
}

/// Where the call stands, should it be dropped now.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    /// Waiting for its turn.
    Idle,
    /// An attempt is under way.
    Trying,
    /// Everybody was told how it ended.
    Finished,
}

/// A point in time: to measure from, and to tell.
#[derive(Clone, Copy)]
struct Moment {
    instant: Instant,
    time: SystemTime,
}

impl<'c> Watch<'c> {
    /// A span for the call, disabled where nobody listens.
    pub(super) fn span(core: &Core, call: &Prepared) -> Span {
        Observers::span(call.target.method(), &core.url)
    }

    pub(super) fn begin(core: &'c Core, call: &'c Prepared, span: &Span) -> Self {
        if !core.observers.listen() && span.is_disabled() {
            return Self(None);
        }
        let begun = Moment::now(core);
        Self(Some(Box::new(Watched {
            core,
            call,
            span: span.clone(),
            begun,
            attempts: 0,
            attempt: begun,
            sent_bytes: 0,
            stage: Stage::Idle,
            reply: None,
        })))
    }

    /// Asks the observers whether the call may be sent.
    pub(super) fn starting(&self) -> Result<(), Error> {
        let Some(watched) = &self.0 else {
            return Ok(());
        };
        let asked = watched.core.observers.starting(&watched.started());
        asked.map_err(|why| NotSent::kept_back(watched.call.target.context(), why))
    }

    /// An attempt begins.
    pub(super) fn trying(&mut self) {
        if let Some(watched) = &mut self.0 {
            watched.attempts = watched.attempts.saturating_add(1);
            watched.attempt = Moment::now(watched.core);
            watched.sent_bytes = 0;
            watched.stage = Stage::Trying;
        }
    }

    /// The attempt's body is written.
    pub(super) fn sending(&mut self, bytes: usize) {
        if let Some(watched) = &mut self.0 {
            watched.sent_bytes = bytes;
        }
    }

    /// The attempt ended with a reply.
    pub(super) fn answered(&mut self, reply: &Arrived<'_>, result: &Result<Landed, Error>) {
        if let Some(watched) = &mut self.0 {
            if let Ok(landed) = result {
                let id = landed.request_id.as_deref();
                let id = id.map(|id| reply.mask(id).into_owned());
                watched.reply = Some((reply.status(), id));
            }
            watched.stage = Stage::Idle;
            watched.tried(
                reply.received_bytes(),
                watched.ending(result.as_ref().err()),
            );
        }
    }

    /// The attempt ended without a reply.
    pub(super) fn lost(&mut self, error: &Error) {
        if let Some(watched) = &mut self.0 {
            watched.stage = Stage::Idle;
            watched.tried(0, Ending::failed(error));
        }
    }

    /// The call ended.
    pub(super) fn finished(&mut self, result: &Result<Landed, Error>) {
        if let Some(watched) = &mut self.0 {
            watched.stage = Stage::Finished;
            watched.finished(watched.ending(result.as_ref().err()));
        }
    }
}

impl Watched<'_> {
    fn tried(&self, received_bytes: usize, ending: Ending<'_>) {
        self.core.observers.attempt(&Attempt {
            call: self.started(),
            number: self.attempts,
            time: self.attempt.time,
            elapsed: self.attempt.instant.elapsed(),
            sent_bytes: self.sent_bytes,
            received_bytes,
            ending,
        });
    }

    fn finished(&self, ending: Ending<'_>) {
        let finished = Finished {
            call: self.started(),
            attempts: self.attempts,
            elapsed: self.begun.instant.elapsed(),
            ending,
            repeats: self.call.doubted.is_some(),
        };
        self.core.observers.finished(&self.span, &finished);
    }

    fn ending<'e>(&'e self, error: Option<&'e Error>) -> Ending<'e> {
        if let Some(error) = error {
            return Ending::failed(error);
        }
        let (status, id) = match &self.reply {
            Some((status, id)) => (Some(*status), id.as_deref()),
            None => (None, None),
        };
        Ending::ok(self.call.target.is_read(), status, id)
    }

    fn started(&self) -> Started<'_> {
        Started {
            method: self.call.target.method(),
            time: self.begun.time,
            idempotency_key: self.call.known.key.as_deref(),
            params: self.call.known.params.as_ref(),
        }
    }
}

/// A call whose future was dropped: nobody reads the reply, and what was sent was sent.
impl Drop for Watched<'_> {
    fn drop(&mut self) {
        if self.stage == Stage::Finished {
            return;
        }
        let sent = self.attempts > 0 || self.call.doubted.is_some();
        let ending = Ending::abandoned(self.call.target.is_read(), sent);
        if self.stage == Stage::Trying {
            self.tried(0, ending);
        }
        self.finished(ending);
    }
}

impl Moment {
    fn now(core: &Core) -> Self {
        Self {
            instant: Instant::now(),
            time: core.clock.now(),
        }
    }
}
