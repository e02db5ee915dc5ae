//! What became of a call, for people and for scripts.

mod json;
mod text;

use top_runtime::resolve::Resolution;
use top_runtime::{Effect, Error};

pub(crate) use json::not_tried;

use super::invalid::Invalid;
use super::{Order, Outcome, Wish};
use crate::exit::Exit;
use crate::terminal::{self, Look};

/// A call and its outcome.
pub(crate) struct Report {
    pub(super) order: Order,
    pub(super) outcome: Outcome,
}

impl Report {
    /// Prints it: the reply where a pipe reads it, words beside.
    ///
    /// # Errors
    /// The broken rules of a request, to be shown to a person.
    pub(crate) fn show(&self, as_json: bool) -> miette::Result<Exit> {
        if as_json {
            terminal::print(&format!("{:#}\n", json::object(self)));
            return Ok(self.exit());
        }
        if let Outcome::Failed(error @ Error::Invalid(_), _) = &self.outcome {
            return Err(Invalid::new(error, &self.order.given).into());
        }
        terminal::print(&text::answer(self));
        terminal::tell(&text::words(self, Look::of_stderr()));
        Ok(self.exit())
    }

    fn exit(&self) -> Exit {
        match &self.outcome {
            // A rehearsal that nobody asked for must not pass for the call.
            Outcome::Rehearsed(_) if self.order.wish != Wish::Rehearse => Exit::Nothing,
            Outcome::Rehearsed(_) | Outcome::Succeeded(_) => Exit::Done,
            Outcome::Failed(Error::Unreadable(_), None) => Exit::Unreadable,
            Outcome::Failed(..) => match self.effect() {
                Effect::None => Exit::Nothing,
                // It was found done, by a look or by an earlier call.
                Effect::Applied => Exit::Done,
                _ => Exit::Unknown,
            },
        }
    }

    /// What was done on the platform.
    fn effect(&self) -> Effect {
        match &self.outcome {
            Outcome::Rehearsed(_) | Outcome::Failed(_, Some(Resolution::NotApplied)) => {
                Effect::None
            }
            Outcome::Succeeded(_) if self.order.endpoint.is_read() => Effect::None,
            Outcome::Succeeded(_) | Outcome::Failed(_, Some(Resolution::Applied(_))) => {
                Effect::Applied
            }
            Outcome::Failed(error, _) => error.effect(),
        }
    }
}
