//! A call of unknown effect, kept for asking what became of it.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde_json::{Map, Value as JsonValue};

use super::reading::Reading;
use super::resolution::{Found, Reason, Resolution};
use super::{Finding, Looked, Resolver};
use crate::api::Endpoint;
use crate::client::{Answer, Client};
use crate::codes::CodeTable;
use crate::encode::Params;
use crate::error::Error;
use crate::record::Record;
use crate::text::Secret;
use crate::violation::{Breach, Violation, Violations};

/// A call of unknown effect: what was sent, and when. Cheap to clone.
///
/// `Debug` shows no values.
#[derive(Clone)]
pub struct Ticket(Arc<Doubted>);

struct Doubted {
    endpoint: &'static Endpoint,
    params: Params,
    session: Option<Secret>,
    given_up: SystemTime,
}

impl Ticket {
    /// The ticket of a call with these business parameters, of which nothing was sent after this
    /// time.
    pub(crate) fn new(
        endpoint: &'static Endpoint,
        params: Params,
        session: Option<Secret>,
        given_up: SystemTime,
    ) -> Self {
        Self(Arc::new(Doubted {
            endpoint,
            params,
            session,
            given_up,
        }))
    }

    /// The method that was called.
    pub fn method(&self) -> &'static str {
        self.0.endpoint.method()
    }

    /// The declaration of the method.
    pub fn endpoint(&self) -> &'static Endpoint {
        self.0.endpoint
    }

    /// When the call was given up, by the client's clock as the gateway has corrected it: no
    /// attempt was signed after that.
    pub fn given_up(&self) -> SystemTime {
        self.0.given_up
    }

    /// The business parameters that were sent.
    pub(crate) fn params(&self) -> &Params {
        &self.0.params
    }

    /// The session of this one call, if it had one of its own.
    pub(crate) fn session(&self) -> Option<&Secret> {
        self.0.session.as_ref()
    }

    /// Asks the platform whether the call was carried out, by the read that its declaration
    /// names. It may be asked as often as you like: nothing changes by it.
    ///
    /// That there is nothing yet is no answer while the call may still be on its way: until
    /// [`Resolver::settling_time`] has passed, that is [`Resolution::StillUnknown`]. A read that
    /// fails is that too; it never counts as a failure of the call.
    pub async fn resolve(&self, client: &Client) -> Resolution {
        let Some(resolver) = self.0.endpoint.resolver() else {
            return Resolution::unknown(Reason::NoResolver, None);
        };
        let (request, question) = match self.question(resolver) {
            Ok(question) => question,
            Err(violations) => return Resolution::unknown(Reason::Unaskable(violations), None),
        };
        // The answer speaks of a moment after this one.
        let asked = client.clock().now();
        let mut call = client.call_endpoint(resolver.read(), question);
        if let Some(session) = &self.0.session {
            call = call.session(session.clone());
        }
        let reply = call.reply().await;
        // A gateway that answers has looked at the clock. So the machine's may be set right in
        // between, and does not make the doubt look older than it is.
        let unsettled = self.unsettled(resolver, client.corrected(asked));
        match find(resolver, client.codes(), &request, &reply) {
            Finding::Applied => match reply {
                Ok(answer) => Resolution::Applied(Found::new(resolver.read(), answer)),
                Err(error) => Resolution::failed(error),
            },
            Finding::NotThere => match unsettled {
                None => Resolution::NotApplied,
                wait => Resolution::unknown(Reason::NotSettled, wait),
            },
            Finding::Unclear(why) => match reply {
                Ok(_) => Resolution::unknown(Reason::Unclear(why), None),
                Err(error) => Resolution::failed(error),
            },
        }
    }

    /// The doubted request as JSON, and the request of the read.
    fn question(&self, resolver: &Resolver) -> Result<(JsonValue, JsonValue), Violations> {
        let doubted = &self.0;
        let request = Record::from_params(doubted.endpoint, doubted.params.iter(), [])?;
        let request = request.to_json_value();
        let given = resolver.by().iter().filter_map(|(ours, theirs)| {
            let value = request.get(ours).filter(|value| !value.is_null())?;
            Some(((*theirs).to_owned(), value.clone()))
        });
        let question = given.collect::<Map<_, _>>();
        if question.is_empty() {
            // Whatever such a read shows, it is not this call.
            let named = resolver.by().first().map_or("", |(ours, _)| *ours);
            return Err(Violations::one(Violation::new(named, Breach::Missing)));
        }
        Ok((request, question.into()))
    }

    /// How long the call may still be carried out from now on.
    fn unsettled(&self, resolver: &Resolver, now: SystemTime) -> Option<Duration> {
        // A clock that was set back makes it longer, never shorter.
        let passed = now.duration_since(self.0.given_up).unwrap_or_default();
        let left = resolver.settling_time().saturating_sub(passed);
        (!left.is_zero()).then_some(left)
    }
}

fn find(
    resolver: &'static Resolver,
    codes: &CodeTable,
    request: &JsonValue,
    reply: &Result<Answer<JsonValue>, Error>,
) -> Finding {
    let looked = Looked {
        resolver,
        codes,
        request,
        reply: reply.as_ref().map(|answer| {
            let signed = answer.request_id().is_some();
            Reading::new(resolver.read().response(), answer.value(), signed)
        }),
    };
    match resolver.judged_by() {
        Some(judge) => judge(&looked),
        None => looked.by_declaration(),
    }
}

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The parameters show their names only.
        f.debug_struct("Ticket")
            .field("method", &self.method())
            .field("params", &self.0.params)
            .field("given_up", &self.0.given_up)
            .finish_non_exhaustive()
    }
}
