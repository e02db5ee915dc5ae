//! A typed call under way.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::arrived::Arrived;
use crate::error::Error;
use crate::send::BoxFuture;

/// A call that is sent when it is awaited, and then gives a `Result<V, Error>`.
///
/// The request has been checked and encoded already; it need not live on.
// Written out, because an `async fn` would be one more state machine for each endpoint.
#[must_use = "a call is sent when it is awaited"]
pub struct Sending<'c, V> {
    pub(super) arrives: BoxFuture<'c, Result<Arrived<'c>, Error>>,
    pub(super) read: fn(&Arrived<'c>) -> Result<V, Error>,
}

impl<V> Future for Sending<'_, V> {
    type Output = Result<V, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let arrived = ready!(self.arrives.as_mut().poll(context))?;
        Poll::Ready((self.read)(&arrived))
    }
}

impl<V> fmt::Debug for Sending<'_, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sending")
    }
}
