//! What an account holds.

/// Money by kind. The pages state no unit; the examples are whole numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Balance {
    /// Paid in by the member (`REAL`).
    pub real: i64,
    /// Given on top by the merchant (`GIFT`).
    pub gift: i64,
}

impl Balance {
    /// Both kinds together; `None` past the range of an `i64`.
    #[must_use]
    pub fn total(self) -> Option<i64> {
        self.real.checked_add(self.gift)
    }

    /// The balance after a change; `None` where a kind or the total would leave its range.
    #[must_use]
    pub(super) fn changed_by(self, change: Self) -> Option<Self> {
        let after = Self {
            real: self.real.checked_add(change.real)?,
            gift: self.gift.checked_add(change.gift)?,
        };
        after.total()?;
        (after.real >= 0 && after.gift >= 0).then_some(after)
    }

    /// How much a change moved, whichever way: the pages' examples show no sign here.
    #[must_use]
    pub(in crate::ledger) fn magnitude(self) -> Self {
        Self {
            real: self.real.saturating_abs(),
            gift: self.gift.saturating_abs(),
        }
    }

    /// The opposite change.
    pub(super) fn reversed(self) -> Self {
        Self {
            real: -self.real,
            gift: -self.gift,
        }
    }
}
