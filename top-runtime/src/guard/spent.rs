//! What was moved, by day and method.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::money::Fen;

/// A day in GMT+8, counted from 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(u64);

impl Day {
    pub(super) fn of(time: SystemTime) -> Self {
        let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
        Self((since.as_secs() + 8 * 3600) / (24 * 3600))
    }
}

/// How many days are remembered: enough for calls that end after midnight, and for a clock that is
/// set back.
const DAYS: usize = 3;

#[derive(Debug, Default)]
pub(super) struct Spent {
    days: BTreeMap<Day, Totals>,
    /// What counts as moved on the first day.
    carried: Totals,
}

#[derive(Debug, Default)]
struct Totals {
    overall: Fen,
    methods: BTreeMap<Cow<'static, str>, Fen>,
}

impl Totals {
    fn of(&self, method: Option<&str>) -> Fen {
        match method {
            None => self.overall,
            Some(method) => self.methods.get(method).copied().unwrap_or_default(),
        }
    }
}

impl Spent {
    pub(super) fn carry_over(&mut self, method: Option<Cow<'static, str>>, amount: Fen) {
        match method {
            None => self.carried.overall = amount,
            Some(method) => {
                self.carried.methods.insert(method, amount);
            }
        }
    }

    /// What a method moved on a day, or all of them.
    pub(super) fn of(&self, day: Day, method: Option<&str>) -> Fen {
        match self.days.get(&day) {
            Some(totals) => totals.of(method),
            None if self.days.is_empty() => self.carried.of(method),
            None => Fen(0),
        }
    }

    /// Counts an amount of which the caller knows that the sums can hold it.
    pub(super) fn add(&mut self, day: Day, method: &str, amount: Fen) {
        let first = self.days.is_empty();
        let carried = &mut self.carried;
        let totals = self.days.entry(day).or_insert_with(|| {
            if first {
                std::mem::take(carried)
            } else {
                Totals::default()
            }
        });
        totals.overall.0 = totals.overall.0.saturating_add(amount.0);
        match totals.methods.get_mut(method) {
            Some(own) => own.0 = own.0.saturating_add(amount.0),
            None => {
                totals.methods.insert(method.to_owned().into(), amount);
            }
        }
        if self.days.len() > DAYS {
            // Never the day that counts now, which is the oldest where the clock was set back.
            let oldest = self.days.keys().copied().find(|other| *other != day);
            oldest.and_then(|oldest| self.days.remove(&oldest));
        }
    }

    pub(super) fn give_back(&mut self, day: Day, method: &str, amount: Fen) {
        let Some(totals) = self.days.get_mut(&day) else {
            return;
        };
        totals.overall.0 = totals.overall.0.saturating_sub(amount.0);
        if let Some(own) = totals.methods.get_mut(method) {
            own.0 = own.0.saturating_sub(amount.0);
        }
    }
}
