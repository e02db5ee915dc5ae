//! Whether a request is the platform's, and fresh.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::error::SpiError;
use super::failure::SpiFailure;
use super::request::SpiRequest;
use super::signed::Signed;
use super::verified::Verified;
use crate::blank::is_blank;
use crate::sign::SigningKey;
use crate::time::{Clock, DateTime, SystemClock};

/// How old a request may be: the tolerance that the platform itself has (protocol §2).
const MAX_AGE: Duration = Duration::from_secs(10 * 60);
/// How far ahead the platform's clock may be.
const MAX_AHEAD: Duration = Duration::from_secs(2 * 60);

/// Tells the platform's requests from all others (protocol §9). Cheap to clone.
#[derive(Clone)]
pub struct SpiVerifier {
    keys: Arc<Keys>,
    max_age: Duration,
    max_ahead: Duration,
    clock: Arc<dyn Clock>,
    failure: SpiFailure,
}

enum Keys {
    One(Option<Box<SigningKey>>),
    Each(HashMap<String, SigningKey>),
}

impl SpiVerifier {
    /// For one app, by its app secret: every request must be signed with it. A blank secret, which
    /// anybody could sign with, proves nothing: all requests are refused.
    #[must_use]
    pub fn new(app_secret: &str) -> Self {
        Self::with(Keys::One(key_of(app_secret).map(Box::new)))
    }

    /// For several apps at one address, by app key and app secret.
    ///
    /// The app that is called is named by `target_appkey`, or else by `app_key`. One with a blank
    /// secret is unknown.
    #[must_use]
    pub fn for_apps<'a>(apps: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let keys = apps
            .into_iter()
            .filter_map(|(key, secret)| Some((key.to_owned(), key_of(secret)?)));
        Self::with(Keys::Each(keys.collect()))
    }

    fn with(keys: Keys) -> Self {
        Self {
            keys: Arc::new(keys),
            max_age: MAX_AGE,
            max_ahead: MAX_AHEAD,
            clock: Arc::new(SystemClock),
            failure: SpiFailure::sign_check(),
        }
    }

    /// Sets how old a timestamp may be. Ten minutes by default.
    #[must_use]
    pub fn max_age(mut self, age: Duration) -> Self {
        self.max_age = age;
        self
    }

    /// Sets how far ahead of the clock a timestamp may be. Two minutes by default.
    #[must_use]
    pub fn max_ahead(mut self, ahead: Duration) -> Self {
        self.max_ahead = ahead;
        self
    }

    /// Sets the clock that timestamps are held against.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Sets what the platform is told of a request that is refused, where a scene has its own
    /// names for it.
    #[must_use]
    pub fn failing_with(mut self, failure: SpiFailure) -> Self {
        self.failure = failure;
        self
    }

    /// What the platform is told of a request that is refused.
    pub fn failure(&self) -> &SpiFailure {
        &self.failure
    }

    /// Proves a request: its signature, compared in constant time, then its age.
    ///
    /// # Errors
    /// What is wrong, for the log. The platform is told [`SpiVerifier::failure`] whatever it is.
    pub fn verify(&self, request: &SpiRequest<'_>) -> Result<Verified, SpiError> {
        let signed = Signed::of(request)?;
        let sent = signed.sign.as_deref().ok_or(SpiError::NoSign)?;
        // A signature is hex; what is no text cannot be one.
        let sent = std::str::from_utf8(sent).unwrap_or_default();
        if sent.is_empty() {
            return Err(SpiError::NoSign);
        }
        let key = self.key(&signed).ok_or(SpiError::UnknownApp)?;
        if !signed.signature(key).matches(sent) {
            return Err(SpiError::WrongSign);
        }
        self.check_age(&signed)?;
        Verified::of(signed, request.content_type())
    }

    fn key(&self, signed: &Signed<'_>) -> Option<&SigningKey> {
        match &*self.keys {
            Keys::One(key) => key.as_deref(),
            Keys::Each(keys) => {
                let target = signed.text("target_appkey");
                keys.get(target.or_else(|| signed.text("app_key"))?)
            }
        }
    }

    fn check_age(&self, signed: &Signed<'_>) -> Result<(), SpiError> {
        let timestamp = signed.text("timestamp").ok_or(SpiError::NoTimestamp)?;
        let stamped: DateTime = timestamp.parse().map_err(|_| SpiError::NoTimestamp)?;
        let now = DateTime::from_system_time(self.clock.now()).unwrap_or(DateTime::EPOCH);
        let age = now.to_unix_seconds() - stamped.to_unix_seconds();
        let past = |bound: Duration| age.unsigned_abs().saturating_sub(bound.as_secs());
        match (age, past(self.max_age), past(self.max_ahead)) {
            (0.., seconds @ 1.., _) => Err(SpiError::TooOld { seconds }),
            (..0, _, seconds @ 1..) => Err(SpiError::TooEarly { seconds }),
            _ => Ok(()),
        }
    }
}

fn key_of(app_secret: &str) -> Option<SigningKey> {
    (!is_blank(app_secret)).then(|| SigningKey::new(app_secret))
}

impl fmt::Debug for SpiVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SpiVerifier")
            .field("max_age", &self.max_age)
            .field("max_ahead", &self.max_ahead)
            .finish_non_exhaustive()
    }
}
