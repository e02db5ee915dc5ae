//! The stages of a call, for every endpoint alike: nothing here is generic.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::drive::{Landed, Read};
use super::known::Known;
use super::options::Options;
use super::prepared::Prepared;
use super::target::Target;
use crate::api::Endpoint;
use crate::app::AppState;
use crate::blank::is_blank;
use crate::check::check;
use crate::codes::CodeTable;
use crate::credentials::Credentials;
use crate::decode::Limits;
use crate::encode::{Params, encode};
use crate::error::{Error, Invalid, NotSent};
use crate::form::{Form, Public};
use crate::format::Format;
use crate::guard::AmountGuard;
use crate::intent::IntentStore;
use crate::observe::Observers;
use crate::retry::RetryPolicy;
use crate::send::{BoxFuture, Progress, SendError, Transport};
use crate::session::SessionProvider;
use crate::sign::SignMethod;
use crate::text::Secret;
use crate::time::{Clock, DateTime};
use crate::value::Object;
use crate::violation::{Breach, Violation, Violations};

/// A client's settings.
pub(crate) struct Core {
    pub(super) credentials: Credentials,
    pub(super) url: Arc<str>,
    pub(super) user_agent: Arc<str>,
    pub(super) sign_method: SignMethod,
    pub(super) format: Format,
    pub(super) timeout: Duration,
    pub(super) retry: RetryPolicy,
    pub(super) sessions: Option<Arc<dyn SessionProvider>>,
    pub(super) max_reply: usize,
    /// What all clients of one app share.
    pub(super) app: Arc<AppState>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) codes: Arc<CodeTable>,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) observers: Observers,
    pub(super) guard: Option<AmountGuard>,
    pub(super) intents: Option<Arc<dyn IntentStore>>,
}

impl Core {
    /// Declared, checked, encoded.
    pub(super) fn params(
        &self,
        endpoint: &'static Endpoint,
        object: &dyn Object,
        options: &Options,
    ) -> Result<Params, Error> {
        let target = Target::Declared(endpoint);
        let session = self.missing_session(&target, options);
        let checked = match (check(endpoint, object), session) {
            (Ok(checked), None) => Ok(checked),
            (Ok(_), Some(missing)) => Err(Violations::one(missing)),
            (Err(broken), None) => Err(broken),
            (Err(broken), Some(missing)) => Err(broken.and(missing)),
        };
        checked
            .and_then(encode)
            .map_err(|violations| Invalid::error(target.context(), violations))
    }

    /// What is wrong with the session: a blank one would be signed by nobody (protocol §3.2).
    pub(super) fn missing_session(&self, target: &Target, options: &Options) -> Option<Violation> {
        let missing = match self.session(options) {
            Some(session) => is_blank(session.expose()),
            None => target.needs_session() && self.sessions.is_none(),
        };
        missing.then(|| Violation::new("session", Breach::NoSession))
    }

    pub(super) fn session<'o>(&'o self, options: &'o Options) -> Option<&'o Secret> {
        options
            .session
            .as_ref()
            .or(options.renewed.get())
            .or(options.provided.get())
            .or(self.credentials.session.as_ref())
    }

    /// Signs, and hands the form to `with`.
    pub(super) fn signed<R>(
        &self,
        target: &Target,
        params: &Params,
        options: &Options,
        with: impl FnOnce(Form<'_>) -> R,
    ) -> Result<R, Error> {
        let now = self.stamp();
        let now = now.map_err(|failed| NotSent::error(target.context(), failed))?;
        let public = Public {
            method: Some(target.method()),
            app_key: self.credentials.app_key.expose(),
            timestamp: &now.to_string(),
            session: self.session(options).map(Secret::expose),
            format: target.format(self.format),
            sign_method: self.sign_method,
        };
        let form = Form::signed(&public, params, &self.credentials.key);
        Ok(with(form))
    }

    /// A declared call, from its request to its value: no endpoint compiles it again.
    pub(super) fn call<'c>(
        &'c self,
        endpoint: &'static Endpoint,
        object: &dyn Object,
        mut options: Options,
        read: Read,
    ) -> BoxFuture<'c, Result<Landed, Error>> {
        let keyed = options.keyed(endpoint, object);
        let object = keyed.as_ref().map_or(object, |keyed| keyed);
        match self.params(endpoint, object, &options) {
            Ok(params) => {
                let known = Known::of(self, endpoint, object);
                let call = Prepared::new(Target::Declared(endpoint), params, options, known);
                self.drive(call, read)
            }
            Err(invalid) => Box::pin(std::future::ready(Err(invalid))),
        }
    }

    /// A declared call that has nothing of its own.
    pub(super) fn plain<'c>(
        &'c self,
        endpoint: &'static Endpoint,
        object: &dyn Object,
        read: Read,
    ) -> BoxFuture<'c, Result<Landed, Error>> {
        self.call(endpoint, object, Options::default(), read)
    }

    /// What a request is stamped with now.
    pub(super) fn stamp(&self) -> Result<DateTime, SendError> {
        DateTime::from_system_time(self.now()).ok_or_else(|| {
            SendError::new(Progress::NotSent)
                .because("the clock stands outside the years 1 to 9999")
        })
    }

    /// The time as the gateway counts it, as far as this client has learnt.
    pub(super) fn now(&self) -> SystemTime {
        self.app.skew.correct(self.clock.now())
    }

    pub(super) fn limits(&self) -> Limits {
        Limits {
            max_bytes: self.max_reply,
            ..Limits::default()
        }
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("gateway", &self.url)
            .field("credentials", &self.credentials)
            .field("sign_method", &self.sign_method)
            .field("format", &self.format)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
