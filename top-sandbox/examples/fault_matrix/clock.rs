//! The time of a stage, which can be put on.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use top_runtime::Clock;

/// The machine's time and some seconds more. Clones are the same clock, each with a lead of its
/// own.
#[derive(Debug, Clone, Default)]
pub(crate) struct StageClock {
    put_on: Arc<AtomicU64>,
    lead: u64,
}

impl StageClock {
    /// The same clock, this many seconds ahead.
    pub(crate) fn ahead_by(&self, seconds: u64) -> Self {
        Self {
            put_on: Arc::clone(&self.put_on),
            lead: self.lead + seconds,
        }
    }

    /// Lets so much time pass, for all who have this clock.
    pub(crate) fn put_on(&self, time: Duration) {
        self.put_on.fetch_add(time.as_secs(), Ordering::Relaxed);
    }
}

impl Clock for StageClock {
    fn now(&self) -> SystemTime {
        let seconds = self.put_on.load(Ordering::Relaxed) + self.lead;
        SystemTime::now() + Duration::from_secs(seconds)
    }
}
