//! One attempt: signed anew, handed over once.

use std::sync::Arc;
use std::time::Instant;

use super::arrived::Arrived;
use super::core::Core;
use super::prepared::Prepared;
use super::watch::Watch;
use crate::error::{Context, Doubt, Effect, Error, NotSent, Unknown, Unreadable, UnreadableCause};
use crate::send::{Outgoing, Progress, SendError};

impl Core {
    /// Signs with the time of now and sends.
    pub(super) async fn attempt<'c>(
        &'c self,
        call: &'c Prepared,
        now: Instant,
        deadline: Instant,
        watch: &mut Watch<'_>,
    ) -> Result<Arrived<'c>, Error> {
        let ((content_type, body), sign) =
            self.signed(&call.target, &call.params, &call.options, |form| {
                (form.encode(), form.into_sign())
            })?;
        watch.sending(body.len());
        let outgoing = Outgoing {
            url: Arc::clone(&self.url),
            content_type,
            user_agent: Arc::clone(&self.user_agent),
            body,
            deadline,
            max_reply: self.max_reply,
        };
        let sending = if now >= deadline {
            // A transport might still get the request out before it looks at the clock.
            Err(SendError::new(Progress::NotSent).timed_out())
        } else {
            self.transport.post(outgoing).await
        };
        match sending {
            Ok(reply) => Ok(Arrived {
                core: self,
                call,
                sign,
                batch: &[],
                reply,
            }),
            Err(failed) => Err(lost(call.target.context(), failed)),
        }
    }
}

/// The error of a call whose request has no reply.
pub(super) fn lost(mut context: Context, failed: SendError) -> Error {
    match failed.progress() {
        Progress::NotSent => NotSent::error(context, failed),
        Progress::Unknown => Unknown::error(context, Doubt::Line(failed)),
        Progress::ReplyTooLong { status, limit } => {
            context.status = Some(status);
            let cause = UnreadableCause::TooLong(limit);
            Unreadable::error(context, cause, Effect::Unknown)
        }
    }
}
