//! Numbers that a seed determines: `SplitMix64`, which is enough to mix schedules.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

/// A source of numbers, shared by all who take part in a schedule.
pub(crate) struct Random(Mutex<u64>);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }

    fn next(&self) -> u64 {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = *state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number of this range.
    pub(crate) fn of(&self, range: Range<u64>) -> u64 {
        range.start + self.next() % (range.end - range.start)
    }

    /// Yes, in so many of a hundred cases.
    pub(crate) fn percent(&self, chance: u64) -> bool {
        self.of(0..100) < chance
    }

    pub(crate) fn size(&self, range: Range<usize>) -> usize {
        let numbers = u64::try_from(range.start).unwrap()..u64::try_from(range.end).unwrap();
        usize::try_from(self.of(numbers)).unwrap()
    }
}
