//! Authorisations: codes that become tokens, and tokens that are refreshed (protocol §8).

mod serve;

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use top_runtime::DateTime;

/// Gives codes and tokens out, and knows which are still good. Cheap to clone; all clones are the
/// same authority.
///
/// A code is worth one token; a refresh token is worth one, too, and the reply brings the next. An
/// access token is a session that the gateway accepts until it expires by the gateway's clock;
/// then calls with it get code 27, `session-expired`.
///
/// ```
/// use top_runtime::{Client, session::exchange};
/// use top_sandbox::{Sandbox, Tokens};
///
/// # tokio::runtime::Runtime::new()?.block_on(async {
/// let tokens = Tokens::new();
/// let sandbox = Sandbox::builder().app("12345678", "secret").tokens(&tokens).build();
/// let client = Client::builder()
///     .app_key("12345678")
///     .app_secret("secret")
///     .transport(sandbox)
///     .build()?;
///
/// let code = tokens.authorise(); // what a user's click gives
/// let token = exchange(&client, code.as_str()).await?;
/// assert!(token.refresh_token().is_some());
/// assert!(exchange(&client, code).await.is_err());
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct Tokens(Arc<Mutex<Books>>);

struct Books {
    lifetime: Duration,
    given: u64,
    codes: HashSet<String>,
    refresh_tokens: HashSet<String>,
    /// Until when each access token is good, in seconds since 1970.
    sessions: HashMap<String, i64>,
}

impl Default for Books {
    fn default() -> Self {
        Self {
            lifetime: Duration::from_secs(24 * 3600),
            given: 0,
            codes: HashSet::new(),
            refresh_tokens: HashSet::new(),
            sessions: HashMap::new(),
        }
    }
}

/// What a gateway knows of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Good,
    Expired,
    Unknown,
}

impl Tokens {
    /// An authority that has given nothing out. Its tokens live for 24 hours.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how long the tokens to come live, in whole seconds.
    #[must_use]
    pub fn lifetime(self, lifetime: Duration) -> Self {
        self.books().lifetime = lifetime;
        self
    }

    /// A user says yes: the code that their redirect brings.
    #[must_use]
    pub fn authorise(&self) -> String {
        let mut books = self.books();
        let code = books.name("code");
        books.codes.insert(code.clone());
        code
    }

    /// Ends every session before its time: calls with it get code 27. Refresh tokens stay.
    pub fn expire(&self) {
        for until in self.books().sessions.values_mut() {
            *until = i64::MIN;
        }
    }

    /// The user takes their authorisation back: sessions end, and nothing can be refreshed.
    pub fn revoke(&self) {
        self.expire();
        self.books().refresh_tokens.clear();
    }

    pub(crate) fn standing(&self, session: &str, now: DateTime) -> Standing {
        match self.books().sessions.get(session) {
            Some(until) if now.to_unix_seconds() < *until => Standing::Good,
            Some(_) => Standing::Expired,
            None => Standing::Unknown,
        }
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Books {
    /// A text that was never given out before.
    fn name(&mut self, what: &str) -> String {
        self.given += 1;
        format!("sandbox-{what}-{}", self.given)
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens")
            .field("given", &self.books().given)
            .finish_non_exhaustive()
    }
}
