//! The client: the stages of a call, one behind the other.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use crate::api::{Endpoint, TopApi};
use crate::codes::CodeTable;
use crate::time::{Clock, DateTime};

mod answer;
mod arrived;
mod attempt;
mod batch;
mod build;
mod call;
mod clock;
mod confided;
mod core;
mod drive;
mod env;
mod guarded;
mod history;
pub(crate) mod intents;
mod known;
mod leftover;
mod options;
mod prepared;
mod rehearsal;
mod repeat;
mod sending;
mod session;
mod signed;
mod target;
mod timer;
mod untyped;
mod watch;

pub use answer::Answer;
pub use batch::{Batch, Outcomes, Placed};
pub use build::{BuildError, ClientBuilder};
pub use call::{Call, ValueOf};
pub use rehearsal::Rehearsal;
pub use sending::Sending;
pub use signed::SignedRequest;
pub use untyped::UntypedCall;

use self::core::Core;

/// Calls the platform. Cheap to clone: clones share one pool of connections.
///
/// Over HTTP it needs a running tokio runtime; code that has none wraps a call in `block_on`.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use top_runtime::{Client, Effect, TopApi};
///
/// /// Tells the platform's time.
/// #[derive(Debug, TopApi)]
/// #[top_api(method = "taobao.time.get", response(time: String), read)]
/// pub struct GetTime {}
///
/// let client = Client::builder().app_key("12345678").app_secret("…").build()?;
/// match client.send(&GetTime {}).await {
///     Ok(time) => println!("{time}"),
///     Err(error) if error.effect() == Effect::None => eprintln!("nothing happened: {error}"),
///     Err(error) => eprintln!("look it up before calling again: {error}"),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    core: Arc<Core>,
}

impl Client {
    /// Starts a client; [`ClientBuilder::build`] finds mistakes.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// Makes a client from the environment: `TOP_APP_KEY`, `TOP_APP_SECRET`, and optionally
    /// `TOP_GATEWAY` (`production`, `overseas`, `sandbox` or an address), `TOP_SESSION`,
    /// `TOP_SIGN_METHOD` (`md5`, `hmac`, `hmac-sha256`), `TOP_FORMAT` (`json`, `xml`) and
    /// `TOP_SIMPLIFY` (`true`, `false`). A blank variable counts as not set.
    ///
    /// # Errors
    /// A [`BuildError`] that names the variable.
    pub fn from_env() -> Result<Self, BuildError> {
        ClientBuilder::from_env()?
            .build()
            .map_err(env::in_env_words)
    }

    /// Calls a method and gives its typed value. Nothing is sent before it is awaited.
    ///
    /// # Errors
    /// [`Error`](crate::Error); ask it for its [`effect`](crate::Error::effect) before calling
    /// again.
    pub fn send<A: TopApi>(&self, request: &A) -> Sending<'_, ValueOf<A>> {
        Sending::new(self.core.plain(A::ENDPOINT, request, call::value::<A>))
    }

    /// The time as the gateway counts it, as far as this client knows; where no calendar knows it,
    /// 1970.
    pub(crate) fn now(&self) -> DateTime {
        DateTime::from_system_time(self.core.now()).unwrap_or(DateTime::EPOCH)
    }

    /// Prepares a call with a session or a deadline of its own, or one whose reply or signed
    /// request you want to see.
    pub fn call<'a, A: TopApi>(&'a self, request: &'a A) -> Call<'a, A> {
        Call::new(&self.core, request)
    }

    /// Prepares a call of any method by name, with its parameters as a JSON object.
    ///
    /// Nothing is known about the method: no rule is checked, every failure after sending leaves
    /// the effect [`Unknown`](crate::Effect::Unknown), and the reply is given as it is, a business
    /// failure inside it included. A client that speaks XML asks for JSON here. Prefer a declared request or [`Client::call_endpoint`].
    pub fn call_method(
        &self,
        method: impl Into<String>,
        params: serde_json::Value,
    ) -> UntypedCall<'_> {
        UntypedCall::named(&self.core, method.into(), params)
    }

    /// The codes that were added to the built-in ones.
    pub(crate) fn codes(&self) -> &CodeTable {
        &self.core.codes
    }

    /// Begins a batch: many calls in one request, each with an outcome of its own.
    pub fn batch(&self) -> Batch<'_> {
        Batch::new(&self.core)
    }

    /// The clock that stamps its calls, before it is corrected.
    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.core.clock
    }

    /// A time of its clock as the gateway counts it, as far as this client has learnt by now.
    pub(crate) fn corrected(&self, time: SystemTime) -> SystemTime {
        self.core.app.skew.correct(time)
    }

    /// Prepares a call of a declared method with its parameters as a JSON object: rules, effects
    /// and business failures are those of the declaration.
    pub fn call_endpoint(
        &self,
        endpoint: &'static Endpoint,
        params: serde_json::Value,
    ) -> UntypedCall<'_> {
        UntypedCall::declared(&self.core, endpoint, params)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.core, f)
    }
}
