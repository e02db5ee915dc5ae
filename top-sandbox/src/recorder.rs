//! What a page shows of the calls. Nothing is recorded while no page is attached.

mod asked;
mod entry;
mod mask;
mod ring;
mod sighting;

use std::fmt;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::call::Call;
use crate::faults::Fault;
use crate::serve::Served;
use asked::Asked;
use ring::{Limits, Ring};

pub(crate) use asked::Batch;
pub(crate) use entry::Entry;
pub(crate) use ring::News;
pub(crate) use sighting::Sighting;

/// As many calls as a person scrolls through, and as many bytes as nobody misses.
const LIMITS: Limits = Limits {
    calls: 2_000,
    bytes: 32 * 1024 * 1024,
};

/// Keeps the last calls for the pages that are attached.
pub(crate) struct Recorder {
    pages: AtomicUsize,
    last_id: AtomicU64,
    ring: Mutex<Ring>,
    news: watch::Sender<()>,
}

impl Default for Recorder {
    fn default() -> Self {
        Self {
            pages: AtomicUsize::new(0),
            last_id: AtomicU64::new(0),
            ring: Mutex::new(Ring::new(LIMITS)),
            news: watch::Sender::default(),
        }
    }
}

impl Recorder {
    /// One more page wants to know.
    pub(crate) fn attach(&self) {
        self.pages.fetch_add(1, Ordering::Relaxed);
    }

    /// One page less. What the last one leaves behind is forgotten.
    pub(crate) fn detach(&self) {
        if self.pages.fetch_sub(1, Ordering::Relaxed) == 1 {
            self.ring().clear();
        }
    }

    /// Begins to watch a call, where anybody wants to know.
    pub(crate) fn sight(
        &self,
        call: &Call,
        served: Option<&Served>,
        fault: Option<&Fault>,
    ) -> Option<Arc<Sighting>> {
        if self.pages.load(Ordering::Relaxed) == 0 {
            return None;
        }
        let id = self.last_id.fetch_add(1, Ordering::Relaxed) + 1;
        let asked = Asked::of(call, served.map(|served| served.endpoint));
        Some(Arc::new(Sighting::new(id, asked, fault)))
    }

    /// Keeps what is known of a call now, in place of what was known before.
    pub(crate) fn put(&self, entry: Entry) {
        if self.pages.load(Ordering::Relaxed) == 0 {
            // The last page went while the call was under way.
            return;
        }
        self.ring().put(entry);
        self.touch();
    }

    /// Says that there is something new to show.
    pub(crate) fn touch(&self) {
        self.news.send_replace(());
    }

    /// Hears of everything that is new.
    pub(crate) fn subscribe(&self) -> watch::Receiver<()> {
        self.news.subscribe()
    }

    /// What came after this revision, at most so many calls: the newest.
    pub(crate) fn since(&self, revision: u64, most: usize) -> News {
        self.ring().since(revision, most)
    }

    /// The call of this id, unless it is forgotten.
    pub(crate) fn find(&self, id: u64) -> Option<Arc<Entry>> {
        self.ring().find(id)
    }

    /// Forgets all calls.
    pub(crate) fn clear(&self) {
        self.ring().clear();
        self.touch();
    }

    fn ring(&self) -> MutexGuard<'_, Ring> {
        self.ring.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}
