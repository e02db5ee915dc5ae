//! Intents in memory.

use std::collections::{HashMap, HashSet};
use std::future::ready;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Begun, Ending, Intent, IntentStore, State, StoreError};
use crate::send::BoxFuture;

/// Keeps intents in memory: for tests, and for looking at what a call stores.
///
/// It is not durable: a crash loses every intent, and with it what the store is for. Clones share
/// the same intents.
#[derive(Debug, Clone, Default)]
pub struct MemoryIntents {
    kept: Arc<Mutex<Kept>>,
}

#[derive(Debug, Default)]
struct Kept {
    intents: HashMap<String, Intent>,
    held: HashSet<String>,
}

impl MemoryIntents {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The intent of this id, open or ended.
    pub fn find(&self, id: &str) -> Option<Intent> {
        self.with(|kept| kept.intents.get(id).cloned())
    }

    fn with<R>(&self, action: impl FnOnce(&mut Kept) -> R) -> R {
        // Each action leaves the maps whole, so a panic elsewhere spoils nothing.
        action(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl IntentStore for MemoryIntents {
    fn begin(&self, draft: Intent) -> BoxFuture<'_, Result<Begun, StoreError>> {
        let begun = self.with(|kept| {
            let id = draft.id().to_owned();
            let stored = kept.intents.get(&id).cloned();
            let begun = Begun::of(draft, stored, kept.held.contains(&id));
            if let Some(intent) = begun.to_store() {
                kept.intents.insert(id.clone(), intent.clone());
                kept.held.insert(id);
            }
            begun
        });
        Box::pin(ready(Ok(begun)))
    }

    fn end(&self, id: &str, ending: Ending) -> BoxFuture<'_, Result<(), StoreError>> {
        self.with(|kept| {
            kept.held.remove(id);
            if let Some(intent) = kept.intents.get_mut(id).filter(|intent| intent.is_open()) {
                *intent = intent.clone().ended(ending);
            }
        });
        Box::pin(ready(Ok(())))
    }

    fn release(&self, id: &str) {
        self.with(|kept| kept.held.remove(id));
    }

    fn pending(&self) -> BoxFuture<'_, Result<Vec<Intent>, StoreError>> {
        let mut open: Vec<_> = self.with(|kept| {
            let open = kept.intents.values().filter(|intent| intent.is_open());
            open.cloned().collect()
        });
        oldest_first(&mut open);
        Box::pin(ready(Ok(open)))
    }

    fn forget_ended(&self, before: i64) -> BoxFuture<'_, Result<usize, StoreError>> {
        let forgotten = self.with(|kept| {
            let had = kept.intents.len();
            kept.intents
                .retain(|_, intent| !ended_before(intent, before));
            had - kept.intents.len()
        });
        Box::pin(ready(Ok(forgotten)))
    }
}

/// The order of a list of open intents.
pub(super) fn oldest_first(intents: &mut [Intent]) {
    intents.sort_by(|a, b| (a.opened_at, &a.id).cmp(&(b.opened_at, &b.id)));
}

/// Whether a definite answer to it came before this time.
fn ended_before(intent: &Intent, before: i64) -> bool {
    matches!(&intent.state, State::Ended(ending) if ending.at < before)
}
