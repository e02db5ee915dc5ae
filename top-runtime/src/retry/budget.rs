//! What an app may spend on repeating calls.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many calls of an app may be repeated: a bucket of tokens that retries empty and successes
/// refill. Clones share the bucket.
///
/// A policy alone multiplies load: with three attempts a platform that is going down gets three
/// times the calls, at the moment when it can least bear them. With a budget the retries of a bad
/// minute are spent soon, and from then on at most a tenth (by default) of the succeeding calls'
/// number goes out again. The first attempt of a call never needs a token.
///
/// ```
/// use top_runtime::RetryBudget;
///
/// // 50 retries at once; then one for every 20 calls that succeed.
/// let budget = RetryBudget::new(50, 20);
/// # let _ = budget;
/// ```
#[derive(Clone)]
pub struct RetryBudget {
    bucket: Arc<Bucket>,
}

/// Counted in what one success gives back, so that no fraction is ever rounded.
struct Bucket {
    level: AtomicU64,
    full: u64,
    retry: u64,
}

impl Default for RetryBudget {
    /// 100 retries at once, and one more for every 10 successes.
    fn default() -> Self {
        Self::new(100, 10)
    }
}

impl RetryBudget {
    /// A full bucket of so many retries, one of which `successes_per_retry` successes give back.
    /// Zero successes count as one.
    #[must_use]
    pub fn new(tokens: u32, successes_per_retry: u32) -> Self {
        let retry = u64::from(successes_per_retry.max(1));
        let full = u64::from(tokens) * retry;
        Self {
            bucket: Arc::new(Bucket {
                level: AtomicU64::new(full),
                full,
                retry,
            }),
        }
    }

    /// Takes the token of one retry; `false` where there is none left, and nothing is repeated.
    pub(crate) fn take(&self) -> bool {
        let Bucket { level, retry, .. } = &*self.bucket;
        let paid = |level: u64| level.checked_sub(*retry);
        level
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, paid)
            .is_ok()
    }

    /// Gives back the share of one success.
    pub(crate) fn give_back(&self) {
        let Bucket { level, full, .. } = &*self.bucket;
        let given = |level: u64| (level < *full).then(|| level + 1);
        // Of a full bucket this is one load: the way of nearly every call.
        let _was_full = level
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, given)
            .is_err();
    }

    /// Whether both were made for as many tokens and successes.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.bucket.full == other.bucket.full && self.bucket.retry == other.bucket.retry
    }

    /// The retries left.
    fn left(&self) -> u64 {
        self.bucket.level.load(Ordering::Relaxed) / self.bucket.retry
    }
}

impl fmt::Debug for RetryBudget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RetryBudget")
            .field("left", &self.left())
            .field("tokens", &(self.bucket.full / self.bucket.retry))
            .field("successes_per_retry", &self.bucket.retry)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use proptest::collection::vec;
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    use super::RetryBudget;

    #[test]
    fn ten_successes_pay_for_one_retry() {
        let budget = RetryBudget::new(1, 10);
        assert!(budget.take());
        for _ in 0..9 {
            budget.give_back();
            assert!(!budget.take());
        }
        budget.give_back();
        assert!(budget.take());
    }

    #[test]
    fn an_empty_budget_repeats_nothing() {
        let budget = RetryBudget::new(0, 0);
        budget.give_back();
        assert!(!budget.take());
    }

    #[test]
    fn threads_never_spend_more_than_there_is() {
        let budget = RetryBudget::new(100, 10);
        let spent: usize = thread::scope(|scope| {
            let spend = || (0..200).filter(|_| budget.take()).count();
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(spend)).collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .sum()
        });
        assert_eq!(spent, 100);
    }

    #[test]
    fn a_look_at_it_shows_what_is_left() {
        let budget = RetryBudget::default();
        assert!(budget.clone().take());
        assert_eq!(
            format!("{budget:?}"),
            "RetryBudget { left: 99, tokens: 100, successes_per_retry: 10 }"
        );
    }

    proptest! {
        #[test]
        fn it_never_gives_more_than_tokens_and_successes_pay_for(
            tokens in 0_u32..20,
            successes_per_retry in 1_u32..15,
            calls in vec(any::<bool>(), 0..400),
        ) {
            let budget = RetryBudget::new(tokens, successes_per_retry);
            let (mut taken, mut succeeded) = (0, 0);
            for succeeds in calls {
                if succeeds {
                    budget.give_back();
                    succeeded += 1;
                } else {
                    taken += u32::from(budget.take());
                }
                prop_assert!(taken <= tokens + succeeded / successes_per_retry);
                prop_assert!(budget.left() <= u64::from(tokens));
            }
        }

        #[test]
        fn only_what_was_made_alike_is_alike(one in (0_u32..4, 1_u32..4), other in (0_u32..4, 1_u32..4)) {
            let alike = RetryBudget::new(one.0, one.1).is_like(&RetryBudget::new(other.0, other.1));
            prop_assert_eq!(alike, one == other);
        }
    }
}
