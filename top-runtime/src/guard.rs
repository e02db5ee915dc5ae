//! A ceiling on the money that calls may move.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use crate::error::Effect;
use crate::money::Fen;

mod amount;
mod refused;
mod spent;

pub(crate) use amount::{Measured, measure};
pub use refused::{AmountRefused, RefusedAmount};
use spent::{Day, Spent};

/// Refuses calls that would move more than they may, before anything is sent.
///
/// What a call moves is the sum of the fields that its declaration marks as `amount`, at any depth,
/// in 分. Caps hold for one call and for one day in GMT+8, over all methods or for one. A call
/// counts towards its day from before it is sent, and stops counting only when it certainly had no
/// effect: one whose fate is unknown, or that was abandoned halfway, counts. It counts once, also
/// where its [`Ticket`](crate::resolve::Ticket) sends it again.
///
/// Methods declared `read` are let through, and so are, unless
/// [`refuse_unmeasured`](Self::refuse_unmeasured) says otherwise, calls without an amount.
///
/// Totals are kept in memory, shared by all clones. To have them survive a restart, store
/// [`spent_on`](Self::spent_on) after each call, for example from an
/// [`Observer`](crate::observe::Observer), and begin with
/// [`with_spent_today`](Self::with_spent_today).
///
/// ```
/// use top_runtime::{AmountGuard, Caps, Fen};
///
/// let guard = AmountGuard::new()
///     .per_call(Fen(50_000))
///     .per_day(Fen(2_000_000))
///     .method("taobao.shop.refund", Caps::new().per_day(Fen(500_000)))
///     .with_spent_today(Fen(1_900_000));
/// ```
#[derive(Clone, Default)]
#[must_use]
pub struct AmountGuard {
    overall: Caps,
    methods: BTreeMap<Cow<'static, str>, Caps>,
    refuses_unmeasured: bool,
    spent: Arc<Mutex<Spent>>,
}

/// The most that may be moved. What is not set has no cap.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[must_use]
pub struct Caps {
    per_call: Option<Fen>,
    per_day: Option<Fen>,
}

impl Caps {
    /// No cap yet.
    pub const fn new() -> Self {
        Self {
            per_call: None,
            per_day: None,
        }
    }

    /// Caps one call, in 分.
    pub const fn per_call(mut self, cap: Fen) -> Self {
        self.per_call = Some(cap);
        self
    }

    /// Caps the sum of one day in GMT+8, in 分.
    pub const fn per_day(mut self, cap: Fen) -> Self {
        self.per_day = Some(cap);
        self
    }

    fn check(self, amount: Fen, before: Fen) -> Result<(), RefusedAmount> {
        if let Some(cap) = self.per_call.filter(|cap| amount > *cap) {
            return Err(RefusedAmount::PerCall { amount, cap });
        }
        let after = before.checked_add(amount).ok_or(RefusedAmount::TooLarge)?;
        match self.per_day.filter(|cap| after > *cap) {
            None => Ok(()),
            Some(cap) => Err(RefusedAmount::PerDay {
                amount,
                spent: before,
                cap,
            }),
        }
    }

    /// What may still be moved after this much.
    fn left(self, spent: Fen) -> Option<Fen> {
        let left = self.per_day?.checked_sub(spent)?;
        Some(left.max(Fen(0)))
    }
}

impl AmountGuard {
    /// A guard without caps.
    pub fn new() -> Self {
        Self::default()
    }

    /// Caps every call, in 分.
    pub fn per_call(mut self, cap: Fen) -> Self {
        self.overall = self.overall.per_call(cap);
        self
    }

    /// Caps the sum of all methods on one day in GMT+8, in 分.
    pub fn per_day(mut self, cap: Fen) -> Self {
        self.overall = self.overall.per_day(cap);
        self
    }

    /// Caps one method as well.
    pub fn method(mut self, method: impl Into<Cow<'static, str>>, caps: Caps) -> Self {
        self.methods.insert(method.into(), caps);
        self
    }

    /// Refuses also what cannot be measured: calls of methods that are not declared `read` and
    /// give no amount, because their declaration marks none or because it is left out.
    pub fn refuse_unmeasured(mut self) -> Self {
        self.refuses_unmeasured = true;
        self
    }

