//! Calls whose request and reply are JSON.

use std::fmt;

use serde_json::{Map, Value as JsonValue};

use super::answer::Answer;
use super::arrived::Arrived;
use super::core::Core;
use super::drive::Landed;
use super::known::Known;
use super::options::{Options, setters};
use super::prepared::Prepared;
use super::rehearsal::Rehearsal;
use super::sending::Sending;
use super::signed::SignedRequest;
use super::target::Target;
use crate::api::{Endpoint, root_of};
use crate::blank::is_blank;
use crate::check::check;
use crate::encode::{Params, encode_masked};
use crate::error::{Error, Invalid};
use crate::file::File;
use crate::outcome::{Judgement, judge_object};
use crate::read::read_json;
use crate::record::{Record, cell::Cell};
use crate::value::{Ref, Slot};
use crate::violation::{Breach, Violation, Violations};

/// A call whose request and reply are JSON. Nothing happens before [`send`](Self::send).
#[must_use]
pub struct UntypedCall<'a> {
    core: &'a Core,
    target: Target,
    params: JsonValue,
    files: Vec<(String, File)>,
    options: Options,
}

impl<'a> UntypedCall<'a> {
    pub(super) fn named(core: &'a Core, method: String, params: JsonValue) -> Self {
        Self::new(core, Target::Named(method), params)
    }

    pub(super) fn declared(core: &'a Core, endpoint: &'static Endpoint, params: JsonValue) -> Self {
        Self::new(core, Target::Declared(endpoint), params)
    }

    fn new(core: &'a Core, target: Target, params: JsonValue) -> Self {
        Self {
            core,
            target,
            params,
            files: Vec::new(),
            options: Options::default(),
        }
    }

    setters!();

    /// Adds a file (`byte[]`), which JSON cannot carry, by the name of its parameter.
    pub fn file(mut self, name: impl Into<String>, file: File) -> Self {
        self.files.push((name.into(), file));
        self
    }

    /// Makes the call and gives the reply: of a declared method what its declaration calls the
    /// response, of any other all members of the reply.
    ///
    /// # Errors
    /// [`Error`]; ask it for its [`effect`](Error::effect) before calling again.
    pub async fn send(self) -> Result<JsonValue, Error> {
        self.reply().await.map(Answer::into_value)
    }

