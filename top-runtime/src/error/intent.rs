//! Calls that their intent stopped.

use std::fmt;

use super::{Context, Effect, Error};
use crate::intent::{Ending, Intent, State, StoreError};
use crate::time::DateTime;

/// A call that its intent stopped before anything was sent. See [`Error::Intent`].
#[derive(Debug)]
pub struct IntentError {
    context: Context,
    problem: IntentProblem,
}

/// Why an intent stops a call.
#[non_exhaustive]
#[derive(Debug)]
pub enum IntentProblem {
    /// It could not be stored, so nothing was sent.
    Store(StoreError),
    /// The id is taken by an intent that asks for something else.
    OtherContents(Intent),
    /// Another caller runs it now.
    Held(Intent),
    /// It was carried out already.
    Done(Intent),
    /// There is nothing to resume: the intent has ended since it was listed, and nothing was done.
    NothingOpen(Intent),
    /// An earlier attempt may have taken effect, and the platform makes no promise that would make
    /// a repeat harmless.
    InDoubt(Intent),
}

impl IntentError {
    pub(crate) fn error(context: Context, problem: IntentProblem) -> Error {
        Error::Intent(Box::new(Self { context, problem }))
    }

    /// Why it stops the call.
    pub fn problem(&self) -> &IntentProblem {
        &self.problem
    }

    /// The stored intent, where one is in the way.
    pub fn intent(&self) -> Option<&Intent> {
        match &self.problem {
            IntentProblem::Store(_) => None,
            IntentProblem::OtherContents(intent)
            | IntentProblem::Held(intent)
            | IntentProblem::Done(intent)
            | IntentProblem::NothingOpen(intent)
            | IntentProblem::InDoubt(intent) => Some(intent),
        }
    }

    /// When and as which call it was carried out, where it was.
    pub fn ending(&self) -> Option<&Ending> {
        match self.intent()?.state() {
            State::Ended(ending) => Some(ending),
            State::Open => None,
        }
    }

    /// What came of the intent, as far as this caller can know.
    pub(super) fn effect(&self) -> Effect {
        match &self.problem {
            IntentProblem::Store(_)
            | IntentProblem::OtherContents(_)
            | IntentProblem::NothingOpen(_) => Effect::None,
            IntentProblem::Held(_) | IntentProblem::InDoubt(_) => Effect::Unknown,
            IntentProblem::Done(_) => Effect::Applied,
        }
    }

    pub(super) fn what_happened(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.intent().map_or("", Intent::id);
        match &self.problem {
            IntentProblem::Store(error) => fmt::Display::fmt(error, f),
            IntentProblem::OtherContents(_) => {
                write!(f, "the intent {id:?} stands for another request")
            }
            IntentProblem::Held(_) => write!(f, "another caller runs the intent {id:?} now"),
            IntentProblem::Done(_) => {
                write!(f, "the intent {id:?} was carried out already")?;
                self.ending().map_or(Ok(()), |ending| done(ending, f))
            }
            IntentProblem::NothingOpen(_) => {
                write!(f, "the intent {id:?} has ended, and nothing was done")
            }
            IntentProblem::InDoubt(_) => {
                write!(
                    f,
                    "an earlier attempt of the intent {id:?} was left in doubt"
                )
            }
        }
    }

    pub(super) fn hint(&self) -> &'static str {
        match &self.problem {
            IntentProblem::Store(_) => "See to the store of intents, then call again.",
            IntentProblem::OtherContents(_) => {
                "Give every request an id of its own; to repeat one, make it of the same data."
            }
            IntentProblem::Held(_) => "Wait for the other caller.",
            IntentProblem::Done(_) => "Don't call again.",
            IntentProblem::NothingOpen(_) => "Call anew if it is still wanted.",
            IntentProblem::InDoubt(_) if self.context.idempotent_by.is_some() => {
                "Call again with the same intent, or resolve it."
            }
            IntentProblem::InDoubt(_) => {
                "Resolve it, or look it up and end it in the store: a repeat may do it twice."
            }
        }
    }

    pub(super) fn hint_zh(&self) -> &'static str {
        match &self.problem {
            IntentProblem::Store(_) => "请检查意图存储,然后重新调用。",
            IntentProblem::OtherContents(_) => {
                "每个请求请使用各自的编号;若要重试,请用相同的数据构造请求。"
            }
            IntentProblem::Held(_) => "另一调用方正在执行,请稍候。",
            IntentProblem::Done(_) => "已执行,请勿重复调用。",
            IntentProblem::NothingOpen(_) => "该意图已结束且未执行:如仍需要,请重新发起调用。",
            IntentProblem::InDoubt(_) if self.context.idempotent_by.is_some() => {
                "请用同一意图编号重试,或先查询结果。"
            }
            IntentProblem::InDoubt(_) => "请先查询结果,再在存储中结束该意图:重复调用可能执行两次。",
        }
    }

    pub(super) fn store(&self) -> Option<&StoreError> {
        match &self.problem {
            IntentProblem::Store(error) => Some(error),
            _ => None,
        }
    }

    pub(super) fn context(&self) -> &Context {
        &self.context
    }

    pub(super) fn context_mut(&mut self) -> &mut Context {
        &mut self.context
    }
}

fn done(ending: &Ending, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if let Some(at) = DateTime::from_unix_millis(ending.at) {
        write!(f, " at {at} (GMT+8)")?;
    }
    match &ending.request_id {
        Some(id) => write!(f, " as request {id}"),
        None => Ok(()),
    }
}
