//! A typed call under way.

use std::any::Any;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::drive::Landed;
use crate::error::Error;
use crate::send::BoxFuture;

/// A call that is sent when it is awaited, and then gives a `Result<V, Error>`.
///
/// The request has been checked and encoded already; it need not live on.
// Written out, because an `async fn` would be one more state machine for each endpoint.
#[must_use = "a call is sent when it is awaited"]
pub struct Sending<'c, V> {
    way: Way<'c>,
    value: PhantomData<fn() -> V>,
}

impl<'c, V: 'static> Sending<'c, V> {
    /// `lands` must give a `V`.
    pub(super) fn new(lands: BoxFuture<'c, Result<Landed, Error>>) -> Self {
        Self {
            way: Way {
                lands,
                landed: None,
            },
            value: PhantomData,
        }
    }
}

impl<V: 'static> Future for Sending<'_, V> {
    type Output = Result<V, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let landed = match self.way.poll(context) {
            Poll::Ready(Ok(landed)) => landed,
            Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
            Poll::Pending => return Poll::Pending,
        };
        if let Some(landed) = landed.downcast_mut::<Option<V>>()
            && let Some(value) = landed.take()
        {
            return Poll::Ready(Ok(value));
        }
        misread()
    }
}

/// The half of a call under way that is the same for every type.
///
/// It keeps what landed, so that no endpoint has code of its own to drop it.
struct Way<'c> {
    lands: BoxFuture<'c, Result<Landed, Error>>,
    landed: Option<Box<dyn Any + Send>>,
}

impl Way<'_> {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<&mut (dyn Any + Send), Error>> {
        self.lands
            .as_mut()
            .poll(context)
            .map_ok(|landed| &mut **self.landed.insert(landed.value))
    }
}

#[cold]
fn misread() -> ! {
    unreachable!("the call was made with the reader of another type")
}

impl<V> fmt::Debug for Sending<'_, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sending")
    }
}
