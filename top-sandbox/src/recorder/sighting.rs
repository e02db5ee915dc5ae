//! One call while it is under way.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use top_runtime::outcome::{Judgement, judge_object};
use top_runtime::{Format, Ref};

use super::asked::{Asked, clipped};
use super::entry::{Ended, Entry, Findings, Replies, Verdict};
use super::{Recorder, mask};
use crate::checks::{Check, Refused};
use crate::delivery::{Cut, Delivery};
use crate::error_response::ErrorResponse;
use crate::faults::Fault;
use crate::serve::{Reply, Served};
use crate::writer::{self, Quirks, Reader};

/// The longest reply that is kept, in bytes.
const LONGEST_REPLY: usize = 64 * 1024;

/// Takes note of what becomes of a call.
pub(crate) struct Sighting {
    id: u64,
    asked: Arc<Asked>,
    fault: Option<&'static str>,
    /// Whether the fault spoils the body.
    spoils: bool,
    /// Whether the fault makes the call wait.
    waits: bool,
    began: Instant,
    findings: Mutex<Findings>,
}

impl Sighting {
    pub(super) fn new(id: u64, asked: Asked, fault: Option<&Fault>) -> Self {
        let spoils = |fault: &Fault| {
            matches!(
                fault,
                Fault::Garbage | Fault::Truncated(_) | Fault::TruncatedGzip(_)
            )
        };
        let waits = |fault: &Fault| {
            matches!(
                fault,
                Fault::Delay(_) | Fault::HoldBefore | Fault::HoldAfter
            )
        };
        Self {
            id,
            asked: Arc::new(asked),
            fault: fault.map(Fault::word),
            spoils: fault.is_some_and(spoils),
            waits: fault.is_some_and(waits),
            began: Instant::now(),
            findings: Mutex::default(),
        }
    }

    /// The number that the page knows the call by.
    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    /// Shows a call that waits before there is an answer.
    pub(crate) fn begun(&self, recorder: &Recorder) {
        if self.waits {
            recorder.put(self.entry());
        }
    }

    /// The gateway did its work: this is the truth, whatever the caller is told.
    pub(crate) fn carried_out(
        &self,
        result: Result<(&Served, &Reply), &Refused>,
        has_effect: bool,
        quirks: Quirks,
    ) {
        let (verdict, failed, replies) = match result {
            Ok((served, reply)) => {
                let replies = self.replies(served, reply, quirks);
                (self.verdict(reply.get()), None, replies)
            }
            Err(refused) => {
                let (error, replies) = self.error(&refused.error);
                (Verdict::Refused(error), Some(refused.check), replies)
            }
        };
        let mut findings = self.findings();
        findings.verdict = Some(verdict);
        findings.failed = failed;
        findings.has_effect = has_effect;
        findings.replies = Some(replies);
    }

    /// A batch was taken apart; its calls are sights of their own.
    pub(crate) fn taken_apart(&self) {
        self.findings().verdict = Some(Verdict::Ok);
    }

    /// A batch was refused as a whole.
    pub(crate) fn refused(&self, refused: &Refused) {
        self.carried_out(Err(refused), false, Quirks::default());
    }

    /// A fault tells the caller this error, whatever is true.
    pub(crate) fn told(&self, error: &ErrorResponse) {
        self.findings().instead = Some(self.error(error));
    }

    /// The caller has its answer, or none.
    pub(crate) fn ended(&self, delivery: &Delivery, recorder: &Recorder) {
        let bytes = delivery.body.len();
        let is_cut = match delivery.cut {
            Some(Cut::AtOnce | Cut::TooLate) => true,
            Some(Cut::AfterBody(most)) => most < bytes,
            Some(Cut::BehindReply | Cut::NextRequest) | None => false,
        };
        self.findings().ended = Some(Ended {
            micros: u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX),
            status: delivery.status,
            bytes,
            cut: delivery.cut,
            is_broken: is_cut || self.spoils || delivery.status != 200,
        });
        recorder.put(self.entry());
    }

    /// Work that was left when the caller had its answer is done now.
    pub(crate) fn done_late(&self, recorder: &Recorder) {
        recorder.put(self.entry().late());
    }

    fn entry(&self) -> Entry {
        Entry::new(
            self.id,
            Arc::clone(&self.asked),
            self.fault,
            self.findings().clone(),
        )
    }

    fn verdict(&self, reply: Ref<'_>) -> Verdict {
        let judgement = match reply {
            Ref::Object(object) => judge_object(object),
            _ => Judgement::Success,
        };
        match judgement {
            Judgement::Rejected(why) | Judgement::Doubtful(why) => Verdict::Rejected {
                code: self.asked.mask.text(&why.code.unwrap_or_default()),
                message: self.asked.mask.text(&why.message.unwrap_or_default()),
            },
            _ => Verdict::Ok,
        }
    }

    fn replies(&self, served: &Served, reply: &Reply, quirks: Quirks) -> Replies {
        let endpoint = served.endpoint;
        if endpoint.member_name().is_some_and(mask::is_secret_name) {
            return Replies::default();
        }
        let quirks = Quirks {
            reader: Reader::Onlooker,
            ..quirks
        };
        self.in_all_formats(|format| {
            writer::reply(
                format,
                endpoint,
                reply.get(),
                &self.asked.request_id,
                quirks,
            )
        })
    }

    fn error(&self, error: &ErrorResponse) -> (ErrorResponse, Replies) {
        let error = error.with_texts(|text| self.asked.mask.text(text));
        let replies =
            self.in_all_formats(|format| writer::error(format, &error, &self.asked.request_id));
        (error, replies)
    }

    fn in_all_formats(&self, write: impl Fn(Format) -> String) -> Replies {
        let written = |format| clipped(&self.asked.mask.text(&write(format)), LONGEST_REPLY);
        Replies {
            simplified: written(Format::Simplified).into(),
            classic: written(Format::Classic).into(),
            xml: written(Format::Xml).into(),
        }
    }

    fn findings(&self) -> MutexGuard<'_, Findings> {
        self.findings.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Sighting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sighting")
            .field("id", &self.id)
            .field("fault", &self.fault)
            .finish_non_exhaustive()
    }
}

impl Check {
    /// Whether a call in this place of a batch meets this check itself.
    pub(super) fn concerns(self, batch: super::asked::Batch) -> bool {
        use super::asked::Batch;
        match batch {
            Batch::Alone => true,
            Batch::Whole => !matches!(
                self,
                Self::Method | Self::Session | Self::Flow | Self::Endpoint
            ),
            Batch::Inside => matches!(
                self,
                Self::Readable
                    | Self::Method
                    | Self::Session
                    | Self::Flow
                    | Self::Arguments
                    | Self::Endpoint
            ),
        }
    }
}
