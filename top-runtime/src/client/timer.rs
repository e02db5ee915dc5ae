//! Waiting, where there is a runtime that can tell the time.

use std::time::Instant;

use tokio::runtime::Handle;

use crate::send::BoxFuture;

/// Whether anybody would wake a call that waits: without a runtime, a timer panics.
pub(super) fn can_wait() -> bool {
    Handle::try_current().is_ok()
}

/// Waits no longer than until the deadline, where the time can be told.
///
/// On the heap, so that a call without such work carries nothing of it.
pub(super) fn within<'w, T: 'w>(
    deadline: Instant,
    work: BoxFuture<'w, T>,
) -> BoxFuture<'w, Option<T>> {
    Box::pin(async move {
        if !can_wait() {
            return Some(work.await);
        }
        tokio::time::timeout_at(deadline.into(), work).await.ok()
    })
}
