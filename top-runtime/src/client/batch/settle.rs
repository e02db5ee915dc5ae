//! What the reply to a batch, or its absence, means for each call.

use std::time::Instant;

use super::Outcome;
use super::passage::Passage;
use super::replies::{Replies, replies};
use crate::client::arrived::Arrived;
use crate::client::attempt::lost;
use crate::client::core::Core;
use crate::client::history::History;
use crate::client::prepared::Prepared;
use crate::error::Error;
use crate::send::{Reply, SendError};
use crate::sign::Signature;

/// A batch that was posted, and what it was posted with.
pub(super) struct Posted {
    pub(super) begun: Instant,
    pub(super) deadline: Instant,
    /// By how many seconds the clock was corrected.
    pub(super) skew: i64,
    /// What came back, and the signature, which it may quote.
    pub(super) answer: Result<(Reply, Signature), SendError>,
}

impl Core {
    /// The outcomes of the calls that were posted.
    pub(super) async fn outcomes(
        &self,
        mut going: Vec<Passage<'_>>,
        posted: &Posted,
    ) -> Vec<Outcome> {
        let read = match &posted.answer {
            Ok((reply, sign)) => Answered::new(self, sign, &going).read(&mut going, reply),
            Err(failed) => going
                .iter_mut()
                .map(|passage| passage.lost(lost(passage.call().target.context(), failed.clone())))
                .collect(),
        };
        let mut outcomes = Vec::with_capacity(read.len());
        for (passage, outcome) in going.into_iter().zip(read) {
            if posted.answer.is_ok() && !matches!(outcome, Err(Error::Throttled(_))) {
                self.app.limiter.answered(passage.call().target.method());
            }
            let outcome = match outcome {
                Ok(landed) => {
                    self.app.budget().give_back();
                    Ok(landed)
                }
                Err(error) => Err(self.conclude(passage.call(), error, posted).await),
            };
            outcomes.push(passage.end(outcome));
        }
        outcomes
    }

    /// Learns from an error for the calls to come, and completes it like that of a call alone.
    async fn conclude(&self, call: &Prepared, mut error: Error, posted: &Posted) -> Error {
        let mut history = History::default();
        history.signed_with(posted.skew);
        history.add(&error, posted.begun);
        self.learn_ban(call, &error);
        self.correct_clock(&error, &mut history);
        self.renew_session(call, &mut error, posted.deadline).await;
        let concluded = history.conclude(error);
        concluded.doubted(|| call.ticket(self.now()))
    }
}

/// What all calls of an answered batch have in common.
struct Answered<'b> {
    core: &'b Core,
    sign: &'b Signature,
    calls: Vec<&'b Prepared>,
}

impl<'b> Answered<'b> {
    fn new(core: &'b Core, sign: &'b Signature, going: &[Passage<'b>]) -> Self {
        Self {
            core,
            sign,
            calls: going.iter().map(Passage::call).collect(),
        }
    }

    fn read(&self, going: &mut [Passage<'_>], reply: &Reply) -> Vec<Outcome> {
        let calls = going.len();
        let going = going.iter_mut();
        match replies(reply, calls, self.core.limits()) {
            Replies::Each(replies) => going
                .zip(replies)
                .map(|(passage, reply)| passage.read(&self.arrived(passage, reply)))
                .collect(),
            Replies::Other(count, reply) => going
                .map(|passage| {
                    let arrived = self.arrived(passage, reply.clone());
                    passage.answered(&arrived, Err(arrived.of_many(calls, count)))
                })
                .collect(),
        }
    }

    /// A reply as if the call had been made alone.
    fn arrived<'a>(&'a self, passage: &Passage<'a>, reply: Reply) -> Arrived<'a> {
        Arrived {
            core: self.core,
            call: passage.call(),
            sign: self.sign.clone(),
            batch: &self.calls,
            reply,
        }
    }
}
