//! Calls that survive a crash: what is about to be sent is stored before the first byte leaves.
//!
//! A call under an intent is written down first: its method, its very parameters and the value of
//! its idempotency field. Only a definite answer closes it. Whatever happens in between (a broken
//! line, a deadline, `kill -9`, a power cut), the intent is still open afterwards, and the same
//! intent is sent again with the same bytes and the same key, or looked up.
//!
//! | after | the intent is | the same id again |
//! |---|---|---|
//! | a success | [`Ended`](State::Ended), [`How::Applied`] | is refused locally: it is done |
//! | an answer that nothing was done | [`Ended`](State::Ended), [`How::NotApplied`] | starts anew, with a fresh key |
//! | anything else, a crash included | [`Open`](State::Open) | is resumed with its stored key and parameters |
//!
//! ```
//! use top_runtime::intent::MemoryIntents;
//! use top_runtime::{Client, Effect, Endpoint, Error, TopApi};
//!
//! async fn refund<A: TopApi>(client: &Client, request: &A, number: &str) -> Result<(), Error> {
//!     // However often this runs, before and after a crash, the refund is made once.
//!     match client.call(request).intent(number).send().await {
//!         Err(error) if error.effect() == Effect::Applied => Ok(()),
//!         other => other.map(drop),
//!     }
//! }
//!
//! async fn at_the_start(client: &Client, endpoints: &[&'static Endpoint]) {
//!     for settled in client.resolve_all(endpoints).await.into_iter().flatten() {
//!         println!("{}: {:?}", settled.intent().id(), settled.settlement());
//!     }
//! }
//!
//! # if !cfg!(feature = "http") { return Ok(()) }
//! let client = Client::builder()
//!     .app_key("12345678")
//!     .app_secret("…")
//!     .intents(MemoryIntents::new()) // on a till: an `IntentFile`
//!     .build()?;
//! # Ok::<_, top_runtime::BuildError>(())
//! ```
//!
//! An id stands for one request. The same id with other contents is refused, and so is a request
//! that a new version of its declaration writes differently: resume what is open, which sends the
//! stored bytes, before you make it anew. An intent belongs to the app that opened it; clients of
//! other apps on the same store neither resume it nor ask about it. Sessions are not stored: what is resumed is called on
//! behalf of the client's own.
//!
//! An open intent whose platform tells nothing, and promises nothing, waits for a person. Who has
//! looked it up ends it with [`IntentStore::end`].
//!
//! The store is a trait, [`IntentStore`]. `IntentFile` (feature `intents`) keeps intents in one
//! file of this machine; [`MemoryIntents`] keeps them in memory, for tests. Keys are made with the
//! feature `intents` too.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::blank::is_blank;

mod contents;
#[cfg(feature = "intents")]
mod file;
pub(crate) mod keyed;
mod memory;
mod record;
mod settled;
mod store;

pub use crate::store_error::{StoreError, StoreErrorKind};
#[cfg(feature = "intents")]
pub use file::IntentFile;
pub use memory::MemoryIntents;
pub use settled::{Open, Settled, Settlement};
pub use store::{Begun, IntentStore};

/// One thing that a caller means to do once: a call, its parameters and its key.
///
/// Its parameters hold customers' data; `Debug` shows their names only. A store keeps them as
/// they are while the intent is open, because they are what is sent again, and drops them when it
/// ends.
///
/// ```
/// use top_runtime::intent::{Intent, State};
///
/// let params = vec![("order".to_owned(), r#"{"id":"7"}"#.to_owned())];
/// let intent = Intent::new("refund-4711", "alibaba.example.refund", params);
/// assert_eq!(intent.state(), &State::Open);
/// assert!(!format!("{intent:?}").contains(r#""7""#));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Intent {
    id: String,
    method: String,
    /// Whose it is: a digest of the app key.
    app: Option<String>,
    params: Vec<(String, String)>,
    contents: [u8; 32],
    key: Option<Key>,
    opened_at: i64,
    last_attempt_at: i64,
    sends_until: i64,
    attempts: u32,
    state: State,
}

/// The value of the field that makes a repeat harmless.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The value.
    pub value: String,
    /// Whether this crate made it, a UUID of version 7, because the request left it out.
    pub minted: bool,
}

/// What has become of an intent.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Nobody knows yet: it is under way, or its outcome is unknown.
    Open,
    /// A definite answer came.
    Ended(Ending),
}

/// A definite answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// Whether it was done.
    pub how: How,
    /// When the answer came, in milliseconds since 1970-01-01 00:00:00 UTC.
    pub at: i64,
    /// The platform's id of the call that was answered.
    pub request_id: Option<String>,
}

/// Whether an ended intent was carried out.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum How {
    /// It was done, once.
    Applied,
    /// Nothing was done, in none of its attempts.
    NotApplied,
}

impl Intent {
    /// The longest id, in bytes.
    pub const LONGEST_ID: usize = 512;

