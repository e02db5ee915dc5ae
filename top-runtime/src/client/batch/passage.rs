//! One call of a batch on its way, watched and guarded as if it were alone.

use std::time::Instant;

use tracing::{Instrument as _, Span};

use super::{Member, Outcome};
use crate::client::arrived::Arrived;
use crate::client::core::Core;
use crate::client::guarded::settle;
use crate::client::prepared::Prepared;
use crate::client::watch::Watch;
use crate::error::Error;
use crate::guard::Reservation;

/// A call that may be sent.
pub(super) struct Passage<'b> {
    member: &'b Member,
    span: Span,
    watch: Watch<'b>,
    reservation: Option<Reservation<'b>>,
}

impl<'b> Passage<'b> {
    /// Takes a call past its guard, those who watch, and the limits.
    ///
    /// # Errors
    /// The outcome of a call that is not to be sent.
    pub(super) async fn begin(
        core: &'b Core,
        member: &'b Member,
        deadline: Instant,
    ) -> Result<Self, Outcome> {
        let span = Watch::span(core, &member.call);
        let mut passage = Self {
            member,
            watch: Watch::begin(core, &member.call, &span),
            span,
            reservation: None,
        };
        let span = passage.span.clone();
        match passage.admit(core, deadline).instrument(span).await {
            Ok(()) => Ok(passage),
            Err(error) => Err(passage.end(Err(error))),
        }
    }

    async fn admit(&mut self, core: &'b Core, deadline: Instant) -> Result<(), Error> {
        self.reservation = core.reserve(self.call())?;
        self.watch.starting()?;
        core.sign_in(self.call(), deadline).await?;
        core.queue(self.call(), Instant::now(), deadline).await?;
        self.watch.trying();
        Ok(())
    }

    pub(super) fn call(&self) -> &'b Prepared {
        &self.member.call
    }

    /// Its part of the body is written.
    pub(super) fn sending(&mut self, bytes: usize) {
        self.watch.sending(bytes);
    }

    /// Reads the call's own reply.
    pub(super) fn read(&mut self, arrived: &Arrived<'_>) -> Outcome {
        let outcome = (self.member.read)(arrived);
        self.answered(arrived, outcome)
    }

    /// Takes note of what a reply means for the call.
    pub(super) fn answered(&mut self, arrived: &Arrived<'_>, outcome: Outcome) -> Outcome {
        let watch = &mut self.watch;
        self.span.in_scope(|| watch.answered(arrived, &outcome));
        outcome
    }

    /// Takes note that no reply came.
    pub(super) fn lost(&mut self, error: Error) -> Outcome {
        let watch = &mut self.watch;
        self.span.in_scope(|| watch.lost(&error));
        Err(error)
    }

    /// Ends the call.
    pub(super) fn end(self, outcome: Outcome) -> Outcome {
        let mut watch = self.watch;
        settle(self.reservation, &outcome);
        self.span.in_scope(|| watch.finished(&outcome));
        outcome
    }
}
