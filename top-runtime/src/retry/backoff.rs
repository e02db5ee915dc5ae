//! The arithmetic of waiting.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// The ceiling after this many failures: doubled with each, never above `longest`.
pub(super) fn ceiling(first: Duration, longest: Duration, failed_attempts: u32) -> Duration {
    let doublings = failed_attempts.saturating_sub(1);
    let factor = 1_u32.checked_shl(doublings).unwrap_or(u32::MAX);
    first.saturating_mul(factor).min(longest)
}

/// The part of `ceiling` that `random` is of all numbers.
pub(super) fn jittered(ceiling: Duration, random: u64) -> Duration {
    // More nanoseconds than fit are centuries.
    let nanos = u64::try_from(ceiling.as_nanos()).unwrap_or(u64::MAX);
    let part = (u128::from(nanos) * u128::from(random)) >> 64;
    Duration::from_nanos(u64::try_from(part).unwrap_or(u64::MAX))
}

/// A number for jitter: evenly spread and different in every process, but no secret.
pub(crate) fn random() -> u64 {
    // The standard library seeds its hashers from the system and never twice alike.
    RandomState::new().hash_one(())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::random;

    #[test]
    fn random_numbers_differ_and_use_all_bits() {
        let drawn: HashSet<u64> = (0..64).map(|_| random()).collect();
        assert_eq!(drawn.len(), 64);
        assert_eq!(drawn.iter().fold(0, |seen, number| seen | number), u64::MAX);
        assert_eq!(drawn.iter().fold(u64::MAX, |seen, number| seen & number), 0);
    }
}
