//! Where a token is kept.

mod file;

use std::fmt;
use std::sync::{Mutex, PoisonError};

pub use self::file::FileTokenStore;
use super::Token;
use crate::send::BoxFuture;
use crate::store_error::StoreError;

/// Keeps one user's token.
///
/// A refresh token may be worth one refresh only: whoever loses the token that came for it loses
/// the authorisation. So [`save`](Self::save) must not return before the token would survive a
/// crash of the machine. Stores of your own keep the text of [`Token::to_stored`].
pub trait TokenStore: Send + Sync {
    /// The token that was saved last; `None` where none ever was.
    fn load(&self) -> BoxFuture<'_, Result<Option<Token>, StoreError>>;

    /// Keeps this token in place of the last one: durably when it returns, or not at all.
    fn save<'a>(&'a self, token: &'a Token) -> BoxFuture<'a, Result<(), StoreError>>;
}

impl<S: TokenStore + ?Sized> TokenStore for std::sync::Arc<S> {
    fn load(&self) -> BoxFuture<'_, Result<Option<Token>, StoreError>> {
        (**self).load()
    }

    fn save<'a>(&'a self, token: &'a Token) -> BoxFuture<'a, Result<(), StoreError>> {
        (**self).save(token)
    }
}

/// A store that forgets the token with the process: for tests, and for tokens that are not
/// refreshed.
#[derive(Default)]
pub struct MemoryTokenStore(Mutex<Option<Token>>);

impl MemoryTokenStore {
    /// A store with this token.
    pub fn new(token: Token) -> Self {
        Self(Mutex::new(Some(token)))
    }
}

impl TokenStore for MemoryTokenStore {
    fn load(&self) -> BoxFuture<'_, Result<Option<Token>, StoreError>> {
        let token = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Box::pin(std::future::ready(Ok(token.clone())))
    }

    fn save<'a>(&'a self, token: &'a Token) -> BoxFuture<'a, Result<(), StoreError>> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(token.clone());
        Box::pin(std::future::ready(Ok(())))
    }
}

impl fmt::Debug for MemoryTokenStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemoryTokenStore")
    }
}
