//! A token that looks after itself.

mod flight;

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{Mutex, OwnedMutexGuard};

use self::flight::Flight;
use super::{SessionError, SessionErrorKind, SessionProvider, Token, TokenStore};
use crate::client::Client;
use crate::send::BoxFuture;
use crate::text::Secret;

/// Keeps a session going: the token comes from a store, is refreshed some time before it expires,
/// and once when the platform refuses it (code 27). Cheap to clone; clones share all of it.
///
/// A refresh may use the refresh token up, so it is treated like a payment:
/// - However many calls need it, one refresh is sent; those whose token is still good go on with
///   that, the others wait. A call that gives up waiting does not take the refresh down with it.
/// - That a refresh is about to be sent is stored before it is sent, and the new token before it
///   is used.
/// - A refresh whose reply was lost is not repeated while the old token is still good: the
///   platform may take a second use of the refresh token for theft. Afterwards there is nothing
///   to lose, and it is tried again; [`SessionErrorKind::Lost`] says so where that fails.
/// - While the old token is good, calls go on with it, whatever became of the refresh.
///
/// Give it a client of the same app that has no session of its own. Let one process refresh. An
/// app with many users has one of these for each, and names the session with every call:
///
/// ```no_run
/// use top_runtime::session::{RefreshingSession, SessionProvider};
/// # use top_runtime::{Client, TopApi};
/// # async fn example<A: TopApi>(client: Client, user: RefreshingSession, request: A) -> Result<(), Box<dyn std::error::Error>> {
///
/// let session = user.session().await?;
/// let reply = client.call(&request).session(session).send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct RefreshingSession {
    client: Client,
    store: Arc<dyn TokenStore>,
    margin: Duration,
    known: Arc<RwLock<Option<Known>>>,
    flight: Arc<Mutex<Flight>>,
}

/// The session in use, for those who need nothing else.
#[derive(Clone)]
struct Known {
    session: Secret,
    /// Seconds since 1970 from which on a refresh is to be thought of; `None` for never.
    fresh_until: Option<i64>,
    /// Seconds since 1970 at which it expires; `None` where nobody knows.
    good_until: Option<i64>,
}

impl RefreshingSession {
    /// The session of the token in this store, refreshed ten minutes before it expires.
    pub fn new(client: Client, store: impl TokenStore + 'static) -> Self {
        Self {
            client,
            store: Arc::new(store),
            margin: Duration::from_secs(600),
            known: Arc::default(),
            flight: Arc::default(),
        }
    }

    /// Sets how long before it expires a token is refreshed. At most half of its life counts.
    #[must_use]
    pub fn margin(mut self, margin: Duration) -> Self {
        self.margin = margin;
        self
    }

    /// Seconds since 1970 by the client's clock.
    fn now(&self) -> i64 {
        self.client.now().to_unix_seconds()
    }

    fn known(&self) -> Option<Known> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.clone()
    }

    fn fresh(&self) -> Option<Secret> {
        let now = self.now();
        let fresh = self
            .known()
            .filter(|known| is_before(now, known.fresh_until));
        fresh.map(|known| known.session)
    }

    /// Looks for a session as the only one who does.
    ///
    /// In a task of its own: a refresh must not be dropped half done with the call that began it.
    async fn fly(
        &self,
        flight: OwnedMutexGuard<Flight>,
        refused: Option<Secret>,
    ) -> Result<Option<Secret>, SessionError> {
        let flown = flight::fly(self.clone(), flight, refused);
        let Ok(runtime) = Handle::try_current() else {
            return flown.await;
        };
        runtime.spawn(flown).await.unwrap_or_else(|ended| {
            Err(SessionError::new(SessionErrorKind::NotRefreshed).because(ended))
        })
    }

    async fn give(&self) -> Result<Secret, SessionError> {
        if let Some(fresh) = self.fresh() {
            return Ok(fresh);
        }
        let flight = match Arc::clone(&self.flight).try_lock_owned() {
            Ok(flight) => flight,
            Err(_) => match self.still_good() {
                Some(session) => return Ok(session),
                None => Arc::clone(&self.flight).lock_owned().await,
            },
        };
        let session = self.fly(flight, None).await?;
        session.ok_or_else(|| SessionError::new(SessionErrorKind::Ended))
    }

    fn still_good(&self) -> Option<Secret> {
        let now = self.now();
        let good = self
            .known()
            .filter(|known| is_before(now, known.good_until));
        good.map(|known| known.session)
    }

    async fn give_another(&self, refused: &Secret) -> Result<Option<Secret>, SessionError> {
        let flight = Arc::clone(&self.flight).lock_owned().await;
        self.fly(flight, Some(refused.clone())).await
    }

    /// Lets calls use this token.
    fn publish(&self, token: &Token, fresh_until: Option<i64>) -> Secret {
        let session = token.access_token().clone();
        let known = Known {
            session: session.clone(),
            fresh_until,
            good_until: token.expires().map(crate::DateTime::to_unix_seconds),
        };
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some(known);
        session
    }

    /// From when on a token is to be refreshed.
    fn due(&self, token: &Token) -> Option<i64> {
        let expires = token.expires()?.to_unix_seconds();
        let half = expires.saturating_sub(token.obtained().to_unix_seconds()) / 2;
        let margin = i64::try_from(self.margin.as_secs()).unwrap_or(i64::MAX);
        Some(expires.saturating_sub(margin.min(half)))
    }
}

fn is_before(now: i64, end: Option<i64>) -> bool {
    end.is_none_or(|end| now < end)
}

impl SessionProvider for RefreshingSession {
    fn session(&self) -> BoxFuture<'_, Result<Secret, SessionError>> {
        Box::pin(self.give())
    }

    fn renew<'a>(
        &'a self,
        refused: &'a Secret,
    ) -> BoxFuture<'a, Result<Option<Secret>, SessionError>> {
        Box::pin(self.give_another(refused))
    }
}

impl fmt::Debug for RefreshingSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefreshingSession")
            .field("margin", &self.margin)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
