//! A call that is played through and not made.

use std::borrow::Cow;
use std::fmt;

use super::core::Core;
use super::known::Known;
use super::options::Options;
use super::signed::SignedRequest;
use super::target::Target;
use crate::guard::AmountRefused;
use crate::money::Fen;
use crate::retry::RetryPolicy;

/// What a call would be: signed, held against the guard, and not sent. Nothing is counted or
/// stored either.
///
/// `Display` shows it to a person, secrets masked.
#[derive(Debug, Clone)]
pub struct Rehearsal {
    request: SignedRequest,
    guard: Guard,
    is_read: bool,
    idempotent_by: Option<&'static str>,
    resolved_by: Option<&'static str>,
    retry: RetryPolicy,
    intent: Option<String>,
    session_left_out: bool,
}

/// What the guard says.
#[derive(Debug, Clone)]
enum Guard {
    None,
    Passes {
        amount: Option<Fen>,
        left_today: Option<Fen>,
    },
    Refuses(AmountRefused),
}

impl Rehearsal {
    pub(super) fn new(
        core: &Core,
        target: &Target,
        options: &Options,
        known: &Known,
        request: SignedRequest,
    ) -> Self {
        let retry = options.retry.as_ref().unwrap_or(&core.retry).clone();
        let endpoint = match target {
            Target::Declared(endpoint) => Some(endpoint),
            Target::Named(_) => None,
        };
        let resolver = endpoint.and_then(|endpoint| endpoint.resolver());
        Self {
            request,
            guard: core.ask_guard(target, known),
            is_read: target.is_read(),
            idempotent_by: endpoint.and_then(|endpoint| endpoint.idempotency_field()),
            resolved_by: resolver.map(|resolver| resolver.read().method()),
            retry,
            intent: options.intent.as_ref().map(|intent| intent.id.clone()),
            session_left_out: core.sessions.is_some() && core.session(options).is_none(),
        }
    }

    /// The request, as it would be sent now.
    pub fn request(&self) -> &SignedRequest {
        &self.request
    }

    /// Why the guard would refuse it, if it would.
    pub fn refused(&self) -> Option<&AmountRefused> {
        match &self.guard {
            Guard::Refuses(refused) => Some(refused),
            _ => None,
        }
    }

    /// What it would move in 分, by the fields that the declaration marks as amounts; `None` where
    /// it gives none, and without a guard.
    pub fn amount(&self) -> Option<Fen> {
        match &self.guard {
            Guard::Passes { amount, .. } => *amount,
            _ => None,
        }
    }

    /// What could still be moved today after it, in 分; `None` where no cap holds for a day.
    pub fn left_today(&self) -> Option<Fen> {
        match &self.guard {
            Guard::Passes { left_today, .. } => *left_today,
            _ => None,
        }
    }

    /// The field whose value makes a repeat harmless, if the platform promises that.
    pub fn idempotent_by(&self) -> Option<&'static str> {
        self.idempotent_by
    }

    /// The method that would settle a doubt about it, if the declaration names one.
    pub fn resolved_by(&self) -> Option<&'static str> {
        self.resolved_by
    }

    /// The id of the intent that it would run under. Nothing was stored.
    pub fn intent(&self) -> Option<&str> {
        self.intent.as_deref()
    }

    /// How often it would be attempted, and how patiently.
    pub fn retry(&self) -> &RetryPolicy {
        &self.retry
    }

    /// What becomes of it where nobody knows whether it took effect.
    fn in_doubt(&self) -> Cow<'static, str> {
        match self.idempotent_by {
            _ if self.retry.attempts_allowed() == 1 => "not sent again".into(),
            _ if self.is_read => "sent again".into(),
            Some(field) => format!("sent again by the same {field}").into(),
            None => "not sent again".into(),
        }
    }
}

impl Core {
    fn ask_guard(&self, target: &Target, known: &Known) -> Guard {
        let (Some(guard), Some(amount)) = (&self.guard, &known.amount) else {
            return Guard::None;
        };
        match guard.rehearse(target.method(), amount, self.clock.now()) {
            Ok((amount, left_today)) => Guard::Passes { amount, left_today },
            Err(refused) => Guard::Refuses(refused),
        }
    }
}

impl fmt::Display for Rehearsal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.request)?;
        match &self.guard {
            Guard::None => writeln!(f, "guard: none")?,
            Guard::Refuses(refused) => writeln!(f, "guard: refuses it: {refused}")?,
            Guard::Passes { amount, left_today } => {
                f.write_str("guard: lets it through")?;
                if let Some(amount) = amount {
                    write!(f, ", {amount} ({})", amount.to_yuan())?;
                }
                if let Some(left) = left_today {
                    write!(f, ", {left} ({}) left today", left.to_yuan())?;
                }
                writeln!(f)?;
            }
        }
        if self.session_left_out {
            writeln!(f, "session: the provider's, which was not asked")?;
        }
        if let Some(id) = &self.intent {
            writeln!(f, "intent: {id}, not stored")?;
        }
        let attempts = self.retry.attempts_allowed();
        writeln!(f, "attempts: at most {attempts}")?;
        write!(f, "in doubt: {}", self.in_doubt())?;
        match self.resolved_by {
            Some(method) => write!(f, ", settled by {method}")?,
            None if self.is_read => {}
            None => f.write_str(", settled by nothing that is declared")?,
        }
        f.write_str("\nnothing was sent")
    }
}
