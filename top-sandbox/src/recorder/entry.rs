//! What is known of one call, and how a page is told of it.

use std::fmt;
use std::sync::Arc;

use serde_json::{Value, json};

use super::asked::{Asked, Batch};
use crate::checks::Check;
use crate::delivery::Cut;
use crate::error_response::ErrorResponse;

/// One call as it stood at one moment.
pub(crate) struct Entry {
    id: u64,
    asked: Arc<Asked>,
    fault: Option<&'static str>,
    findings: Findings,
    is_late: bool,
}

/// What became of a call so far.
#[derive(Clone, Default)]
pub(super) struct Findings {
    pub(super) verdict: Option<Verdict>,
    pub(super) failed: Option<Check>,
    pub(super) has_effect: bool,
    pub(super) replies: Option<Replies>,
    /// What a fault told the caller instead.
    pub(super) instead: Option<(ErrorResponse, Replies)>,
    pub(super) ended: Option<Ended>,
}

/// What the gateway found.
#[derive(Clone)]
pub(super) enum Verdict {
    Ok,
    /// The business says no.
    Rejected {
        code: String,
        message: String,
    },
    /// The gateway says no.
    Refused(ErrorResponse),
}

/// One reply in the three formats; empty where it is secret as a whole.
#[derive(Clone, Default)]
pub(super) struct Replies {
    pub(super) simplified: Arc<str>,
    pub(super) classic: Arc<str>,
    pub(super) xml: Arc<str>,
}

/// What the caller got.
#[derive(Clone)]
pub(super) struct Ended {
    pub(super) micros: u64,
    pub(super) status: u16,
    pub(super) bytes: usize,
    pub(super) cut: Option<Cut>,
    pub(super) is_broken: bool,
}

impl Entry {
    pub(super) fn new(
        id: u64,
        asked: Arc<Asked>,
        fault: Option<&'static str>,
        findings: Findings,
    ) -> Self {
        Self {
            id,
            asked,
            fault,
            findings,
            is_late: false,
        }
    }

    /// The same, told when the call itself is over: it may be forgotten by now.
    pub(super) fn late(mut self) -> Self {
        self.is_late = true;
        self
    }

    pub(super) fn is_late(&self) -> bool {
        self.is_late
    }

    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    /// Roughly how many bytes it keeps.
    pub(super) fn weight(&self) -> usize {
        let replies = self.findings.replies.iter();
        let instead = self.findings.instead.iter().map(|(_, replies)| replies);
        self.asked.weight() + replies.chain(instead).map(Replies::weight).sum::<usize>()
    }

    /// One line of the list.
    pub(crate) fn to_row(&self) -> Value {
        let (code, text) = self.code();
        let ended = self.findings.ended.as_ref();
        json!({
            "id": self.id,
            "at": self.asked.at,
            "method": self.asked.method,
            "batch": self.asked.batch != Batch::Alone,
            "outcome": self.outcome(),
            "code": code,
            "text": text,
            "check": self.findings.failed.map(Check::word),
            "fault": self.fault,
            "effect": self.findings.has_effect,
            "micros": ended.map(|ended| ended.micros),
        })
    }

    /// All that is known.
    pub(crate) fn to_json(&self) -> Value {
        let mut whole = self.asked.to_json();
        let ended = self.findings.ended.as_ref();
        let instead = self.findings.instead.as_ref();
        let rest = json!({
            "row": self.to_row(),
            "checks": self.checks(),
            "failure": self.failure(),
            "carried_out": self.findings.verdict.is_some(),
            "replies": self.findings.replies.as_ref().map(Replies::to_json),
            "instead": instead.map(|(_, replies)| replies.to_json()),
            "status": ended.map(|ended| ended.status),
            "bytes": ended.map(|ended| ended.bytes),
            "cut": ended.and_then(|ended| ended.cut).map(cut_word),
        });
        if let (Value::Object(whole), Value::Object(rest)) = (&mut whole, rest) {
            whole.extend(rest);
        }
        whole
    }

    /// What the caller saw, in a word.
    fn outcome(&self) -> &'static str {
        match (&self.findings.ended, &self.findings.verdict) {
            (None, _) => "waiting",
            (Some(ended), _) if ended.is_broken => "broken",
            _ if self.findings.instead.is_some() => "refused",
            (_, Some(Verdict::Ok)) => "ok",
            (_, Some(Verdict::Rejected { .. })) => "rejected",
            (_, Some(Verdict::Refused(_))) => "refused",
            (_, None) => "broken",
        }
    }

    /// The code that the caller saw, and the text beside it.
    fn code(&self) -> (String, String) {
        if let Some((error, _)) = &self.findings.instead {
            return (error.code().to_string(), error.to_string());
        }
        match &self.findings.verdict {
            Some(Verdict::Rejected { code, message }) => (code.clone(), message.clone()),
            Some(Verdict::Refused(error)) => (error.code().to_string(), error.to_string()),
            Some(Verdict::Ok) | None => (String::new(), String::new()),
        }
    }

    fn failure(&self) -> Option<Value> {
        let Some(Verdict::Refused(error)) = &self.findings.verdict else {
            return None;
        };
        Some(
            error
                .members()
                .map(|(name, value, _)| (name, value))
                .collect(),
        )
    }

    /// Every check that concerns this call, and what it said.
    fn checks(&self) -> Value {
        let state = |check: Check| match (self.findings.failed, &self.findings.verdict) {
            (Some(failed), _) if check == failed => "failed",
            (Some(failed), _) if check > failed => "unreached",
            (_, None) => "unreached",
            _ => "passed",
        };
        let concerned = Check::ALL.into_iter();
        let concerned = concerned.filter(|check| check.concerns(self.asked.batch));
        concerned
            .map(|check| json!({ "check": check.word(), "state": state(check) }))
            .collect()
    }

    #[cfg(test)]
    pub(super) fn sample(id: u64, bytes: usize) -> Self {
        let replies = Replies {
            simplified: "x".repeat(bytes).into(),
            ..Replies::default()
        };
        let findings = Findings {
            replies: Some(replies),
            ..Findings::default()
        };
        Self::new(id, Arc::new(Asked::sample()), None, findings)
    }
}

impl Replies {
    fn weight(&self) -> usize {
        self.simplified.len() + self.classic.len() + self.xml.len() + 96
    }

    fn to_json(&self) -> Value {
        json!({
            "simplified": &*self.simplified,
            "classic": &*self.classic,
            "xml": &*self.xml,
        })
    }
}

fn cut_word(cut: Cut) -> &'static str {
    match cut {
        Cut::AtOnce => "at_once",
        Cut::AfterBody(_) => "after_body",
        Cut::BehindReply => "behind_reply",
        Cut::NextRequest => "next_request",
        Cut::TooLate => "too_late",
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What it holds is customers' data, even without secrets.
        f.debug_struct("Entry")
            .field("id", &self.id)
            .field("outcome", &self.outcome())
            .field("fault", &self.fault)
            .finish_non_exhaustive()
    }
}
