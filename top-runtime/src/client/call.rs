//! A typed call, before it is made.

use std::fmt;

use super::answer::Answer;
use super::arrived::Arrived;
use super::core::Core;
use super::drive::Landed;
use super::known::Known;
use super::options::{Options, setters};
use super::rehearsal::Rehearsal;
use super::sending::Sending;
use super::signed::SignedRequest;
use super::target::Target;
use crate::api::TopApi;
use crate::encode::encode_masked;
use crate::error::Error;
use crate::outcome::Outcome;
use crate::value::Object;
use crate::value::Value;

/// What a successful call of `A` gives.
pub type ValueOf<A> = <<A as TopApi>::Response as Outcome>::Value;

/// A call with settings of its own. Nothing happens before [`send`](Self::send).
#[must_use]
pub struct Call<'a, A> {
    core: &'a Core,
    request: &'a A,
    options: Options,
}

impl<'a, A: TopApi> Call<'a, A> {
    pub(super) fn new(core: &'a Core, request: &'a A) -> Self {
        Self {
            core,
            request,
            options: Options::default(),
        }
    }

    setters!();

    /// Says that the reply holds secrets: no error keeps its text.
    pub(crate) fn for_secrets(mut self) -> Self {
        self.options.reply_is_secret = true;
        self
    }

    /// Makes the call and gives its value.
    ///
    /// # Errors
    /// [`Error`]; ask it for its [`effect`](Error::effect) before calling again.
    pub fn send(self) -> Sending<'a, ValueOf<A>> {
        send(self.core, self.request, self.options)
    }

    /// Makes the call and gives its value with what came along: the request id, the status, the
    /// text of the reply.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub fn reply(self) -> Sending<'a, Answer<ValueOf<A>>> {
        Sending::new(
            self.core
                .call(A::ENDPOINT, self.request, self.options, |arrived| {
                    let (value, id) = arrived.value::<A::Response>()?;
                    let answer = Answer::new(value, id.clone(), arrived.status(), arrived.text());
                    Ok(Landed::new(answer, id))
                }),
        )
    }

    /// Checks, encodes and signs the call as it would be sent now, and sends nothing.
    ///
    /// ```
    /// # use top_runtime::{Client, TopApi};
    /// # /// Tells the platform's time.
    /// # #[derive(Debug, TopApi)]
    /// # #[top_api(method = "taobao.time.get", response(time: String), read)]
    /// # pub struct GetTime {}
    /// # if !cfg!(feature = "http") { return Ok(()) }
    /// # let client = Client::builder()
    /// #     .app_key("12345678")
    /// #     .app_secret("…")
    /// #     .gateway("http://127.0.0.1:8080/router/rest")
    /// #     .build()?;
    /// let signed = client.call(&GetTime {}).signed()?;
    /// assert!(signed.to_string().contains("method = taobao.time.get"));
    /// assert!(signed.to_string().contains("app_key = ***"));
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Invalid`] where the request breaks a rule.
    pub fn signed(mut self) -> Result<SignedRequest, Error> {
        let keyed = self.options.keyed(A::ENDPOINT, self.request);
        let request: &dyn Object = keyed.as_ref().map_or(self.request, |keyed| keyed);
        let params = self.core.params(A::ENDPOINT, request, &self.options)?;
        let target = Target::Declared(A::ENDPOINT);
        let url = &self.core.url;
        self.core.signed(&target, &params, &self.options, |form| {
            SignedRequest::new(url, &form, encode_masked(A::ENDPOINT, request))
        })
    }

    /// Plays the call through and does not make it: checked, encoded, signed, held against the
    /// guard. The guard counts nothing, no observer hears of it, and nothing is sent.
    ///
    /// ```
    /// # use top_runtime::{AmountGuard, Client, Fen, TopApi};
    /// /// Pays somebody.
    /// #[derive(Debug, TopApi)]
    /// #[top_api(method = "taobao.shop.pay", response(paid: bool))]
    /// pub struct Pay {
    ///     /// How much, in 分.
    ///     #[top_api(amount)]
    ///     pub fee: Fen,
    /// }
    /// # if !cfg!(feature = "http") { return Ok(()) }
    ///
    /// let client = Client::builder()
    ///     .app_key("12345678")
    ///     .app_secret("…")
    ///     .guard(AmountGuard::new().per_call(Fen(50_000)))
    ///     .build()?;
    /// let rehearsal = client.call(&Pay { fee: Fen(90_000) }).dry_run()?;
    /// assert!(rehearsal.refused().is_some());
    /// println!("{rehearsal}");
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Invalid`] where the request breaks a rule. What the guard refuses is no error
    /// here: [`Rehearsal::refused`] says so.
    pub fn dry_run(self) -> Result<Rehearsal, Error> {
        let (core, request, options) = (self.core, self.request, self.options.clone());
        let known = Known::of(core, A::ENDPOINT, request);
        let target = Target::Declared(A::ENDPOINT);
        let signed = self.signed()?;
        Ok(Rehearsal::new(core, &target, &options, &known, signed))
    }
}

/// Checks and encodes now, sends when awaited.
pub(super) fn send<'c, A: TopApi>(
    core: &'c Core,
    request: &A,
    options: Options,
) -> Sending<'c, ValueOf<A>> {
    Sending::new(core.call(A::ENDPOINT, request, options, value::<A>))
}

/// Reads the typed value.
pub(super) fn value<A: TopApi>(arrived: &Arrived<'_>) -> Result<Landed, Error> {
    arrived.landed(&mut <A::Response as Value>::empty())
}

impl<A: TopApi> fmt::Debug for Call<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("method", &A::ENDPOINT.method())
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
