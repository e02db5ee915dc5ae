//! A call from the command line: the stages of a typed call, and an outcome for people and scripts.

pub(crate) mod account;
mod doubt;
mod given;
pub(crate) mod intent;
mod invalid;
mod mask;
mod places;
mod report;
mod words;

use std::time::Duration;

use top_runtime::client::{Answer, UntypedCall};
use top_runtime::resolve::Resolution;
use top_runtime::{Client, Endpoint, Error, Rehearsal, Secret};

pub(crate) use given::Given;
pub(crate) use report::{Report, not_tried};

/// A call that somebody asks for.
pub(crate) struct Order {
    pub(crate) endpoint: &'static Endpoint,
    pub(crate) given: Given,
    pub(crate) session: Option<Secret>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) intent: Option<String>,
    pub(crate) wish: Wish,
    /// Whether to ask what became of it, where nobody knows.
    pub(crate) resolve: bool,
}

/// How far a call may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wish {
    /// Nothing is sent.
    Rehearse,
    /// What only reads is sent.
    SendReads,
    /// It is sent.
    Send,
}

/// What became of a call.
pub(crate) enum Outcome {
    Rehearsed(Box<Rehearsal>),
    Succeeded(Answer<serde_json::Value>),
    /// The resolution, if one was asked for.
    Failed(Error, Option<Resolution>),
}

impl Order {
    /// Rehearses the call or makes it.
    pub(crate) async fn carry_out(self, client: &Client) -> Report {
        let outcome = if self.may_be_sent() {
            self.sent(client).await
        } else {
            match self.call(client).dry_run() {
                Ok(rehearsal) => Outcome::Rehearsed(Box::new(rehearsal)),
                Err(error) => Outcome::Failed(error, None),
            }
        };
        Report {
            order: self,
            outcome,
        }
    }

    /// Whether the call goes out.
    pub(crate) fn may_be_sent(&self) -> bool {
        match self.wish {
            Wish::Rehearse => false,
            Wish::SendReads => self.endpoint.is_read(),
            Wish::Send => true,
        }
    }

    async fn sent(&self, client: &Client) -> Outcome {
        let error = match self.call(client).reply().await {
            Ok(answer) => return Outcome::Succeeded(answer),
            Err(error) => error,
        };
        let resolution = match error.ticket() {
            Some(ticket) if self.resolve => Some(ticket.resolve(client).await),
            _ => None,
        };
        Outcome::Failed(error, resolution)
    }

    fn call<'c>(&self, client: &'c Client) -> UntypedCall<'c> {
        let mut call = client.call_endpoint(self.endpoint, self.given.members.clone().into());
        for (name, file) in &self.given.files {
            call = call.file(name, file.clone());
        }
        if let Some(session) = &self.session {
            call = call.session(session.clone());
        }
        if let Some(id) = &self.intent {
            call = call.intent(id);
        }
        match self.timeout {
            Some(timeout) => call.deadline(timeout),
            None => call,
        }
    }
}
