//! A session that the user's own code knows.

use std::error::Error;
use std::fmt;

use super::{SessionError, SessionErrorKind, SessionProvider};
use crate::send::BoxFuture;
use crate::text::Secret;

/// Asks an async function for the session, before every call: it should remember the answer.
///
/// After the platform refused a session, the function is asked once more; only where it gives
/// another one is the call made again.
///
/// ```
/// use top_runtime::session::{SessionProvider, from_fn};
///
/// # tokio::runtime::Runtime::new()?.block_on(async {
/// let provider = from_fn(async || Ok::<_, std::io::Error>("session-of-the-shop"));
/// let session = provider.session().await?;
/// assert_eq!(session.expose(), "session-of-the-shop");
/// assert_eq!(provider.renew(&session).await?, None);
/// # Ok::<_, top_runtime::session::SessionError>(())
/// # })?;
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
pub fn from_fn<F, Fut, S, E>(function: F) -> FromFn<F>
where
    F: Fn() -> Fut + Send + Sync,
    Fut: Future<Output = Result<S, E>> + Send,
    S: Into<Secret>,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    FromFn(function)
}

/// A provider made of a function: see [`from_fn`].
#[derive(Clone, Copy)]
pub struct FromFn<F>(F);

impl<F, Fut, S, E> SessionProvider for FromFn<F>
where
    F: Fn() -> Fut + Send + Sync,
    Fut: Future<Output = Result<S, E>> + Send,
    S: Into<Secret>,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    fn session(&self) -> BoxFuture<'_, Result<Secret, SessionError>> {
        Box::pin(async {
            let given = (self.0)().await;
            given
                .map(Into::into)
                .map_err(|error| SessionError::new(SessionErrorKind::Provider).because(error))
        })
    }

    fn renew<'a>(
        &'a self,
        refused: &'a Secret,
    ) -> BoxFuture<'a, Result<Option<Secret>, SessionError>> {
        Box::pin(async move {
            let session = self.session().await?;
            Ok((session != *refused).then_some(session))
        })
    }
}

impl<F> fmt::Debug for FromFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FromFn")
    }
}
