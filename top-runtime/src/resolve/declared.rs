//! How a doubt about a call is settled, as data.

use std::time::Duration;

use super::{Finding, Looked};
use crate::api::Endpoint;

/// The read that tells whether a call of unknown effect was carried out, and how to understand
/// its answer.
///
/// Written by `#[top_api(resolved_by(…))]`; [`TopApi`](macro@crate::TopApi) has the grammar.
#[derive(Debug)]
pub struct Resolver {
    read: &'static Endpoint,
    by: &'static [(&'static str, &'static str)],
    matches: &'static [(&'static str, &'static str)],
    absent: &'static [&'static str],
    settles_in: u32,
    judge: Option<Judge>,
}

/// Understands the answer of a read where the declared data cannot.
pub type Judge = fn(&Looked<'_>) -> Finding;

/// The gateway takes a request that was signed up to ten minutes ago, or by a clock up to ten
/// minutes ahead (protocol §2); one more minute is for the provider to end what it began.
const SETTLES_IN: u32 = (10 + 10 + 1) * 60;

impl Resolver {
    /// Asks this read by these fields: the wire name in the call that is looked for, and the one
    /// in the request of the read.
    #[must_use]
    pub const fn new(read: &'static Endpoint, by: &'static [(&'static str, &'static str)]) -> Self {
        Self {
            read,
            by,
            matches: &[],
            absent: &[],
            settles_in: SETTLES_IN,
            judge: None,
        }
    }

    /// What is found must have these texts in these fields, to be what the call has left there.
    #[must_use]
    pub const fn matches(mut self, fields: &'static [(&'static str, &'static str)]) -> Self {
        self.matches = fields;
        self
    }

    /// The codes by which the read says that there is no such thing.
    #[must_use]
    pub const fn absent(mut self, codes: &'static [&'static str]) -> Self {
        self.absent = codes;
        self
    }

    /// After this many seconds a call that is not there will not be carried out any more.
    ///
    /// Unless set, 1260: a request is taken until ten minutes after its timestamp, which may have
    /// been ten minutes ahead.
    #[must_use]
    pub const fn settles_in(mut self, seconds: u32) -> Self {
        self.settles_in = seconds;
        self
    }

    /// Lets a function understand the answer.
    #[must_use]
    pub const fn judge(mut self, judge: Judge) -> Self {
        self.judge = Some(judge);
        self
    }

    /// The method that is asked.
    pub const fn read(&self) -> &'static Endpoint {
        self.read
    }

    /// The wire names of the fields that find the call: in the call, and in the read's request.
    pub const fn by(&self) -> &'static [(&'static str, &'static str)] {
        self.by
    }

    /// The wire names of fields of the answer, and the texts that they must have.
    pub const fn conditions(&self) -> &'static [(&'static str, &'static str)] {
        self.matches
    }

    /// The codes by which the read says that there is no such thing.
    pub const fn absent_codes(&self) -> &'static [&'static str] {
        self.absent
    }

    /// How long after it was sent a call may still be carried out.
    pub const fn settling_time(&self) -> Duration {
        Duration::from_secs(self.settles_in as u64)
    }

    /// The function that understands the answer, where the data cannot.
    pub const fn judged_by(&self) -> Option<Judge> {
        self.judge
    }
}