    /// Makes the call and gives the reply with what came along: the request id, the status, the
    /// text.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn reply(mut self) -> Result<Answer<JsonValue>, Error> {
        let (params, record) = self.encoded()?;
        let known = self.known(&params, record.as_ref());
        let call = Prepared::new(self.target, params, self.options, known);
        Sending::new(self.core.drive(call, answer)).await
    }

    /// Checks, encodes and signs the call as it would be sent now, and sends nothing.
    ///
    /// # Errors
    /// [`Error::Invalid`] where the request breaks a rule.
    pub fn signed(mut self) -> Result<SignedRequest, Error> {
        let (params, record) = self.encoded()?;
        self.sign(&params, record.as_ref())
    }

    /// Plays the call through and does not make it, as
    /// [`Call::dry_run`](super::Call::dry_run) does.
    ///
    /// # Errors
    /// [`Error::Invalid`] where the request breaks a rule.
    pub fn dry_run(mut self) -> Result<Rehearsal, Error> {
        let (params, record) = self.encoded()?;
        let known = self.known(&params, record.as_ref());
        let request = self.sign(&params, record.as_ref())?;
        let (target, options) = (&self.target, &self.options);
        Ok(Rehearsal::new(self.core, target, options, &known, request))
    }

    fn sign(&self, params: &Params, record: Option<&Record>) -> Result<SignedRequest, Error> {
        let shown = match (&self.target, record) {
            (Target::Declared(endpoint), Some(record)) => encode_masked(endpoint, record),
            // Nothing says what is secret in it.
            _ => params.clone(),
        };
        let url = &self.core.url;
        self.core
            .signed(&self.target, params, &self.options, |form| {
                SignedRequest::new(url, &form, shown)
            })
    }

    pub(super) fn known(&self, params: &Params, record: Option<&Record>) -> Known {
        match (&self.target, record) {
            (Target::Declared(endpoint), Some(record)) => Known::of(self.core, endpoint, record),
            _ => Known::undeclared(self.core, params),
        }
    }

    /// The parameters, and the request that they were made of where there is a declaration.
    pub(super) fn encoded(&mut self) -> Result<(Params, Option<Record>), Error> {
        let invalid = |violations| Invalid::error(self.target.context(), violations);
        let empty = Map::new();
        let members = match &self.params {
            JsonValue::Object(members) => members,
            JsonValue::Null => &empty,
            _ => {
                let expected = Breach::Expected("a JSON object");
                return Err(invalid(Violations::one(Violation::new("params", expected))));
            }
        };
        match &self.target {
            Target::Declared(endpoint) => {
                let mut record = self.record(endpoint, members).map_err(invalid)?;
                self.options.fill_in_key(endpoint, &mut record);
                let params = self.core.params(endpoint, &record, &self.options)?;
                Ok((params, Some(record)))
            }
            Target::Named(method) => {
                let nameless = is_blank(method).then(|| Violation::new("method", Breach::Missing));
                let session = self.core.missing_session(&self.target, &self.options);
                let missing = [nameless, session].into_iter().flatten().collect();
                Violations::none_or(missing).map_err(invalid)?;
                let mut params = Params::from_json(members).map_err(invalid)?;
                for (name, file) in &self.files {
                    params.push_file(name.clone(), file.clone());
                }
                Ok((params, None))
            }
        }
    }

    /// The request, read as far as it can be: what is missing is told beside what is wrong.
    fn record(
        &self,
        endpoint: &'static Endpoint,
        members: &Map<String, JsonValue>,
    ) -> Result<Record, Violations> {
        let mut record = Record::new(endpoint.request());
        let mut read = read_json(&mut record, members);
        for (name, file) in &self.files {
            read = read.and(record.set_file(name, file.clone()));
        }
        match (read, check(endpoint, &record)) {
            (Ok(()), _) => Ok(record),
            (Err(found), Ok(_)) => Err(found),
            (Err(found), Err(missing)) => Err(found.and_elsewhere(missing)),
        }
    }
}

/// Reads the reply as JSON.
pub(super) fn answer(arrived: &Arrived<'_>) -> Result<Landed, Error> {
    let (value, id) = json(arrived)?;
    let answer = Answer::new(value, id.clone(), arrived.status(), arrived.text());
    Ok(Landed::new(answer, id))
}

pub(super) fn json(arrived: &Arrived<'_>) -> Result<(JsonValue, Option<String>), Error> {
    match arrived.call.target {
        Target::Declared(endpoint) => declared(arrived, endpoint),
        Target::Named(_) => named(arrived),
    }
}

fn declared(
    arrived: &Arrived<'_>,
    endpoint: &'static Endpoint,
) -> Result<(JsonValue, Option<String>), Error> {
    let mut reply = Cell::new(endpoint.response());
    let reading = arrived.read(Slot::Optional(&mut reply));
    let judgement = match reply.get() {
        Ref::Object(object) => judge_object(object),
        _ => Judgement::Success,
    };
    let id = arrived.settle(reading, judgement, false)?;
    Ok((reply.to_json(), id))
}

fn named(arrived: &Arrived<'_>) -> Result<(JsonValue, Option<String>), Error> {
    let reading = arrived.read(Slot::Nothing);
    let id = arrived.settle(reading, Judgement::Success, true)?;
    let root = root_of(arrived.call.target.method());
    match arrived.json() {
        Some(JsonValue::Object(mut reply)) => {
            Ok((reply.remove(&root).unwrap_or(JsonValue::Object(reply)), id))
        }
        _ => Err(arrived.without_value(id)),
    }
}

impl fmt::Debug for UntypedCall<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UntypedCall")
            .field("method", &self.target.method())
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
