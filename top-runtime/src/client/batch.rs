//! Many calls in one request (protocol §7).

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use serde_json::Value as JsonValue;

use super::call::{self, ValueOf};
use super::core::Core;
use super::drive::{Landed, Read};
use super::known::Known;
use super::options::Options;
use super::prepared::Prepared;
use super::target::Target;
use super::untyped::{self, UntypedCall};
use crate::api::{Endpoint, TopApi};
use crate::error::{Context, Error, Invalid};
use crate::gateway::batch_url;
use crate::limit::Lane;
use crate::text::Secret;
use crate::value::Object;
use crate::violation::{Breach, Violation, Violations};

mod carry;
mod outcomes;
mod passage;
mod replies;
mod settle;

use outcomes::Id;
pub use outcomes::Outcomes;

/// Many calls in one request, of one endpoint or of several, each with an outcome of its own.
///
/// Calls are checked when they are added. One that breaks a rule is not sent and harms no other. A
/// batch is sent once: nothing in it is ever sent again by itself. It knows no
/// [intents](crate::intent): a call that must survive a crash is made alone.
///
/// ```no_run
/// # async fn example(client: top_runtime::Client) -> Result<(), top_runtime::Error> {
/// use top_runtime::TopApi;
///
/// /// Tells the platform's time.
/// #[derive(Debug, TopApi)]
/// #[top_api(method = "taobao.time.get", response(time: String), read)]
/// pub struct GetTime {}
///
/// /// Reads a shop.
/// #[derive(Debug, TopApi)]
/// #[top_api(method = "taobao.shop.get", response(title: String), read)]
/// pub struct GetShop {
///     /// Its number.
///     pub sid: i64,
/// }
///
/// let mut batch = client.batch();
/// let time = batch.add(&GetTime {});
/// let shop = batch.add(&GetShop { sid: 7 });
/// let mut outcomes = batch.send().await?;
/// println!("{}", outcomes.take(time)?);
/// match outcomes.take(shop) {
///     Ok(title) => println!("{title}"),
///     Err(error) => eprintln!("{:?}: {error}", error.effect()),
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is sent before `send`"]
pub struct Batch<'c> {
    core: &'c Core,
    id: Id,
    calls: Vec<Result<Member, Error>>,
    at_most: usize,
    options: Options,
}

/// One call of a batch.
struct Member {
    call: Prepared,
    read: Read,
}

type Outcome = Result<Landed, Error>;

/// The place of a call in a batch, for which [`Outcomes::take`] gives its outcome.
#[must_use = "it is what the outcome is taken by"]
pub struct Placed<V> {
    batch: Id,
    index: usize,
    value: PhantomData<fn() -> V>,
}

/// Often named as the platform's limit; its pages name none.
const AT_MOST: usize = 20;

impl<'c> Batch<'c> {
    pub(super) fn new(core: &'c Core) -> Self {
        Self {
            core,
            id: Id::next(),
            calls: Vec::new(),
            at_most: AT_MOST,
            options: Options::default(),
        }
    }

    /// Sets the most calls that the batch may have: 20 by default, as the platform states no
    /// number.
    pub fn at_most(mut self, calls: usize) -> Self {
        self.at_most = calls;
        self
    }

    /// Gives up after this time altogether, connecting and waiting included.
    pub fn deadline(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Sets how urgent its calls are where the client limits calls. Each counts as one.
    pub fn lane(mut self, lane: Lane) -> Self {
        self.options.lane = lane;
        self
    }

    /// Adds a call, on behalf of the client's user.
    pub fn add<A: TopApi>(&mut self, request: &A) -> Placed<ValueOf<A>> {
        self.typed(request, self.options.clone())
    }

    /// Adds a call on behalf of this user (用户授权), not the client's.
    pub fn add_with_session<A: TopApi>(
        &mut self,
        request: &A,
        session: impl Into<Secret>,
    ) -> Placed<ValueOf<A>> {
        let options = Options {
            session: Some(session.into()),
            ..self.options.clone()
        };
        self.typed(request, options)
    }

    /// Adds a call of a declared method with its parameters as a JSON object.
    pub fn add_endpoint(
        &mut self,
        endpoint: &'static Endpoint,
        params: JsonValue,
    ) -> Placed<JsonValue> {
        let mut call = UntypedCall::declared(self.core, endpoint, params);
        let options = self.options.clone();
        let call = call.encoded().map(|(params, record)| {
            let known = call.known(&params, record.as_ref());
            Prepared::new(Target::Declared(endpoint), params, options, known)
        });
        self.place(call, |arrived| {
            let (value, id) = untyped::json(arrived)?;
            Ok(Landed::new(value, id))
        })
    }

    fn typed<A: TopApi>(&mut self, request: &A, options: Options) -> Placed<ValueOf<A>> {
        let request: &dyn Object = request;
        let call = self.prepared(A::ENDPOINT, request, options);
        self.place(call, call::value::<A>)
    }

    fn prepared(
        &self,
        endpoint: &'static Endpoint,
        request: &dyn Object,
        options: Options,
    ) -> Result<Prepared, Error> {
        let params = self.core.params(endpoint, request, &options)?;
        let known = Known::of(self.core, endpoint, request);
        let target = Target::Declared(endpoint);
        Ok(Prepared::new(target, params, options, known))
    }

    fn place<V>(&mut self, call: Result<Prepared, Error>, read: Read) -> Placed<V> {
        let index = self.calls.len();
        let call = call.and_then(without_files);
        self.calls.push(call.map(|call| Member { call, read }));
        Placed {
            batch: self.id,
            index,
            value: PhantomData,
        }
    }

    /// Sends all calls in one request, once, and gives their outcomes.
    ///
    /// # Errors
    /// [`Error::Invalid`] where the batch as a whole cannot be sent: it has too many calls, or
    /// the gateway's address does not tell where batches go. Whatever befalls the request later
    /// is told as the outcome of every call in it.
    pub async fn send(self) -> Result<Outcomes, Error> {
        let invalid = |path: &str, breach| {
            let context = Context::untyped("/router/batch".into());
            Invalid::error(context, Violations::one(Violation::new(path, breach)))
        };
        if self.calls.len() > self.at_most {
            let max = u64::try_from(self.at_most).unwrap_or(u64::MAX);
            return Err(invalid("batch", Breach::Items { max }));
        }
        let url = batch_url(&self.core.url).ok_or_else(|| {
            invalid(
                "gateway",
                Breach::Expected("an address that ends in /rest, for batches go beside it"),
            )
        })?;
        let outcomes = self.core.carry(&url, self.calls, &self.options).await;
        Ok(Outcomes::new(self.id, outcomes))
    }
}

fn without_files(call: Prepared) -> Result<Prepared, Error> {
    let Some((name, _)) = call.params.files().first() else {
        return Ok(call);
    };
    let breach = Breach::Expected("no file: a batch carries none");
    let violations = Violations::one(Violation::new(&**name, breach));
    Err(Invalid::error(call.target.context(), violations))
}

impl fmt::Debug for Batch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let method = |call: &Result<Member, Error>| match call {
            Ok(member) => member.call.target.method().to_owned(),
            Err(invalid) => invalid.method().to_owned(),
        };
        f.debug_list()
            .entries(self.calls.iter().map(method))
            .finish()
    }
}

impl<V> fmt::Debug for Placed<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Placed").field(&self.index).finish()
    }
}
