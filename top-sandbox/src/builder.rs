//! What a gateway knows and serves.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use top_runtime::sign::SigningKey;
use top_runtime::{Clock, Endpoint, Record, SystemClock, TopApi};

use crate::checks::FlowLimit;
use crate::counts::Counter;
use crate::error_response::ErrorResponse;
use crate::faults::Faults;
use crate::gate::Gate;
use crate::ledger::Ledger;
use crate::recorder::Recorder;
use crate::sandbox::{Inner, Sandbox};
use crate::serve::{Context, Reply, Served};
use crate::tokens::Tokens;

/// Says what a [`Sandbox`] knows and serves.
#[must_use]
pub struct Builder {
    apps: HashMap<String, SigningKey>,
    sessions: HashSet<String>,
    tokens: Tokens,
    served: HashMap<&'static str, Served>,
    clock: Arc<dyn Clock>,
    limit: FlowLimit,
    ledger: Option<Ledger>,
}

impl Builder {
    pub(crate) fn new() -> Self {
        Self {
            apps: HashMap::new(),
            sessions: HashSet::new(),
            tokens: Tokens::default(),
            served: HashMap::new(),
            clock: Arc::new(SystemClock),
            limit: FlowLimit::default(),
            ledger: None,
        }
    }

    /// Adds an app: its key and its secret.
    pub fn app(mut self, app_key: impl Into<String>, secret: &str) -> Self {
        self.apps.insert(app_key.into(), SigningKey::new(secret));
        self
    }

    /// Adds a session that is valid for every app.
    pub fn session(mut self, session: impl Into<String>) -> Self {
        self.sessions.insert(session.into());
        self
    }

    /// Serves `taobao.top.auth.token.create` and `…refresh`, and accepts the sessions that they give.
    pub fn tokens(mut self, tokens: &Tokens) -> Self {
        self.tokens = tokens.clone();
        tokens.serve(self)
    }

    /// Sets the clock that timestamps are held against.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Lets through this many calls of one method by one app in this time; more get code 7.
    /// The time is cut to whole seconds and is at least one.
    pub fn flow_limit(mut self, calls: u32, per: Duration) -> Self {
        self.limit = FlowLimit::new(calls, per.as_secs().max(1));
        self
    }

    /// Serves an endpoint by a function of its typed request.
    ///
    /// A business failure is an `Ok` whose reply says so; an `Err` is the platform's own refusal.
    pub fn serve<A: TopApi>(
        self,
        handler: impl Fn(A, &Context) -> Result<A::Response, ErrorResponse> + Send + Sync + 'static,
    ) -> Self {
        self.add(Served::typed(handler))
    }

    /// Serves an endpoint known only as data, by a function of a record.
    ///
    /// ```
    /// use top_apis::ENDPOINTS;
    /// use top_sandbox::{ErrorResponse, Sandbox};
    ///
    /// let mut builder = Sandbox::builder().app("12345678", "secret");
    /// for endpoint in ENDPOINTS {
    ///     builder = builder.serve_endpoint(endpoint, |_, _| Err(ErrorResponse::new(10)));
    /// }
    /// let out_of_service = builder.build();
    /// # assert_eq!(out_of_service.pending_faults(), []);
    /// ```
    pub fn serve_endpoint(
        self,
        endpoint: &'static Endpoint,
        handler: impl Fn(Record, &Context) -> Result<Reply, ErrorResponse> + Send + Sync + 'static,
    ) -> Self {
        self.add(Served::untyped(endpoint, handler))
    }

    /// Serves an endpoint by a made-up reply that says success.
    ///
    /// ```
    /// use top_apis::alsc::ReversePoint;
    /// use top_sandbox::Sandbox;
    ///
    /// let builder = Sandbox::builder().app("12345678", "secret");
    /// let sandbox = builder.serve_sample::<ReversePoint>().build();
    /// # assert_eq!(sandbox.pending_faults(), []);
    /// ```
    pub fn serve_sample<A: TopApi>(self) -> Self {
        self.add(Served::sample::<A>())
    }

    /// Serves an endpoint known only as data by a made-up reply that says success.
    ///
    /// A few bytes are kept for the life of the program.
    pub fn serve_endpoint_sample(self, endpoint: &'static Endpoint) -> Self {
        self.add(Served::untyped_sample(endpoint))
    }

    /// Serves the four endpoints of `top-apis` on these books.
    pub fn ledger(mut self, ledger: &Ledger) -> Self {
        self.ledger = Some(ledger.clone());
        ledger.serve(self)
    }

    /// Serves the four endpoints of `top-apis` on books with the pages' examples.
    pub fn examples(self) -> Self {
        self.ledger(&Ledger::with_examples())
    }

    /// The gateway.
    pub fn build(self) -> Sandbox {
        Sandbox(Arc::new(Inner {
            apps: self.apps,
            sessions: self.sessions,
            tokens: self.tokens,
            served: self.served,
            clock: self.clock,
            limit: self.limit,
            faults: Faults::default(),
            gate: Gate::default(),
            counter: Counter::default(),
            calls: AtomicU64::new(0),
            recorder: Recorder::default(),
            ledger: self.ledger,
        }))
    }

    fn add(mut self, served: Served) -> Self {
        self.served.insert(served.endpoint.method(), served);
        self
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("served", &self.served.len())
            .finish_non_exhaustive()
    }
}
