//! Sessions: on whose behalf calls are made (用户授权), and where the token comes from.
//!
//! | provider | for |
//! |---|---|
//! | [`Secret`] | one session that never changes; [`ClientBuilder::session`] is the same |
//! | [`from_fn`] | a session that your own code knows, for example from your database |
//! | [`RefreshingSession`] | a token that is stored, and refreshed before it expires |
//!
//! # From the user's click to a session
//! ```no_run
//! use top_runtime::session::{AuthoriseUrl, FileTokenStore, Redirect, RefreshingSession, TokenStore, exchange};
//! use top_runtime::{Client, Gateway};
//!
//! # async fn example(redirected_to: &str) -> Result<(), Box<dyn std::error::Error>> {
//! // 1. Send the user there, and keep the state with their browser's session.
//! let authorise = AuthoriseUrl::new(&Gateway::Production, "12345678", "https://shop.example/back");
//! println!("{authorise}");
//! let state = authorise.state();
//!
//! // 2. They come back with a code, or with a no.
//! let code = Redirect::read(redirected_to)?.code(state)?;
//!
//! // 3. The code is worth one token.
//! let app = Client::builder().app_key("12345678").app_secret("…").build()?;
//! let store = FileTokenStore::new("/var/lib/shop/token.json");
//! store.save(&exchange(&app, code).await?).await?;
//!
//! // 4. From now on the token looks after itself.
//! let sessions = RefreshingSession::new(app, store);
//! # Ok(())
//! # }
//! ```
//!
//! Authorisations of `response_type=token`, which put the token into the fragment of the
//! redirect's address, are not supported: the fragment never reaches a server, and whoever sees
//! the address has the token.
//!
//! [`ClientBuilder::session`]: crate::client::ClientBuilder::session

mod authorise;
mod endpoints;
mod error;
mod from_fn;
mod refreshing;
mod store;
mod token;

use std::sync::Arc;

pub use authorise::{AuthoriseError, AuthoriseUrl, Redirect, State, View, exchange};
pub use endpoints::{CreateToken, RefreshToken};
pub use error::{SessionError, SessionErrorKind};
pub use from_fn::{FromFn, from_fn};
pub use refreshing::RefreshingSession;
pub use store::{FileTokenStore, MemoryTokenStore, TokenStore};
pub use token::{Token, TokenResult};

use crate::send::BoxFuture;
use crate::text::Secret;

/// Knows the session that calls are made with.
///
/// It is asked before every call that has no session of its own, so the usual answer should cost
/// nothing but a look.
pub trait SessionProvider: Send + Sync {
    /// The session to call with now.
    fn session(&self) -> BoxFuture<'_, Result<Secret, SessionError>>;

    /// Another session, after the platform refused this one with code 27 (protocol §6.3); `None`
    /// where there is no other. A call that was refused so was not carried out.
    ///
    /// Many calls may be refused at once: one of them renews, the others wait for it.
    fn renew<'a>(
        &'a self,
        refused: &'a Secret,
    ) -> BoxFuture<'a, Result<Option<Secret>, SessionError>>;
}

/// A session that never changes.
impl SessionProvider for Secret {
    fn session(&self) -> BoxFuture<'_, Result<Secret, SessionError>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }

    fn renew<'a>(&'a self, _: &'a Secret) -> BoxFuture<'a, Result<Option<Secret>, SessionError>> {
        Box::pin(std::future::ready(Ok(None)))
    }
}

impl<P: SessionProvider + ?Sized> SessionProvider for Arc<P> {
    fn session(&self) -> BoxFuture<'_, Result<Secret, SessionError>> {
        (**self).session()
    }

    fn renew<'a>(
        &'a self,
        refused: &'a Secret,
    ) -> BoxFuture<'a, Result<Option<Secret>, SessionError>> {
        (**self).renew(refused)
    }
}
