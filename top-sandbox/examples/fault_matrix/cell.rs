//! One cell: a call in trouble, what the client says of it, and what its user does then.

use std::time::Duration;

use top_runtime::intent::{How, Intent, IntentFile, IntentStore, MemoryIntents};
use top_runtime::resolve::Ticket;
use top_runtime::{Client, Error, RetryPolicy};

use crate::child;
use crate::habit::Habit;
use crate::judge::{Claim, Record};
use crate::operation::{Manner, Operation};
use crate::stage::Stage;
use crate::trouble::Trouble;
use crate::{Failure, operation};

/// No call that was sent so long ago is carried out any more.
const SETTLED: Duration = Duration::from_secs(3600);

/// A call in trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) trouble: Trouble,
    pub(crate) retry: Retry,
    pub(crate) operation: Operation,
}

/// Whether the client sends again by itself, and how often the trouble comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Retry {
    /// One attempt.
    Off,
    /// Several attempts, the first in trouble.
    Once,
    /// Several attempts, all in trouble.
    Always,
}

impl Cell {
    /// All cells, those of one fault and policy side by side.
    pub(crate) fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for trouble in Trouble::ALL {
            for retry in Retry::ALL {
                if retry == Retry::Always && !trouble.may_stay() {
                    continue;
                }
                all.extend(Operation::ALL.map(|operation| Self {
                    trouble,
                    retry,
                    operation,
                }));
            }
        }
        all
    }

    /// Plays it.
    pub(crate) async fn run(self, habit: Habit) -> Result<Record, Failure> {
        let stage = Stage::set(self.trouble).await?;
        let mut record = Record {
            writes: self.writes(),
            ..Record::default()
        };
        let outcome = if self.trouble.kills() {
            stage.arrange(self.operation, self.retry.times());
            child::kill_in(self, &stage).await?;
            record.claims.push(Claim::Open);
            None
        } else {
            let outcome = self.call(&stage, habit).await?;
            record.claims.push(habit.says(&outcome));
            self.hear(&outcome, &mut record);
            Some(outcome)
        };
        let error = outcome.as_ref().and_then(|outcome| outcome.as_ref().err());
        // Whoever comes now has nothing but the file, and perhaps the ticket.
        let intents = stage.intents()?;
        self.look_for_intent(&intents, &mut record).await?;
        self.settle(&stage, &intents, error.and_then(Error::ticket), &mut record)
            .await?;
        record.effects = self.effects(&stage, &mut record);
        self.do_as_told(&stage, &intents, &mut record).await?;
        if stage.was_followed() {
            record.untrue = Some("the redirect was followed".to_owned());
        }
        Ok(record)
    }

    fn writes(self) -> bool {
        !self.operation.endpoint().is_read()
    }

    /// The call in trouble, by a client that is gone afterwards.
    async fn call(self, stage: &Stage, habit: Habit) -> Result<Result<bool, Error>, Failure> {
        let policy = self.retry.policy();
        let client = if habit == Habit::Forgets {
            let forgetful = MemoryIntents::new();
            stage.troubled_client(policy, forgetful).await?
        } else {
            let intents = stage.intents()?;
            stage.troubled_client(policy, intents).await?
        };
        stage.arrange(self.operation, self.retry.times());
        let mut manner = Manner::PATIENT;
        if self.trouble == Trouble::PastTheDeadline {
            manner.deadline = Duration::from_millis(200);
        }
        let outcome = self.operation.call(&client, manner).await;
        if habit == Habit::Resends && Claim::of(&outcome) == Claim::Open {
            let again = Manner { key: 2, ..manner };
            return Ok(self.operation.call(&client, again).await);
        }
        Ok(outcome)
    }

    fn hear(self, outcome: &Result<bool, Error>, record: &mut Record) {
        match outcome {
            Ok(false) => record.untrue = Some("the value is wrong".to_owned()),
            Err(error) if self.trouble == Trouble::None => {
                record.untrue = Some(format!("without trouble: {error}"));
            }
            _ => {}
        }
    }

    /// As long as nobody knows, the intent of a call is open.
    async fn look_for_intent(
        self,
        intents: &IntentFile,
        record: &mut Record,
    ) -> Result<(), Failure> {
        if self.writes() && record.claims.last() == Some(&Claim::Open) {
            let pending = intents.pending().await?;
            record.lost |= !pending.iter().any(|intent| self.is_of(intent));
        }
        Ok(())
    }

    fn is_of(self, intent: &Intent) -> bool {
        let method = self.operation.endpoint().method();
        intent.id() == operation::intent(Manner::PATIENT.key) && intent.method() == method
    }

    /// Lets come to rest what is under way. What is found out while the call may still be carried
    /// out must hold as well.
    async fn settle(
        self,
        stage: &Stage,
        intents: &IntentFile,
        ticket: Option<&Ticket>,
        record: &mut Record,
    ) -> Result<(), Failure> {
        let client = stage.client(intents)?;
        if let Some(ticket) = ticket.filter(|ticket| ticket.endpoint().resolver().is_some()) {
            let resolution = ticket.resolve(&client).await;
            record.claims.push(Claim::of_resolution(&resolution));
        }
        if self.trouble.kills() {
            self.resolve(&client, record).await?;
        }
        stage.settle().await;
        if record.claims.last() == Some(&Claim::Open) {
            stage.wait_out(SETTLED);
            self.resolve(&client, record).await?;
            self.look_for_intent(intents, record).await?;
        }
        Ok(())
    }

    /// Finds out what became of the intent that was left open.
    async fn resolve(self, client: &Client, record: &mut Record) -> Result<(), Failure> {
        let settled = client.resolve_all(top_apis::ENDPOINTS).await?;
        let own = settled.iter().find(|settled| self.is_of(settled.intent()));
        record
            .claims
            .extend(own.map(|settled| match settled.ended() {
                Some(How::Applied) => Claim::Done,
                Some(How::NotApplied) => Claim::Nothing,
                _ => Claim::Open,
            }));
        Ok(())
    }

    /// The effects, by the gateway's count and by the books, which must agree.
    fn effects(self, stage: &Stage, record: &mut Record) -> u64 {
        let counts = stage.sandbox.counts();
        let counted = counts.of_method(self.operation.endpoint().method()).effects;
        let booked = self.operation.effects(&stage.books);
        if counted != booked {
            record.untrue = Some(format!("{counted} effects counted, {booked} booked"));
        }
        counted.max(booked)
    }

    /// The same call again, under the same intent. After "nothing happened" it must succeed; what
    /// is done stays done; what nobody knows is done now where that is harmless, or left alone.
    async fn do_as_told(
        self,
        stage: &Stage,
        intents: &IntentFile,
        record: &mut Record,
    ) -> Result<(), Failure> {
        let is_harmless = !self.writes() || self.operation.endpoint().idempotency_field().is_some();
        let expected = match record.claims.last() {
            Some(Claim::Open) if !is_harmless => Claim::Open,
            _ => Claim::Done,
        };
        let client = stage.client(intents)?;
        let outcome = self.operation.call(&client, Manner::PATIENT).await;
        if Claim::of(&outcome) != expected {
            record.untrue = Some(format!("called again: {outcome:?}"));
        }
        record.effects_in_the_end = self.effects(stage, record);
        if expected == Claim::Done && self.writes() && record.effects_in_the_end == 0 {
            record.untrue = Some("called again, and not done".to_owned());
        }
        Ok(())
    }
}

impl Retry {
    const ALL: [Self; 3] = [Self::Off, Self::Once, Self::Always];

    /// The one that the child is told.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|retry| retry.name() == name)
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Once => "on",
            Self::Always => "on, every attempt hit",
        }
    }

    pub(crate) fn policy(self) -> RetryPolicy {
        match self {
            Self::Off => RetryPolicy::none(),
            Self::Once | Self::Always => {
                RetryPolicy::default().first_delay(Duration::from_millis(5))
            }
        }
    }

    /// How many calls the trouble befalls.
    fn times(self) -> u32 {
        match self {
            Self::Off | Self::Once => 1,
            Self::Always => 100,
        }
    }
}
