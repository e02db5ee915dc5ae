//! What the four endpoints act on: accounts, points and orders, kept in memory, with money that
//! adds up.

mod examples;
mod failure;
mod names;
mod points;
mod refunds;
mod repeats;
mod serve;
mod shown;
mod wallet;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use failure::Failure;
pub use names::{Names, Shop};
pub use points::Spending;
pub use refunds::{Line, Paid, PaidOrder};
pub use wallet::{Balance, Flow, Operator, Recharge};

/// The books behind the four endpoints. Cheap to clone; all clones are the same books.
///
/// ```
/// use top_sandbox::Ledger;
///
/// let ledger = Ledger::with_examples();
/// assert!(ledger.balance("782364726").is_some());
/// ```
#[derive(Clone, Default)]
pub struct Ledger(Arc<Mutex<Books>>);

#[derive(Default)]
struct Books {
    wallet: wallet::Wallet,
    points: points::Points,
    refunds: refunds::Refunds,
}

impl Ledger {
    /// Empty books.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Books with the accounts, orders and flows of the pages' examples, so that the pages' own
    /// sample calls succeed.
    #[must_use]
    pub fn with_examples() -> Self {
        let ledger = Self::new();
        examples::seed(&mut ledger.books());
        ledger
    }

    /// Pays money into an account, which is opened by its first recharge.
    ///
    /// # Errors
    /// An order id that is taken, or an amount that is no payment.
    pub fn recharge(&self, recharge: Recharge) -> Result<Flow, Failure> {
        self.books().wallet.recharge(recharge)
    }

    /// Records that a member spent points on an order; a second time, the record starts afresh.
    pub fn spend(&self, spending: Spending) {
        self.books().points.spend(spending);
    }

    /// Records a paid order, of which refunds can be completed; a second time, the record starts
    /// afresh.
    pub fn pay(&self, order: PaidOrder) {
        self.books().refunds.pay(order);
    }

    /// What an account holds.
    pub fn balance(&self, account_id: &str) -> Option<Balance> {
        self.books().wallet.balance(account_id)
    }

    /// How many of the points spent on an order have been returned.
    pub fn points_returned(&self, out_biz_id: &str) -> Option<i64> {
        self.books().points.returned(out_biz_id)
    }

    /// How much of a paid order has been refunded: goods, delivery and packaging.
    pub fn refunded(&self, out_order_id: &str) -> Option<Paid> {
        self.books().refunds.refunded(out_order_id)
    }

    /// A book-keeping that panicked halfway is no worse than one that was killed there.
    fn books(&self) -> MutexGuard<'_, Books> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ledger").finish_non_exhaustive()
    }
}
