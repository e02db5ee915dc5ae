//! What became of the intents that were left open.

use super::{How, Intent};
use crate::error::Error;
use crate::resolve::Reason;

/// An intent that was left open, and what became of it.
#[derive(Debug)]
pub struct Settled {
    intent: Intent,
    settlement: Settlement,
}

/// Whether it is known now.
#[non_exhaustive]
#[derive(Debug)]
pub enum Settlement {
    /// It has ended.
    Ended(How),
    /// It is still open.
    Open(Open),
}

/// Why an intent is still open.
#[non_exhaustive]
#[derive(Debug)]
pub enum Open {
    /// Its method is none of the endpoints that were given.
    NoEndpoint,
    /// It belongs to another app: only a client of that app can find out.
    OtherApp,
    /// Another caller runs it now.
    Held,
    /// Its endpoint names no read that could tell, and makes no promise that would make a repeat
    /// harmless: somebody must look, and then end it in the store.
    NoWay,
    /// The read that could tell does not.
    Unresolved(Reason),
    /// It was sent again, and that failed.
    Failed(Error),
}

impl Settled {
    pub(crate) fn new(intent: Intent, settlement: Settlement) -> Self {
        Self { intent, settlement }
    }

    /// The intent as it was found.
    pub fn intent(&self) -> &Intent {
        &self.intent
    }

    /// What became of it.
    pub fn settlement(&self) -> &Settlement {
        &self.settlement
    }

    /// How it ended; `None` while it is open.
    pub fn ended(&self) -> Option<How> {
        match &self.settlement {
            Settlement::Ended(how) => Some(*how),
            Settlement::Open(_) => None,
        }
    }
}
