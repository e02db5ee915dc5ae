//! The session of a call, where a provider knows it.
//!
//! A session that is fixed needs none of this: it is looked up when a call is signed.

use std::time::Instant;

use super::core::Core;
use super::prepared::Prepared;
use super::timer::within;
use crate::blank::is_blank;
use crate::error::{Error, NotSent};
use crate::send::{Progress, SendError};
use crate::session::{SessionError, SessionErrorKind};

/// The platform's code for a session that is not valid, or no longer (protocol §6.3).
const INVALID_SESSION: i64 = 27;

impl Core {
    /// Asks the provider for the call's session, if it has none of its own.
    pub(super) async fn sign_in(&self, call: &Prepared, deadline: Instant) -> Result<(), Error> {
        let Some(provider) = &self.sessions else {
            return Ok(());
        };
        if call.options.session.is_some() {
            return Ok(());
        }
        let context = || call.target.context();
        match within(deadline, provider.session()).await {
            Some(Ok(session)) if !is_blank(session.expose()) => {
                call.options.provided.get_or_init(|| session);
                Ok(())
            }
            Some(Ok(_)) => {
                let blank = SessionError::new(SessionErrorKind::Missing);
                Err(NotSent::kept_back(context(), blank))
            }
            Some(Err(error)) => Err(NotSent::kept_back(context(), error)),
            None => {
                let failed = SendError::new(Progress::NotSent).timed_out();
                Err(NotSent::error(context(), failed))
            }
        }
    }

    /// Gets another session, once a call, where the platform refused the provider's: such a call
    /// was not carried out, so it may follow itself. Whether there is one; where there ought to
    /// be, the error tells why not.
    pub(super) async fn renew_session(
        &self,
        call: &Prepared,
        error: &mut Error,
        deadline: Instant,
    ) -> bool {
        let (Some(provider), Some(refused)) = (&self.sessions, call.options.provided.get()) else {
            return false;
        };
        let Error::Refused(refusal) = error else {
            return false;
        };
        if refusal.platform().code != INVALID_SESSION || call.options.renewed.get().is_some() {
            return false;
        }
        match within(deadline, provider.renew(refused)).await {
            Some(Ok(Some(session))) if !is_blank(session.expose()) => {
                call.options.renewed.set(session).is_ok()
            }
            Some(Err(why)) => {
                refusal.not_renewed(why);
                false
            }
            Some(Ok(_)) | None => false,
        }
    }
}
