//! A reply that has arrived: reading it, and deciding what it says about the call.

use std::any::Any;
use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use super::clock;
use super::core::Core;
use super::drive::Landed;
use super::prepared::Prepared;
use super::target::Target;
use crate::codes::{Class, classify};
use crate::decode::escape::without_controls;
use crate::decode::{Body, DecodeError, Decoded, Envelope, PlatformError, decode, open};
use crate::error::{
    Context, Doubt, Effect, Error, Refused, Rejected, Throttled, Unknown, Unreadable,
    UnreadableCause,
};
use crate::outcome::{Judgement, Outcome, Refusal};
use crate::send::Reply;
use crate::shape::Kind;
use crate::sign::Signature;
use crate::text::Secret;
use crate::value::{Slot, Value};

/// The most bytes of a reply that an error or an answer keeps.
const KEPT: usize = 64 * 1024;

/// A reply, and the call that it answers.
pub(crate) struct Arrived<'c> {
    pub(super) core: &'c Core,
    pub(super) call: &'c Prepared,
    pub(super) sign: Signature,
    /// All calls of its batch, whose secrets no error shows either.
    pub(super) batch: &'c [&'c Prepared],
    pub(super) reply: Reply,
}

/// A reply of any type: what is not generic is compiled once.
pub(super) trait Answering {
    fn slot(&mut self) -> Slot<'_>;
    fn judge(&self) -> Judgement;
    fn may_be_absent(&self) -> bool;
    /// Takes the value out, as [`Landed`] keeps it, and says whether there was one.
    fn land(&mut self) -> (Box<dyn Any + Send>, bool);
}

impl<R: Outcome> Answering for R {
    fn slot(&mut self) -> Slot<'_> {
        Value::slot(self)
    }

    fn judge(&self) -> Judgement {
        Outcome::judge(self)
    }

    fn may_be_absent(&self) -> bool {
        R::OPTIONAL
    }

    fn land(&mut self) -> (Box<dyn Any + Send>, bool) {
        let value = std::mem::replace(self, R::empty()).into_value();
        let there = value.is_some();
        (Box::new(value), there)
    }
}

/// What reading a reply came to, before the business has its say.
pub(super) type Reading = Result<Decoded, DecodeError>;

