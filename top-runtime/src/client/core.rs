//! The stages of a call, for every endpoint alike: nothing here is generic.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::arrived::Arrived;
use crate::api::Endpoint;
use crate::blank::is_blank;
use crate::check::check;
use crate::credentials::Credentials;
use crate::decode::{Expected, Limits};
use crate::encode::{Params, encode};
use crate::error::{Context, Doubt, Error, Invalid, NotSent, Unknown, Unreadable, UnreadableCause};
use crate::form::{Form, Public};
use crate::format::Format;
use crate::send::{BoxFuture, Outgoing, Progress, SendError, Transport};
use crate::shape::Kind;
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
    pub(super) max_reply: usize,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) transport: Arc<dyn Transport>,
}

/// What one call has of its own.
#[derive(Debug, Clone, Default)]
pub(super) struct Options {
    pub(super) session: Option<Secret>,
    pub(super) timeout: Option<Duration>,
}

/// What is called.
#[derive(Debug, Clone)]
pub(super) enum Target {
    /// A method with a declaration.
    Declared(&'static Endpoint),
    /// A method of which only the name is known.
    Named(String),
}

impl Target {
    pub(super) fn method(&self) -> &str {
        match self {
            Self::Declared(endpoint) => endpoint.method(),
            Self::Named(method) => method,
        }
    }

    pub(super) fn context(&self) -> Context {
        match self {
            Self::Declared(endpoint) => Context::of(endpoint),
            Self::Named(method) => Context::untyped(Cow::Owned(method.clone())),
        }
    }

    pub(super) fn expected(&self, chosen: Format) -> Expected<'_> {
        let format = self.format(chosen);
        match self {
            Self::Declared(endpoint) => Expected::of(endpoint, format),
            Self::Named(method) => Expected {
                format,
                method,
                member: None,
                kind: Kind::Raw,
            },
        }
    }

    /// The form to ask for: without a declaration XML has no types and no lists, so it is JSON.
    pub(super) fn format(&self, chosen: Format) -> Format {
        match (self, chosen) {
            (Self::Named(_), Format::Xml) => Format::Simplified,
            _ => chosen,
        }
    }

    pub(super) fn is_read(&self) -> bool {
        matches!(self, Self::Declared(endpoint) if endpoint.is_read())
    }

    fn needs_session(&self) -> bool {
        matches!(self, Self::Declared(endpoint) if endpoint.needs_session())
    }
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
            None => target.needs_session(),
        };
        missing.then(|| Violation::new("session", Breach::Missing))
    }

    fn session<'o>(&'o self, options: &'o Options) -> Option<&'o Secret> {
        options
            .session
            .as_ref()
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
        let Some(now) = DateTime::from_system_time(self.clock.now()) else {
            let failed = SendError::new(Progress::NotSent)
                .because("the clock stands outside the years 1 to 9999");
            return Err(NotSent::error(target.context(), failed));
        };
        let public = Public {
            method: target.method(),
            app_key: self.credentials.app_key.expose(),
            timestamp: &now.to_string(),
            session: self.session(options).map(Secret::expose),
            format: target.format(self.format),
            sign_method: self.sign_method,
        };
        let form = Form::signed(&public, params, &self.credentials.key);
        Ok(with(form))
    }

    /// All stages up to the reply of a declared call.
    ///
    /// One future on the heap, made here, so that no caller's own future holds it and no
    /// endpoint compiles it again.
    pub(super) fn call<'c>(
        &'c self,
        endpoint: &'static Endpoint,
        object: &dyn Object,
        options: Options,
    ) -> BoxFuture<'c, Result<Arrived<'c>, Error>> {
        match self.params(endpoint, object, &options) {
            Ok(params) => Box::pin(self.carry(Target::Declared(endpoint), params, options)),
            Err(invalid) => Box::pin(std::future::ready(Err(invalid))),
        }
    }

    /// Signed and sent.
    pub(super) async fn carry(
        &self,
        target: Target,
        params: Params,
        options: Options,
    ) -> Result<Arrived<'_>, Error> {
        let begun = Instant::now();
        let ((content_type, body), sign) = self.signed(&target, &params, &options, |form| {
            (form.encode(), form.into_sign())
        })?;
        drop(params);
        let sent = body.len();
        let timeout = options.timeout.unwrap_or(self.timeout).min(LONGEST);
        let outgoing = Outgoing {
            url: Arc::clone(&self.url),
            content_type,
            user_agent: Arc::clone(&self.user_agent),
            body,
            deadline: begun + timeout,
            max_reply: self.max_reply,
        };
        let sending = if timeout.is_zero() {
            // A transport might still get the request out before it looks at the clock.
            Err(SendError::new(Progress::NotSent).timed_out())
        } else {
            self.transport.post(outgoing).await
        };
        match sending {
            Ok(reply) => Ok(Arrived {
                core: self,
                target,
                session: options.session,
                sign,
                reply,
                sent,
                begun,
            }),
            Err(failed) => {
                let error = lost(target.context(), failed);
                trace(&target, begun, sent, 0, Some(&error));
                Err(error)
            }
        }
    }

    pub(super) fn limits(&self) -> Limits {
        Limits {
            max_bytes: self.max_reply,
            ..Limits::default()
        }
    }
}

/// Longer than anybody waits, and short enough to be added to any `Instant`.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 3600);

fn lost(mut context: Context, failed: SendError) -> Error {
    match failed.progress() {
        Progress::NotSent => NotSent::error(context, failed),
        Progress::Unknown => Unknown::error(context, Doubt::Line(failed)),
        Progress::ReplyTooLong { status, limit } => {
            context.status = Some(status);
            let cause = UnreadableCause::TooLong(limit);
            Unreadable::error(context, cause, crate::error::Effect::Unknown)
        }
    }
}

/// One event a call, without a value that could be secret.
pub(super) fn trace(
    target: &Target,
    begun: Instant,
    sent: usize,
    received: usize,
    error: Option<&Error>,
) {
    let outcome = match error {
        None => "ok",
        Some(error) => error.kind(),
    };
    tracing::debug!(
        method = target.method(),
        outcome,
        effect = error.map(|error| tracing::field::debug(error.effect())),
        code = error.and_then(Error::code),
        request_id = error.and_then(Error::request_id),
        sent_bytes = sent,
        received_bytes = received,
        elapsed_ms = begun.elapsed().as_millis(),
        "TOP call"
    );
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
