//! A body that knows whether it was handed over.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::send::Progress;

/// What became of a body: it is handed over, or withdrawn, never both.
///
/// A deadline passes on one thread while another one writes the request. Only where withdrawing
/// forbids the hand-over may the caller hear that nothing was sent.
#[derive(Debug, Default)]
pub(super) struct Handover(AtomicU8);

const WAITING: u8 = 0;
const TAKEN: u8 = 1;
const WITHDRAWN: u8 = 2;

impl Handover {
    /// Hands the body over; `false` where it was withdrawn.
    fn take(&self) -> bool {
        self.settle(TAKEN) == TAKEN
    }

    /// Withdraws the body, and tells whether that came in time.
    pub(super) fn withdraw(&self) -> Progress {
        if self.settle(WITHDRAWN) == WITHDRAWN {
            Progress::NotSent
        } else {
            Progress::Unknown
        }
    }

    fn settle(&self, wish: u8) -> u8 {
        let settled = self
            .0
            .compare_exchange(WAITING, wish, Ordering::AcqRel, Ordering::Acquire);
        settled.map_or_else(|earlier| earlier, |_| wish)
    }
}

/// A body that remembers whether anybody asked for it.
///
/// Connections are made, and TLS is agreed on, before the body is first polled, and every
/// parameter is in the body: while it was not polled, no gateway can have acted on the call.
/// reqwest cannot clone it, so nothing below can send it twice.
pub(super) struct Watched {
    bytes: Option<Bytes>,
    handover: Arc<Handover>,
}

impl Watched {
    pub(super) fn new(bytes: Bytes, handover: &Arc<Handover>) -> Self {
        Self {
            bytes: Some(bytes),
            handover: Arc::clone(handover),
        }
    }
}

/// The caller gave up before the body was handed over.
#[derive(Debug)]
pub(super) struct Withdrawn;

impl fmt::Display for Withdrawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the request was withdrawn")
    }
}

impl std::error::Error for Withdrawn {}

impl Body for Watched {
    type Data = Bytes;
    type Error = Withdrawn;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Withdrawn>>> {
        if !self.handover.take() {
            return Poll::Ready(Some(Err(Withdrawn)));
        }
        Poll::Ready(self.bytes.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poll(body: &mut Watched) -> Option<Result<Frame<Bytes>, Withdrawn>> {
        let mut context = Context::from_waker(std::task::Waker::noop());
        match Pin::new(body).poll_frame(&mut context) {
            Poll::Ready(frame) => frame,
            Poll::Pending => panic!("a body in memory is always ready"),
        }
    }

    #[test]
    fn what_was_withdrawn_is_never_handed_over() {
        let handover = Arc::new(Handover::default());
        let mut body = Watched::new("sign=…".into(), &handover);
        assert_eq!(handover.withdraw(), Progress::NotSent);
        assert!(matches!(poll(&mut body), Some(Err(Withdrawn))));
        assert_eq!(handover.withdraw(), Progress::NotSent);
    }

    #[test]
    fn what_was_handed_over_cannot_be_withdrawn() {
        let handover = Arc::new(Handover::default());
        let mut body = Watched::new("sign=…".into(), &handover);
        assert!(matches!(poll(&mut body), Some(Ok(_))));
        assert_eq!(handover.withdraw(), Progress::Unknown);
        assert!(poll(&mut body).is_none());
    }
}
