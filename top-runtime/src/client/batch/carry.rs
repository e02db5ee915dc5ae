//! A batch on its way: admitted, signed, and sent once.

use std::time::Instant;

use super::passage::Passage;
use super::settle::Posted;
use super::{Member, Outcome};
use crate::client::core::Core;
use crate::client::options::Options;
use crate::error::Error;
use crate::form::Public;
use crate::form::batch::{CONTENT_TYPE, Calls};
use crate::send::{Outgoing, Progress, Reply, SendError};
use crate::sign::Signature;
use crate::text::Secret;

impl Core {
    /// Gives every call its outcome; those that may be sent are sent, once.
    pub(super) async fn carry(
        &self,
        url: &str,
        calls: Vec<Result<Member, Error>>,
        options: &Options,
    ) -> Vec<Outcome> {
        let deadline = Instant::now() + options.timeout_or(self.timeout);
        let mut members = Vec::new();
        let places = calls.into_iter().map(|call| {
            members.push(call.map_err(Err)?);
            Ok(())
        });
        let places = places.collect();
        in_place(places, self.make(url, &members, deadline).await)
    }

    async fn make(&self, url: &str, members: &[Member], deadline: Instant) -> Vec<Outcome> {
        let (mut going, mut places) = (Vec::new(), Vec::new());
        for member in members {
            let passage = Passage::begin(self, member, deadline).await;
            places.push(passage.map(|passage| {
                going.push(passage);
            }));
        }
        if going.is_empty() {
            return in_place(places, Vec::new());
        }
        let posted = Posted {
            begun: Instant::now(),
            deadline,
            skew: self.app.skew.current(),
            answer: self.post(url, &mut going, deadline).await,
        };
        in_place(places, self.outcomes(going, &posted).await)
    }

    async fn post(
        &self,
        url: &str,
        going: &mut [Passage<'_>],
        deadline: Instant,
    ) -> Result<(Reply, Signature), SendError> {
        let (outgoing, sign) = self.outgoing(url, going, deadline)?;
        if Instant::now() >= deadline {
            // A transport might still get the request out before it looks at the clock.
            return Err(SendError::new(Progress::NotSent).timed_out());
        }
        Ok((self.transport.post(outgoing).await?, sign))
    }

    fn outgoing(
        &self,
        url: &str,
        going: &mut [Passage<'_>],
        deadline: Instant,
    ) -> Result<(Outgoing, Signature), SendError> {
        let mut calls = Calls::default();
        for passage in going {
            let call = passage.call();
            let session = self.session(&call.options).map(Secret::expose);
            passage.sending(calls.push(call.target.method(), session, &call.params));
        }
        let public = Public {
            method: None,
            app_key: self.credentials.app_key.expose(),
            timestamp: &self.stamp()?.to_string(),
            session: None,
            format: self.format,
            sign_method: self.sign_method,
        };
        let (query, body, sign) = calls.signed(&public, &self.credentials.key);
        let outgoing = Outgoing {
            url: format!("{url}?{query}").into(),
            content_type: CONTENT_TYPE.into(),
            user_agent: self.user_agent.clone(),
            body,
            deadline,
            max_reply: self.max_reply,
        };
        Ok((outgoing, sign))
    }
}

/// Every outcome in the place of its call: some calls had theirs before the others were made.
fn in_place(places: Vec<Result<(), Outcome>>, made: Vec<Outcome>) -> Vec<Outcome> {
    let mut made = made.into_iter();
    let outcome = |place: Result<(), Outcome>| match place {
        Ok(()) => made.next(),
        Err(outcome) => Some(outcome),
    };
    places.into_iter().filter_map(outcome).collect()
}