    /// Counts this much, in 分, as moved already on the day of the first call.
    pub fn with_spent_today(self, amount: Fen) -> Self {
        self.spent().carry_over(None, amount);
        self
    }

    /// Counts this much, in 分, as moved already by one method on the day of the first call,
    /// towards that method's cap alone.
    pub fn with_spent_today_by(self, method: impl Into<Cow<'static, str>>, amount: Fen) -> Self {
        self.spent().carry_over(Some(method.into()), amount);
        self
    }

    /// What was moved, or may have been, on the day that holds this moment, in 分.
    #[must_use]
    pub fn spent_on(&self, time: SystemTime) -> Fen {
        self.spent().of(Day::of(time), None)
    }

    /// What one method moved, or may have, on the day that holds this moment, in 分.
    #[must_use]
    pub fn spent_on_by(&self, time: SystemTime, method: &str) -> Fen {
        self.spent().of(Day::of(time), Some(method))
    }

    /// Counts a call towards its day before it is sent.
    ///
    /// # Errors
    /// Where it would go past a cap, or cannot be measured and must be.
    pub(crate) fn reserve(
        &self,
        method: &str,
        measured: &Measured,
        now: SystemTime,
    ) -> Result<Reservation<'_>, AmountRefused> {
        let day = Day::of(now);
        let mut spent = self.spent();
        let amount = self.pass(method, measured, day, &spent)?;
        if let Some(amount) = amount {
            spent.add(day, method, amount);
        }
        drop(spent);
        Ok(Reservation {
            guard: self,
            method: method.to_owned(),
            day,
            amount: amount.unwrap_or_default(),
        })
    }

    /// Says what would come of a call now, without counting it: its amount, and what would be left
    /// of the day.
    pub(crate) fn rehearse(
        &self,
        method: &str,
        measured: &Measured,
        now: SystemTime,
    ) -> Result<(Option<Fen>, Option<Fen>), AmountRefused> {
        let day = Day::of(now);
        let spent = self.spent();
        let amount = self.pass(method, measured, day, &spent)?;
        let left =
            |caps: Caps, before: Fen| caps.left(before.checked_add(amount.unwrap_or_default())?);
        let overall = left(self.overall, spent.of(day, None));
        let own = left(self.caps(method), spent.of(day, Some(method)));
        Ok((amount, overall.into_iter().chain(own).min()))
    }

    fn pass(
        &self,
        method: &str,
        measured: &Measured,
        day: Day,
        spent: &Spent,
    ) -> Result<Option<Fen>, AmountRefused> {
        let refused = |why| AmountRefused::new(method, why);
        let amount = match measured {
            Ok(None) if self.refuses_unmeasured => return Err(refused(RefusedAmount::Unmeasured)),
            Ok(None) => return Ok(None),
            Ok(Some(amount)) => *amount,
            Err(why) => return Err(refused(why.clone())),
        };
        let overall = self.overall.check(amount, spent.of(day, None));
        let own = |()| self.caps(method).check(amount, spent.of(day, Some(method)));
        overall.and_then(own).map_err(refused)?;
        Ok(Some(amount))
    }

    fn caps(&self, method: &str) -> Caps {
        self.methods.get(method).copied().unwrap_or_default()
    }

    fn spent(&self) -> MutexGuard<'_, Spent> {
        // The sums are whole at every point where a thread could have died.
        self.spent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A call that is counted towards its day. Dropped without a word it stays counted.
#[derive(Debug)]
#[must_use = "what certainly had no effect is given back"]
pub(crate) struct Reservation<'g> {
    guard: &'g AmountGuard,
    method: String,
    day: Day,
    amount: Fen,
}

impl Reservation<'_> {
    /// Says what the call did: what had no effect counts no longer.
    pub(crate) fn settle(self, effect: Effect) {
        if effect == Effect::None && self.amount != Fen(0) {
            let mut spent = self.guard.spent();
            spent.give_back(self.day, &self.method, self.amount);
        }
    }
}

impl fmt::Debug for AmountGuard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AmountGuard")
            .field("overall", &self.overall)
            .field("methods", &self.methods)
            .field("refuses_unmeasured", &self.refuses_unmeasured)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
