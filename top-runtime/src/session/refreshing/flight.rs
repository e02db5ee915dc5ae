//! The one refresh under way, and what it must remember.

use std::time::Duration;

use tokio::sync::OwnedMutexGuard;

use super::{RefreshingSession, is_before};
use crate::error::{Effect, Error};
use crate::session::{RefreshToken, SessionError, SessionErrorKind, Token};
use crate::store_error::StoreError;
use crate::text::Secret;
use crate::time::DateTime;

/// How long one refresh may take.
const TIMEOUT: Duration = Duration::from_secs(10);
/// How many seconds after a refresh the next one may be tried, so that a platform in trouble is
/// not asked by every call. Longer than one takes: another process's may be under way.
const PAUSE: i64 = 15;

/// Held by the one who refreshes.
#[derive(Default)]
pub(super) struct Flight {
    /// A token that came and could not be stored yet.
    unsaved: Option<Token>,
    /// When the last refresh began, in seconds since 1970, and why it failed.
    failed: Option<(i64, SessionError)>,
}

/// Finds the session to call with: the stored one, or a new one. With `refused` it must be
/// another than that, and there may be none.
pub(super) async fn fly(
    session: RefreshingSession,
    mut flight: OwnedMutexGuard<Flight>,
    refused: Option<Secret>,
) -> Result<Option<Secret>, SessionError> {
    let refused = refused.as_ref();
    // Whoever waited for the lock may find the work done.
    if let Some(fresh) = session.fresh().filter(|fresh| Some(fresh) != refused) {
        return Ok(Some(fresh));
    }
    let now = session.now();
    let mut search = Search {
        session: &session,
        flight: &mut flight,
        refused,
        now,
    };
    search.run().await
}

struct Search<'a> {
    session: &'a RefreshingSession,
    flight: &'a mut Flight,
    refused: Option<&'a Secret>,
    now: i64,
}

impl Search<'_> {
    async fn run(&mut self) -> Result<Option<Secret>, SessionError> {
        // Another process may have refreshed, or the user may have authorised again.
        let token = match self.session.store.load().await {
            Ok(Some(token)) => token,
            Ok(None) => return Err(SessionError::new(SessionErrorKind::Missing)),
            Err(error) => return self.go_on(no_store(error)),
        };
        if let Some(unsaved) = self.flight.unsaved.take()
            && unsaved.obtained() >= token.obtained()
        {
            return self.store(unsaved).await;
        }
        let due = self.session.due(&token);
        if is_before(self.now, due) && !self.is_refused(&token) {
            return Ok(Some(self.session.publish(&token, due)));
        }
        self.renew(token).await
    }

    /// A token that is due, or refused.
    async fn renew(&mut self, token: Token) -> Result<Option<Secret>, SessionError> {
        let good = self.is_good(&token);
        let Some(refresh_token) = self.may_refresh(&token) else {
            return self.without_refresh(&token);
        };
        if let Some((begun, error)) = &self.flight.failed
            && self.is_recent(*begun)
        {
            return self.keep_or(&token, error.clone());
        }
        if let Some(begun) = token.refresh_begun()
            && (good || self.is_recent(begun.to_unix_seconds()))
        {
            return self.keep_or(&token, SessionError::new(SessionErrorKind::NotRefreshed));
        }
        self.refresh(token, refresh_token).await
    }

    /// What the token can be refreshed with, if that is not over, and not useless: one that was
    /// given a moment ago and is refused already would not fare better.
    fn may_refresh(&self, token: &Token) -> Option<Secret> {
        let until = token.refreshable_until().map(DateTime::to_unix_seconds);
        let new = self.is_refused(token) && self.is_recent(token.obtained().to_unix_seconds());
        let may = is_before(self.now, until) && !new;
        token.refresh_token().filter(|_| may).cloned()
    }

    fn without_refresh(&self, token: &Token) -> Result<Option<Secret>, SessionError> {
        if self.refused.is_some() {
            // The platform's own refusal says more than we could.
            return Ok(None);
        }
        self.keep_or(token, SessionError::new(SessionErrorKind::Ended))
    }

    async fn refresh(
        &mut self,
        token: Token,
        refresh_token: Secret,
    ) -> Result<Option<Secret>, SessionError> {
        let moment = self.session.client.now();
        let store = &self.session.store;
        if let Err(error) = store.save(&token.about_to_refresh(moment)).await {
            return self.keep_or(&token, no_store(error));
        }
        let request = RefreshToken { refresh_token };
        let call = self.session.client.call(&request).for_secrets();
        match call.deadline(TIMEOUT).send().await {
            Ok(result) => {
                self.flight.failed = None;
                self.store(token.replaced_by(result.into_token(moment)))
                    .await
            }
            Err(error) => self.failed(&token, error).await,
        }
    }

    /// Stores a new token and lets calls use it, in this order.
    async fn store(&mut self, token: Token) -> Result<Option<Secret>, SessionError> {
        if let Err(error) = self.session.store.save(&token).await {
            self.flight.unsaved = Some(token);
            return self.go_on(no_store(error));
        }
        let due = self.session.due(&token);
        Ok(Some(self.session.publish(&token, due)))
    }

    async fn failed(
        &mut self,
        token: &Token,
        error: Error,
    ) -> Result<Option<Secret>, SessionError> {
        let kind = match (&error, token.refresh_begun()) {
            _ if error.effect() != Effect::None => SessionErrorKind::Lost,
            (Error::Refused(_) | Error::Rejected(_), Some(_)) => SessionErrorKind::Lost,
            (Error::Refused(_) | Error::Rejected(_), None) => SessionErrorKind::Ended,
            _ => SessionErrorKind::NotRefreshed,
        };
        if error.effect() == Effect::None {
            // Nothing happened to the refresh token. Where this cannot be written down, the note
            // that a refresh began stays, which errs on the careful side.
            let _ = self.session.store.save(token).await;
        }
        let error = SessionError::new(kind).because(error);
        self.flight.failed = Some((self.now, error.clone()));
        self.keep_or(token, error)
    }

    /// The token as long as it is good, else this error.
    fn keep_or(&self, token: &Token, error: SessionError) -> Result<Option<Secret>, SessionError> {
        if !self.is_good(token) {
            return Err(error);
        }
        let pause = self.now.saturating_add(PAUSE);
        let expires = token.expires().map(DateTime::to_unix_seconds);
        let again = expires.map_or(pause, |expires| expires.min(pause));
        Ok(Some(self.session.publish(token, Some(again))))
    }

    /// The session in use as long as it is good, else this error.
    fn go_on(&self, error: SessionError) -> Result<Option<Secret>, SessionError> {
        let good = self.session.still_good();
        match good.filter(|session| Some(session) != self.refused) {
            Some(session) => Ok(Some(session)),
            None => Err(error),
        }
    }

    fn is_refused(&self, token: &Token) -> bool {
        self.refused == Some(token.access_token())
    }

    fn is_good(&self, token: &Token) -> bool {
        let expires = token.expires().map(DateTime::to_unix_seconds);
        is_before(self.now, expires) && !self.is_refused(token)
    }

    /// Whether this was a moment ago. A time to come is an error of some clock, and counts as long ago.
    fn is_recent(&self, seconds: i64) -> bool {
        (0..PAUSE).contains(&self.now.saturating_sub(seconds))
    }
}

fn no_store(error: StoreError) -> SessionError {
    SessionError::new(SessionErrorKind::Store).because(error)
}
