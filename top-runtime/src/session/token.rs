//! A token: the session, how long it is good for, and what renews it.

mod facts;
mod issued;

use std::fmt;

use self::facts::Facts;
pub use self::issued::TokenResult;
use crate::encode::to_json;
use crate::store_error::{StoreError, StoreErrorKind};
use crate::text::Secret;
use crate::time::DateTime;

/// What an authorisation is worth: an access token, which calls name as their session, until when
/// it is good, and the refresh token for the next one (protocol §8).
///
/// All times are told by the clock of the client that received it, set right by what it learnt
/// from the gateway. `Debug` shows no token.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Facts);

impl Token {
    /// The session that calls are made with.
    pub fn access_token(&self) -> &Secret {
        &self.0.access_token
    }

    /// What the next token is asked for with. Only some apps may refresh.
    pub fn refresh_token(&self) -> Option<&Secret> {
        self.0.refresh_token.as_ref()
    }

    /// When it was given.
    pub fn obtained(&self) -> DateTime {
        self.0.obtained
    }

    /// Until when the access token is good; `None` where the platform did not say.
    pub fn expires(&self) -> Option<DateTime> {
        self.0.expires
    }

    /// Until when it can be refreshed; `None` where the platform did not say.
    pub fn refreshable_until(&self) -> Option<DateTime> {
        self.0.refreshable_until
    }

    /// Until when it opens methods that read basic data (safety level R1).
    ///
    /// Once the window of its level is over, a method fails with code 42, though the token lives.
    pub fn r1_until(&self) -> Option<DateTime> {
        self.0.r1_until
    }

    /// Until when it opens methods that read sensitive data (safety level R2).
    pub fn r2_until(&self) -> Option<DateTime> {
        self.0.r2_until
    }

    /// Until when it opens methods that write basic data (safety level W1).
    pub fn w1_until(&self) -> Option<DateTime> {
        self.0.w1_until
    }

    /// Until when it opens methods that write sensitive data (safety level W2).
    pub fn w2_until(&self) -> Option<DateTime> {
        self.0.w2_until
    }

    /// The user's number.
    pub fn user_id(&self) -> Option<&str> {
        self.0.user_id.as_deref()
    }

    /// The user's name.
    pub fn user_nick(&self) -> Option<&str> {
        self.0.user_nick.as_deref()
    }

    /// The number of the sub-account that authorised.
    pub fn sub_user_id(&self) -> Option<&str> {
        self.0.sub_user_id.as_deref()
    }

    /// The name of the sub-account that authorised.
    pub fn sub_user_nick(&self) -> Option<&str> {
        self.0.sub_user_nick.as_deref()
    }

    /// The user's number for this app alone.
    pub fn open_uid(&self) -> Option<&str> {
        self.0.open_uid.as_deref()
    }

    /// When a refresh was sent whose reply is still missing; nobody knows then whether the refresh
    /// token is still worth anything.
    pub fn refresh_begun(&self) -> Option<DateTime> {
        self.0.refresh_begun
    }

    /// The text that a [`TokenStore`](super::TokenStore) keeps. It holds the tokens in clear.
    ///
    /// # Errors
    /// A token that cannot be written, which no reply of the platform brings about.
    pub fn to_stored(&self) -> Result<Secret, StoreError> {
        to_json(&self.0).map(Secret::new).map_err(|error| {
            StoreError::new(StoreErrorKind::Corrupt, "cannot take this token").because(error)
        })
    }

    /// Reads what [`to_stored`](Self::to_stored) wrote.
    ///
    /// # Errors
    /// Text that is something else, or was written by a later version of this crate.
    pub fn from_stored(text: &str) -> Result<Self, StoreError> {
        Facts::read(text).map(Self)
    }

    /// The same token, with a note that a refresh of it is about to be sent.
    pub(super) fn about_to_refresh(&self, now: DateTime) -> Self {
        Self(Facts {
            refresh_begun: Some(now),
            ..self.0.clone()
        })
    }

    /// The token that a refresh of `self` gave: what the reply left out stays as it was.
    pub(super) fn replaced_by(&self, new: Self) -> Self {
        let old = self.0.clone();
        Self(Facts {
            refresh_token: new.0.refresh_token.or(old.refresh_token),
            user_id: new.0.user_id.or(old.user_id),
            user_nick: new.0.user_nick.or(old.user_nick),
            sub_user_id: new.0.sub_user_id.or(old.sub_user_id),
            sub_user_nick: new.0.sub_user_nick.or(old.sub_user_nick),
            open_uid: new.0.open_uid.or(old.open_uid),
            ..new.0
        })
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Nor who the user is: that is their data.
        f.debug_struct("Token")
            .field("obtained", &self.0.obtained)
            .field("expires", &self.0.expires)
            .field("refreshable_until", &self.0.refreshable_until)
            .field("refresh_begun", &self.0.refresh_begun)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
