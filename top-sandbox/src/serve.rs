//! An endpoint with the code that answers it.

mod context;
mod read;
mod reply;
mod sample;

use std::fmt;

use top_runtime::{Endpoint, Field, Object, Record, Shape, TopApi, TopObject, Value};

use crate::arguments::Arguments;
use crate::checks::{Check, Refused};
use crate::error_response::ErrorResponse;

pub use context::Context;
pub use reply::Reply;
pub use sample::sample;

/// Answers a request that is checked: as a record, or read once more as its own type.
type Handler = dyn Fn(Record, &Arguments, &Context) -> Result<Reply, ErrorResponse> + Send + Sync;

/// An endpoint that a sandbox answers.
pub(crate) struct Served {
    pub(crate) endpoint: &'static Endpoint,
    handler: Box<Handler>,
}

impl Served {
    /// Answered by a function of the typed request.
    pub(crate) fn typed<A: TopApi>(
        handler: impl Fn(A, &Context) -> Result<A::Response, ErrorResponse> + Send + Sync + 'static,
    ) -> Self {
        Self {
            endpoint: A::ENDPOINT,
            handler: Box::new(move |_, arguments, context| {
                let mut request = <A as TopObject>::empty();
                read::fill(A::ENDPOINT, &mut request, arguments)?;
                handler(request, context).map(Reply::of)
            }),
        }
    }

    /// Answered by a function of a record.
    pub(crate) fn untyped(
        endpoint: &'static Endpoint,
        handler: impl Fn(Record, &Context) -> Result<Reply, ErrorResponse> + Send + Sync + 'static,
    ) -> Self {
        Self {
            endpoint,
            handler: Box::new(move |record, _, context| handler(record, context)),
        }
    }

    /// Answered by a generated sample that says success.
    pub(crate) fn sample<A: TopApi>() -> Self {
        Self::typed::<A>(|_, _| {
            let mut response = <A::Response as Value>::empty();
            sample::fill(response.slot(), A::Response::KIND);
            Ok(response)
        })
    }

    /// Answered by a generated sample, for an endpoint known only as data.
    pub(crate) fn untyped_sample(endpoint: &'static Endpoint) -> Self {
        // A reply may be a list or a text: a record with that one field holds any kind.
        let member = Field::new("reply", "", endpoint.response(), true);
        let shape: &'static Shape =
            Box::leak(Box::new(Shape::new("Reply", Vec::leak(vec![member]))));
        Self::untyped(endpoint, move |_, _| {
            let mut reply = Record::new(shape);
            sample::fill(reply.slot(0), endpoint.response());
            Ok(Reply::first_of(reply))
        })
    }

    /// Reads the arguments and answers the call.
    pub(crate) fn answer(
        &self,
        arguments: &Arguments,
        context: &Context,
    ) -> Result<Reply, Refused> {
        let record = Check::Arguments.of(read::request(self.endpoint, arguments))?;
        Check::Endpoint.of((self.handler)(record, arguments, context))
    }

    /// What calls of this endpoint are counted under: the value of its idempotency field, or of
    /// the first field that it must have.
    pub(crate) fn key(&self, arguments: &Arguments) -> String {
        read::key(self.endpoint, arguments).unwrap_or_default()
    }
}

impl fmt::Debug for Served {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Served")
            .field(&self.endpoint.method())
            .finish()
    }
}