    /// An open intent with these parameters, opened now.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        method: impl Into<String>,
        params: Vec<(String, String)>,
    ) -> Self {
        let (id, method, now) = (id.into(), method.into(), millis(SystemTime::now()));
        Self {
            contents: contents::digest(&method, &params, None),
            id,
            method,
            app: None,
            params,
            key: None,
            opened_at: now,
            last_attempt_at: now,
            sends_until: now,
            attempts: 1,
            state: State::Open,
        }
    }

    /// Sets the value of the idempotency field. A minted one is no part of the contents: the same
    /// request, made again, has another.
    #[must_use]
    pub fn with_key(mut self, key: Key) -> Self {
        let left_out = key.minted.then_some(key.value.as_str());
        self.contents = contents::digest(&self.method, &self.params, left_out);
        self.key = Some(key);
        self
    }

    /// Sets the app that it belongs to, by its key: the platform tells other apps nothing about it.
    /// What is kept is a digest.
    #[must_use]
    pub fn with_app(mut self, app_key: &str) -> Self {
        self.app = Some(contents::app(app_key));
        self
    }

    /// Sets when it was opened, and until when this attempt may send: its deadline. Both in
    /// milliseconds since 1970-01-01 00:00:00 UTC.
    #[must_use]
    pub fn with_times(mut self, opened_at: i64, sends_until: i64) -> Self {
        self.opened_at = opened_at;
        self.last_attempt_at = opened_at;
        self.sends_until = sends_until;
        self
    }

    /// The same intent, begun once more by the caller that made this draft of it.
    #[must_use]
    pub fn attempted_again(mut self, draft: &Self) -> Self {
        self.last_attempt_at = draft.opened_at;
        self.sends_until = self.sends_until.max(draft.sends_until);
        self.attempts = self.attempts.saturating_add(1);
        self
    }

    /// The same intent after a definite answer, without its parameters: they are customers' data
    /// that nobody needs any more.
    #[must_use]
    pub fn ended(mut self, ending: Ending) -> Self {
        self.state = State::Ended(ending);
        self.params = Vec::new();
        self
    }

    /// Whether a text can be an id: not blank, and 1 to [`LONGEST_ID`](Self::LONGEST_ID) bytes.
    #[must_use]
    pub fn is_id(text: &str) -> bool {
        !is_blank(text) && text.len() <= Self::LONGEST_ID
    }

    /// The caller's own name for it, for example the till's number of the refund.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The method to call.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The business parameters, names and values, exactly as they are sent. Customers' data; empty
    /// once the intent has ended.
    pub fn params(&self) -> &[(String, String)] {
        &self.params
    }

    /// The SHA-256 of method and parameters, a minted key left out: tells a reuse of the id for
    /// something else.
    pub fn contents(&self) -> &[u8; 32] {
        &self.contents
    }

    /// The value of the idempotency field, where the method has one.
    pub fn key(&self) -> Option<&Key> {
        self.key.as_ref()
    }

    /// When it was first stored, in milliseconds since 1970-01-01 00:00:00 UTC.
    pub fn opened_at(&self) -> i64 {
        self.opened_at
    }

    /// When it was last begun, in milliseconds since 1970-01-01 00:00:00 UTC.
    pub fn last_attempt_at(&self) -> i64 {
        self.last_attempt_at
    }

    /// Until when an attempt may still be sending, in milliseconds since 1970-01-01 00:00:00 UTC:
    /// the latest deadline of them.
    pub fn sends_until(&self) -> i64 {
        self.sends_until
    }

    /// How often it was begun: once, and once more each time it was resumed or looked up. Retries
    /// within one call do not count.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// What has become of it.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Whether no definite answer has come.
    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// Whether it belongs to the app with this key, or to none that is known.
    #[must_use]
    pub fn is_of_app(&self, app_key: &str) -> bool {
        let app = self.app.as_ref();
        app.is_none_or(|app| *app == contents::app(app_key))
    }

    /// Whether the other one asks for the same thing, for the same app.
    #[must_use]
    pub fn is_same_request(&self, other: &Self) -> bool {
        let apps = self.app.as_ref().zip(other.app.as_ref());
        let same_app = apps.is_none_or(|(one, other)| one == other);
        same_app && self.method == other.method && self.contents == other.contents
    }
}

/// Milliseconds since 1970-01-01 00:00:00 UTC.
pub(crate) fn millis(time: SystemTime) -> i64 {
    let clamp = |millis: u128| i64::try_from(millis).unwrap_or(i64::MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => clamp(since.as_millis()),
        Err(before) => -clamp(before.duration().as_millis()),
    }
}

impl fmt::Debug for Intent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.params.iter().map(|(name, _)| name).collect();
        f.debug_struct("Intent")
            .field("id", &self.id)
            .field("method", &self.method)
            // Names only: the values are customers' data.
            .field("params", &names)
            .field("opened_at", &self.opened_at)
            .field("attempts", &self.attempts)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}
