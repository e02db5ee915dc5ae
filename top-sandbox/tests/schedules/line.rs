//! The line to the gateway, on which others are served in between, and callers that die.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use tokio::task::yield_now;
use top_runtime::Transport;
use top_runtime::send::{BoxFuture, Outgoing, Reply, SendError};
use top_sandbox::Sandbox;

use crate::random::Random;

/// Lets others go first, before the gateway gets the request and before the client gets the reply.
pub(crate) struct Line {
    pub(crate) sandbox: Sandbox,
    pub(crate) random: Arc<Random>,
}

impl Line {
    async fn step_back(&self) {
        for _ in 0..self.random.of(0..4) {
            yield_now().await;
        }
    }
}

impl Transport for Line {
    fn post(&self, outgoing: Outgoing) -> BoxFuture<'_, Result<Reply, SendError>> {
        Box::pin(async move {
            self.step_back().await;
            let outcome = self.sandbox.post(outgoing).await;
            self.step_back().await;
            outcome
        })
    }
}

/// A caller that may be gone after so many steps: `None` is all that anybody learns of it then.
pub(crate) struct Mortal<F> {
    caller: Option<Pin<Box<F>>>,
    steps: Option<u64>,
}

impl<F: Future> Mortal<F> {
    pub(crate) fn new(caller: F, steps: Option<u64>) -> Self {
        Self {
            caller: Some(Box::pin(caller)),
            steps,
        }
    }
}

impl<F: Future> Future for Mortal<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Some(caller) = self.caller.as_mut() else {
            return Poll::Ready(None);
        };
        if let Poll::Ready(output) = caller.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        if let Some(steps) = &mut self.steps {
            *steps = steps.saturating_sub(1);
            if *steps == 0 {
                self.caller = None;
                return Poll::Ready(None);
            }
            // It dies on time, even while it waits.
            context.waker().wake_by_ref();
        }
        Poll::Pending
    }
}
