//! Settings of a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::app::AppState;
use crate::client::{Client, core::Core};
use crate::codes::CodeTable;
use crate::credentials::Credentials;
use crate::format::Format;
use crate::gateway::Gateway;
use crate::guard::AmountGuard;
use crate::intent::IntentStore;
use crate::limit::RateLimits;
use crate::observe::{Observer, Observers};
use crate::retry::{RetryBudget, RetryPolicy};
use crate::send::Transport;
use crate::session::SessionProvider;
use crate::sign::{SignMethod, SigningKey};
use crate::text::Secret;
use crate::time::{Clock, SystemClock};

mod check;
mod error;

pub use error::BuildError;

/// Settings of a [`Client`]. Mistakes are found by [`build`](Self::build).
#[must_use]
pub struct ClientBuilder {
    app_key: Secret,
    app_secret: Secret,
    gateway: Gateway,
    plain_http_host: Option<String>,
    session: Option<Secret>,
    sessions: Option<Arc<dyn SessionProvider>>,
    sign_method: SignMethod,
    format: Format,
    timeout: Duration,
    connect_timeout: Duration,
    proxy: Option<Secret>,
    user_agent: String,
    retry: RetryPolicy,
    retry_budget: Option<RetryBudget>,
    rate_limits: Option<RateLimits>,
    max_reply: usize,
    clock: Arc<dyn Clock>,
    codes: CodeTable,
    transport: Option<Arc<dyn Transport>>,
    observers: Observers,
    guard: Option<AmountGuard>,
    intents: Option<Arc<dyn IntentStore>>,
}

impl ClientBuilder {
    pub(super) fn new() -> Self {
        Self {
            app_key: Secret::default(),
            app_secret: Secret::default(),
            gateway: Gateway::default(),
            plain_http_host: None,
            session: None,
            sessions: None,
            sign_method: SignMethod::default(),
            format: Format::default(),
            timeout: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(5),
            proxy: None,
            user_agent: concat!("top-rs/", env!("CARGO_PKG_VERSION")).to_owned(),
            retry: RetryPolicy::default(),
            retry_budget: None,
            rate_limits: None,
            max_reply: 16 * 1024 * 1024,
            clock: Arc::new(SystemClock),
            codes: CodeTable::new(),
            transport: None,
            observers: Observers::default(),
            guard: None,
            intents: None,
        }
    }

    /// Sets the app's key. Required.
    pub fn app_key(mut self, key: impl Into<Secret>) -> Self {
        self.app_key = key.into();
        self
    }

    /// Sets the app's secret. Required.
    pub fn app_secret(mut self, secret: impl Into<Secret>) -> Self {
        self.app_secret = secret.into();
        self
    }

    /// Sets where calls go: a [`Gateway`], its name, or an address. Production by default.
    pub fn gateway(mut self, gateway: impl Into<Gateway>) -> Self {
        self.gateway = gateway.into();
        self
    }

    /// Lets calls to this one host go unencrypted. Loopback needs no leave.
    pub fn allow_plain_http(mut self, host: impl Into<String>) -> Self {
        self.plain_http_host = Some(host.into());
        self
    }

    /// Sets the session of the user on whose behalf calls are made (用户授权).
    pub fn session(mut self, session: impl Into<Secret>) -> Self {
        self.session = Some(session.into());
        self
    }

    /// Sets who knows the session of calls that have none of their own, where it changes with time.
    ///
    /// It is asked before every call, and once more where the platform refuses its session with
    /// code 27: the call was not carried out then, and is sent again with the new one, if the
    /// [`RetryPolicy`] allows a second attempt. Requests that are only looked at, signed or in a dry
    /// run, are shown without its session.
    pub fn session_provider(mut self, provider: impl SessionProvider + 'static) -> Self {
        self.sessions = Some(Arc::new(provider));
        self
    }

    /// Sets how calls are signed, [`SignMethod::HmacSha256`] by default.
    pub fn sign_method(mut self, method: SignMethod) -> Self {
        self.sign_method = method;
        self
    }

    /// Sets the form of replies, [`Format::Simplified`] by default.
    pub fn format(mut self, format: Format) -> Self {
        self.format = format;
        self
    }

    /// Sets how long a call may take altogether, connecting, waiting and all attempts included: 30
    /// seconds by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets how long connecting may take: 5 seconds by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sends calls through this proxy. Without it the environment's proxy counts (`HTTPS_PROXY`
    /// and so on), but never for a gateway on loopback.
    pub fn proxy(mut self, address: impl Into<Secret>) -> Self {
        self.proxy = Some(address.into());
        self
    }

