//! One cell: a call in trouble, what the client says of it, and what its user does then.

use std::time::Duration;

use top_runtime::resolve::Resolver;
use top_runtime::{Client, Error};

use crate::Failure;
use crate::judge::{Claim, Record};
use crate::operation::{Manner, Operation};
use crate::stage::Stage;
use crate::trouble::Trouble;

/// The manner of a call that has time.
pub(crate) const PATIENT: Manner = Manner {
    key: 1,
    deadline: Duration::from_secs(20),
};

/// A call in trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) trouble: Trouble,
    pub(crate) operation: Operation,
}

/// Whose work is judged. All but the careful client are there to be caught.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Habit {
    /// The client as it is.
    Careful,
    /// Sends again when nobody knows, under a new key.
    Resends,
    /// Says that nothing happened when nobody knows.
    Denies,
    /// Says that it was done when nobody knows.
    Boasts,
}

impl Cell {
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        Trouble::ALL.into_iter().flat_map(|trouble| {
            let cell = move |operation| Self { trouble, operation };
            Operation::ALL.into_iter().map(cell)
        })
    }

    /// Plays it.
    pub(crate) async fn run(self, habit: Habit) -> Result<Record, Failure> {
        let stage = Stage::set().await?;
        let client = stage.troubled_client(self.trouble).await?;
        stage.arrange(self.trouble, self.operation, 1);
        let mut record = Record {
            writes: !self.operation.endpoint().is_read(),
            ..Record::default()
        };
        let outcome = self.call(&client, habit).await;
        record.claims.push(habit.says(&outcome));
        self.hear(&outcome, &mut record);

        let ticket = outcome.as_ref().err().and_then(Error::ticket);
        let ticket = ticket.filter(|ticket| ticket.endpoint().resolver().is_some());
        if let Some(ticket) = ticket {
            let resolution = ticket.resolve(&stage.client()?).await;
            record.claims.push(Claim::of_resolution(&resolution));
        }
        if self.trouble == Trouble::PastTheDeadline {
            stage.settle().await;
        }
        if let (Some(ticket), Some(Claim::Open)) = (ticket, record.claims.last()) {
            let resolver = ticket.endpoint().resolver();
            stage.wait_out(resolver.map_or(Duration::ZERO, Resolver::settling_time));
            let resolution = ticket.resolve(&stage.client()?).await;
            record.claims.push(Claim::of_resolution(&resolution));
        }
        record.effects = self.effects(&stage, &mut record);
        self.do_as_told(&stage, &mut record).await?;
        record.effects_in_the_end = self.effects(&stage, &mut record);
        if stage.was_followed(self.trouble) {
            record.untrue = Some("the redirect was followed".to_owned());
        }
        Ok(record)
    }

    async fn call(self, client: &Client, habit: Habit) -> Result<bool, Error> {
        let deadline = if self.trouble == Trouble::PastTheDeadline {
            Duration::from_millis(200)
        } else {
            PATIENT.deadline
        };
        let manner = Manner {
            deadline,
            ..PATIENT
        };
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
            let outcome = self.operation.call(&stage.client()?, PATIENT).await;
            if let Err(error) = &outcome {
                record.untrue = Some(format!("a second call was no good: {error}"));
            }
        }
        Ok(())
    }
}

impl Habit {
    /// The one of this name, the careful client without one.
    pub(crate) fn asked(name: Option<&str>) -> Result<Self, Failure> {
        match name {
            None => Ok(Self::Careful),
            Some("resends") => Ok(Self::Resends),
            Some("denies") => Ok(Self::Denies),
            Some("boasts") => Ok(Self::Boasts),
            Some(other) => Err(format!("no habit {other}: resends, denies or boasts").into()),
        }
    }

    fn says(self, outcome: &Result<bool, Error>) -> Claim {
        match (Claim::of(outcome), self) {
            (Claim::Open, Self::Denies) => Claim::Nothing,
            (Claim::Open, Self::Boasts) => Claim::Done,
            (claim, _) => claim,
        }
    }
}
