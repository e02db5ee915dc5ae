//! One cell: a call in trouble, what the client says of it, and what its user does then.

use std::time::Duration;

use top_runtime::resolve::{Resolver, Ticket};
use top_runtime::{Client, Error, RetryPolicy};

use crate::Failure;
use crate::habit::Habit;
use crate::judge::{Claim, Record};
use crate::operation::{Manner, Operation};
use crate::stage::Stage;
use crate::trouble::Trouble;

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
            // The others come once, or do not go away.
            let may_repeat = !trouble.faults("").is_empty();
            for retry in [Retry::Off, Retry::Once, Retry::Always] {
                if retry == Retry::Always && !may_repeat {
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
        let client = stage.troubled_client(self.retry.policy()).await?;
        stage.arrange(self.operation, self.retry.times());
        let mut record = Record {
            writes: !self.operation.endpoint().is_read(),
            ..Record::default()
        };
        let outcome = self.call(&client, habit).await;
        record.claims.push(habit.says(&outcome));
        self.hear(&outcome, &mut record);

        let ticket = outcome.as_ref().err().and_then(Error::ticket);
        self.settle(&stage, ticket, &mut record).await?;
        record.effects = self.effects(&stage, &mut record);
        self.do_as_told(&stage, &mut record).await?;
        record.effects_in_the_end = self.effects(&stage, &mut record);
        if stage.was_followed() {
            record.untrue = Some("the redirect was followed".to_owned());
        }
        Ok(record)
    }

    async fn call(self, client: &Client, habit: Habit) -> Result<bool, Error> {
        let mut manner = Manner::PATIENT;
        if self.trouble == Trouble::PastTheDeadline {
            manner.deadline = Duration::from_millis(200);
        }
        let outcome = self.operation.call(client, manner).await;
        if habit == Habit::Resends && Claim::of(&outcome) == Claim::Open {
            let again = Manner { key: 2, ..manner };
            return self.operation.call(client, again).await;
        }
        outcome
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

    /// Lets come to rest what is under way. A ticket is asked before and, if need be, after: what
    /// it says while the call may still be carried out must hold as well.
    async fn settle(
        self,
        stage: &Stage,
        ticket: Option<&Ticket>,
        record: &mut Record,
    ) -> Result<(), Failure> {
        let client = stage.client()?;
        let resolver = ticket.and_then(|ticket| ticket.endpoint().resolver());
        if let (Some(ticket), Some(_)) = (ticket, resolver) {
            let resolution = ticket.resolve(&client).await;
            record.claims.push(Claim::of_resolution(&resolution));
        }
        stage.settle().await;
        if let (Some(ticket), Some(Claim::Open)) = (ticket, record.claims.last()) {
            stage.wait_out(resolver.map_or(Duration::ZERO, Resolver::settling_time));
            let resolution = ticket.resolve(&client).await;
            if resolver.is_some() {
                record.claims.push(Claim::of_resolution(&resolution));
            }
        }
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

    /// After "nothing happened" a user calls again; after "nobody knows" only where the key makes
    /// that harmless. It must succeed, and the effect be there once.
    async fn do_as_told(self, stage: &Stage, record: &mut Record) -> Result<(), Failure> {
        let is_harmless = self.operation.endpoint().idempotency_field().is_some();
        let again = match record.claims.last() {
            Some(Claim::Nothing) => true,
            Some(Claim::Open) => is_harmless,
            Some(Claim::Done) | None => false,
        };
        if again {
            let client = stage.client()?;
            let outcome = self.operation.call(&client, Manner::PATIENT).await;
            if let Err(error) = &outcome {
                record.untrue = Some(format!("a second call was no good: {error}"));
            }
        }
        Ok(())
    }
}

impl Retry {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Once => "on",
            Self::Always => "on, every attempt hit",
        }
    }

    fn policy(self) -> RetryPolicy {
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