    /// Sets when a call is sent again, [`RetryPolicy::default`] by default. Whatever the policy, a
    /// call that may have taken effect is only ever repeated where a repeat has no second effect.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Sets how much of its traffic this app may spend on sending again. All clients of one app in
    /// a process share the budget; they must not name different ones.
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.retry_budget = Some(budget);
        self
    }

    /// Limits how often this app calls. All clients of one app in a process share the limits; they
    /// must not name different ones.
    pub fn rate_limits(mut self, limits: RateLimits) -> Self {
        self.rate_limits = Some(limits);
        self
    }

    /// Sets the `User-Agent`.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// Sets the most bytes of a reply to read, before and after decompression: 16 MiB by default.
    pub fn max_reply_bytes(mut self, bytes: usize) -> Self {
        self.max_reply = bytes;
        self
    }

    /// Sets the clock that stamps calls.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Adds the codes of your providers to the built-in ones, which stay as they are.
    pub fn codes(mut self, codes: CodeTable) -> Self {
        self.codes = codes;
        self
    }

    /// Sets what carries calls, instead of HTTP. Proxy and connect timeout are then its business.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Has this observer hear of every call, beside those set before.
    pub fn observer(mut self, observer: impl Observer + 'static) -> Self {
        self.observers.add(Arc::new(observer));
        self
    }

    /// Has this log record every attempt.
    pub fn evidence(self, log: crate::evidence::EvidenceLog) -> Self {
        self.observer(log)
    }

    /// Refuses calls that would move more than this guard lets through.
    pub fn guard(mut self, guard: AmountGuard) -> Self {
        self.guard = Some(guard);
        self
    }

    /// Sets where calls under an [intent](crate::intent) are stored.
    ///
    /// ```
    /// use top_runtime::Client;
    /// use top_runtime::intent::MemoryIntents;
    ///
    /// let intents = MemoryIntents::new(); // on a till: an `IntentFile`, which outlives a crash
    /// let builder = Client::builder().intents(intents.clone());
    /// ```
    pub fn intents(mut self, store: impl IntentStore + 'static) -> Self {
        self.intents = Some(Arc::new(store));
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    /// The first setting that cannot be, by name.
    pub fn build(self) -> Result<Client, BuildError> {
        self.check()?;
        let transport = match &self.transport {
            Some(given) => Arc::clone(given),
            None => self.http_transport()?,
        };
        let app = self.app()?;
        let core = Core {
            credentials: Credentials {
                key: SigningKey::new(self.app_secret.expose()),
                app_key: self.app_key,
                session: self.session,
            },
            url: self.gateway.url().into(),
            user_agent: self.user_agent.into(),
            sign_method: self.sign_method,
            format: self.format,
            timeout: self.timeout,
            retry: self.retry,
            sessions: self.sessions,
            max_reply: self.max_reply,
            app,
            clock: self.clock,
            codes: Arc::new(self.codes),
            transport,
            observers: self.observers,
            guard: self.guard,
            intents: self.intents,
        };
        Ok(Client {
            core: Arc::new(core),
        })
    }

    fn app(&self) -> Result<Arc<AppState>, BuildError> {
        let (limits, budget) = (self.rate_limits.as_ref(), self.retry_budget.as_ref());
        match self.transport {
            // Where its calls go, nobody here knows.
            Some(_) => AppState::alone(limits, budget),
            None => AppState::shared(self.gateway.url(), &self.app_key, limits, budget),
        }
    }

    /// Makes the transport over HTTP that these settings ask for, to be wrapped in one of yours: one
    /// that counts, records or looks at replies.
    ///
    /// # Errors
    /// The first setting that cannot be, by name; this machine's lack of CA certificates too.
    #[cfg(feature = "http")]
    pub fn http_transport(&self) -> Result<Arc<dyn Transport>, BuildError> {
        use crate::send::http::{Http, Settings};
        let http = Http::new(&Settings {
            url: self.gateway.url(),
            user_agent: &self.user_agent,
            connect_timeout: self.connect_timeout,
            proxy: self.proxy.as_ref().map(Secret::expose),
        })?;
        Ok(Arc::new(http))
    }

    #[cfg(not(feature = "http"))]
    #[expect(clippy::unused_self, reason = "its twin with the feature needs it")]
    fn http_transport(&self) -> Result<Arc<dyn Transport>, BuildError> {
        Err(BuildError::new(
            "transport",
            "must be given: this build has no feature `http`",
        ))
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the gateway: before `build` has looked at it, a password may be in it.
        f.debug_struct("ClientBuilder")
            .field("sign_method", &self.sign_method)
            .field("format", &self.format)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
