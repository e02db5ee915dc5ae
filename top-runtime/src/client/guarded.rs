//! A call before its guard.

use super::core::Core;
use super::drive::Landed;
use super::prepared::Prepared;
use crate::error::{Effect, Error, NotSent};
use crate::guard::Reservation;

impl Core {
    /// Counts the call towards its day, where there is a guard and something to guard.
    pub(super) fn reserve(&self, call: &Prepared) -> Result<Option<Reservation<'_>>, Error> {
        let (Some(guard), Some(amount)) = (&self.guard, &call.known.amount) else {
            return Ok(None);
        };
        match guard.reserve(call.target.method(), amount, self.clock.now()) {
            Ok(reservation) => Ok(Some(reservation)),
            Err(refused) => Err(NotSent::kept_back(call.target.context(), refused)),
        }
    }
}

/// Tells the guard what became of the call.
pub(super) fn settle(reservation: Option<Reservation<'_>>, result: &Result<Landed, Error>) {
    if let Some(reservation) = reservation {
        reservation.settle(match result {
            Ok(_) => Effect::Applied,
            Err(error) => error.effect(),
        });
    }
}