impl Arrived<'_> {
    pub(super) fn status(&self) -> u16 {
        self.reply.status()
    }

    /// How many bytes came.
    pub(super) fn received_bytes(&self) -> usize {
        self.reply.body().len()
    }

    fn open(&self) -> Result<Cow<'_, [u8]>, DecodeError> {
        let body = Body {
            bytes: self.reply.body(),
            content_type: self.reply.content_type(),
            content_encoding: self.reply.content_encoding(),
        };
        open(body, self.core.limits())
    }

    /// Decoded: the payload is in the slot, or the platform said why not.
    pub(super) fn read<'s>(&'s self, slot: Slot<'s>) -> Reading {
        let expected = self.call.target.expected(self.core.format);
        decode(&self.open()?, expected, slot, self.core.limits())
    }

    /// Decoded and judged: the value of a call that succeeded, and its id.
    pub(super) fn value<R: Outcome>(&self) -> Result<(R::Value, Option<String>), Error> {
        let mut reply = R::empty();
        let id = self.fill(&mut reply)?;
        match reply.into_value() {
            Some(value) => Ok((value, id)),
            None => Err(self.without_value(id)),
        }
    }

    /// The same, as what a call lands.
    pub(super) fn landed(&self, reply: &mut dyn Answering) -> Result<Landed, Error> {
        let request_id = self.fill(reply)?;
        match reply.land() {
            (value, true) => Ok(Landed { value, request_id }),
            (_, false) => Err(self.without_value(request_id)),
        }
    }

    fn fill(&self, answer: &mut dyn Answering) -> Result<Option<String>, Error> {
        let reading = self.read(answer.slot());
        self.settle(reading, answer.judge(), answer.may_be_absent())
    }

    /// Decides: the id of a call that succeeded, or what became of it.
    ///
    /// `may_be_absent` says whether the declared reply may be left out altogether.
    pub(super) fn settle(
        &self,
        reading: Reading,
        judgement: Judgement,
        may_be_absent: bool,
    ) -> Result<Option<String>, Error> {
        match reading {
            Ok(Decoded::Refused(platform)) => Err(self.refused(platform)),
            // Whoever answered, it was not the platform: it answers 200 even when it refuses.
            _ if !(200..300).contains(&self.status()) => {
                Err(Unknown::error(self.context(None), Doubt::Status))
            }
            Ok(Decoded::Reply(envelope)) => self.judged(envelope, judgement, may_be_absent),
            Err(error) => {
                let done = judgement == Judgement::Success && error.reached_payload();
                let claimed = self.claimed(done);
                let cause = UnreadableCause::Decode(error);
                Err(Unreadable::error(self.context(None), cause, claimed))
            }
        }
    }

    fn judged(
        &self,
        envelope: Envelope,
        judgement: Judgement,
        may_be_absent: bool,
    ) -> Result<Option<String>, Error> {
        let may_be_absent = (may_be_absent || self.is_whole()) && self.may_be_empty(&envelope);
        let id = envelope.request_id;
        if !envelope.member_found && !may_be_absent {
            let done = judgement == Judgement::Success && envelope.recognised;
            return Err(Unreadable::error(
                self.context(id),
                UnreadableCause::NoValue,
                self.claimed(done),
            ));
        }
        match judgement {
            Judgement::Success => Ok(id),
            Judgement::Silent if self.call.target.is_read() => Ok(id),
            Judgement::Silent => {
                let cause = UnreadableCause::NoVerdict;
                Err(Unreadable::error(self.context(id), cause, Effect::Unknown))
            }
            Judgement::Rejected(refusal) => {
                Err(Rejected::error(self.context(id), self.masked(refusal)))
            }
            Judgement::Doubtful(refusal) => {
                let doubt = Doubt::Business(self.masked(refusal));
                Err(Unknown::error(self.context(id), doubt))
            }
        }
    }

    /// Whether a reply without anything in it can be an answer. Where money may move, it must at
    /// least show whose answer it is: a proxy's own JSON is no success.
    fn may_be_empty(&self, envelope: &Envelope) -> bool {
        let undeclared = matches!(self.call.target, Target::Named(_));
        envelope.recognised || undeclared || self.call.target.is_read()
    }

    /// Whether the payload is the reply itself, or a list, which is left out when empty.
    fn is_whole(&self) -> bool {
        let expected = self.call.target.expected(self.core.format);
        match expected.kind {
            Kind::List(_) => true,
            Kind::Object(_) => expected.member.is_none(),
            _ => matches!(self.call.target, Target::Named(_)),
        }
    }

    /// The platform's error, by what it says about the effect (protocol §6.1).
    fn refused(&self, mut platform: PlatformError) -> Error {
        let context = self.context(platform.request_id.clone());
        self.mask_in_place(&mut platform.msg);
        let texts = [
            &mut platform.sub_code,
            &mut platform.sub_msg,
            &mut platform.request_id,
        ];
        for text in texts.into_iter().flatten() {
            self.mask_in_place(text);
        }
        match classify(platform.code, platform.sub_code.as_deref()) {
            Class::Throttled => {
                let wait = self.wait(&platform);
                Throttled::error(context, platform, wait)
            }
            Class::Refused => {
                let skew = (platform.code == INVALID_TIMESTAMP)
                    .then(|| self.skew())
                    .flatten();
                Refused::error(context, platform, skew)
            }
            Class::Unknown => Unknown::error(context, Doubt::Platform(platform)),
        }
    }

    fn wait(&self, platform: &PlatformError) -> Option<Duration> {
        let said = platform.sub_msg.as_deref().and_then(clock::ban_seconds);
        let today = platform.sub_code.as_deref() == Some(DAY_LIMIT);
        let wait = said.map(|seconds| seconds.saturating_add(1));
        let wait = wait.or_else(|| today.then(|| clock::until_midnight(self.core.clock.now()))?);
        wait.map(Duration::from_secs)
    }

    fn skew(&self) -> Option<i64> {
        clock::ahead_of(self.core.clock.now(), self.reply.date()?)
    }

    /// An `Ok` reply whose payload was left out.
    pub(super) fn without_value(&self, id: Option<String>) -> Error {
        let cause = UnreadableCause::NoValue;
        Unreadable::error(self.context(id), cause, self.claimed(true))
    }

    /// What a reply to many calls, that is no reply to this one, says of it: a refusal of all, or
    /// nothing. What a provider says, it says of one call, and nobody knows of which.
    pub(super) fn of_many(&self, calls: usize, replies: usize) -> Error {
        let refusal = if replies == 1 { self.refusal() } else { None };
        let of_one = |error: &Error| matches!(error, Error::Refused(no) if no.is_by_provider());
        refusal.filter(|error| !of_one(error)).unwrap_or_else(|| {
            let cause = UnreadableCause::Replies { calls, replies };
            Unreadable::error(self.context(None), cause, Effect::Unknown)
        })
    }

    /// Why there is no reply of the platform that could tell anything of a single call.
    fn refusal(&self) -> Option<Error> {
        match self.read(Slot::Nothing) {
            Ok(Decoded::Reply(_)) if self.status() == 200 => None,
            reading => self.settle(reading, Judgement::Silent, false).err(),
        }
    }

    /// The effect of a call whose reply speaks for a success, though it cannot be read. Of a
    /// method without a declaration nothing is known, not even what a success looks like.
    fn claimed(&self, success: bool) -> Effect {
        match self.call.target {
            Target::Declared(_) if success => Effect::Applied,
            _ => Effect::Unknown,
        }
    }

    fn context(&self, request_id: Option<String>) -> Context {
        let mut context = self.call.target.context();
        context.codes = Some(Arc::clone(&self.core.codes));
        context.status = Some(self.status());
        context.request_id = request_id.map(|id| self.mask(&id).into_owned());
        context.body = (!self.call.options.reply_is_secret).then(|| self.text());
        context
    }

    /// The text of the reply, cut and masked.
    pub(super) fn text(&self) -> String {
        let opened = self.open();
        let bytes = opened.as_deref().unwrap_or(self.reply.body());
        // Masked before it is cut: half a secret would not be recognised.
        let mut text = self.mask(&String::from_utf8_lossy(bytes)).into_owned();
        if text.len() > KEPT {
            let end = (0..=KEPT).rev().find(|at| text.is_char_boundary(*at));
            text.truncate(end.unwrap_or(0));
        }
        text
    }

    /// The whole reply as JSON, whatever the platform left unescaped in it.
    pub(super) fn json(&self) -> Option<serde_json::Value> {
        let text = self.open().ok()?;
        let read = |text: &[u8]| serde_json::from_slice(text).ok();
        read(&text).or_else(|| read(without_controls(std::str::from_utf8(&text).ok()?).as_bytes()))
    }

    pub(super) fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let calls = || self.batch.iter().copied().chain([self.call]);
        let confided: Vec<_> = calls().flat_map(Prepared::confided).collect();
        let sessions = calls().map(|call| self.core.session(&call.options).map(Secret::expose));
        let confided = confided.iter().map(|value| Some(value.as_str()));
        let own = [Some(self.sign.as_str())].into_iter();
        let own: Vec<_> = own.chain(sessions).chain(confided).collect();
        self.core.credentials.mask(&own, text)
    }

    fn mask_in_place(&self, text: &mut String) {
        if let Cow::Owned(masked) = self.mask(text) {
            *text = masked;
        }
    }

    fn masked(&self, mut refusal: Refusal) -> Refusal {
        let texts = [&mut refusal.code, &mut refusal.message];
        for text in texts.into_iter().flatten() {
            self.mask_in_place(text);
        }
        refusal
    }
}

/// The platform's code for a timestamp that is off.
const INVALID_TIMESTAMP: i64 = 31;
/// The limit that ends with the day in GMT+8 (protocol §6.2).
const DAY_LIMIT: &str = "accesscontrol.limited-by-app-access-count";
