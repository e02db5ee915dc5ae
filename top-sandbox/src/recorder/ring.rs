//! The last calls, within bounds.

use std::collections::VecDeque;
use std::sync::Arc;

use super::entry::Entry;

/// How much is kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) calls: usize,
    pub(super) bytes: usize,
}

/// The last calls, the one that changed last at the end.
pub(super) struct Ring {
    entries: VecDeque<(u64, Arc<Entry>)>,
    bytes: usize,
    revision: u64,
    total: u64,
    limits: Limits,
}

/// What changed.
pub(crate) struct News {
    /// Ask for what comes after this next time.
    pub(crate) revision: u64,
    /// How many calls there were in all.
    pub(crate) total: u64,
    /// The calls, oldest first.
    pub(crate) entries: Vec<Arc<Entry>>,
}

impl Ring {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            entries: VecDeque::new(),
            bytes: 0,
            revision: 0,
            total: 0,
            limits,
        }
    }

    /// Adds a call, or what became of one that was added before.
    pub(super) fn put(&mut self, entry: Entry) {
        // A call that is put twice was held: it is not far from the end, or long forgotten.
        let known = self
            .entries
            .iter()
            .rposition(|(_, old)| old.id() == entry.id());
        if let Some((_, old)) = known.and_then(|at| self.entries.remove(at)) {
            self.bytes -= old.weight();
        } else if !entry.is_late() {
            self.total += 1;
        }
        self.revision += 1;
        self.bytes += entry.weight();
        self.entries.push_back((self.revision, Arc::new(entry)));
        self.shrink();
    }

    fn shrink(&mut self) {
        while self.entries.len() > self.limits.calls || self.bytes > self.limits.bytes {
            let Some((_, oldest)) = self.entries.pop_front() else {
                return;
            };
            self.bytes -= oldest.weight();
        }
    }

    /// What came after this revision, at most so many calls: the newest.
    pub(super) fn since(&self, revision: u64, most: usize) -> News {
        let newer = self
            .entries
            .iter()
            .rev()
            .take_while(|(at, _)| *at > revision);
        let mut entries: Vec<_> = newer
            .take(most)
            .map(|(_, entry)| Arc::clone(entry))
            .collect();
        entries.reverse();
        News {
            revision: self.revision,
            total: self.total,
            entries,
        }
    }

    pub(super) fn find(&self, id: u64) -> Option<Arc<Entry>> {
        let mut entries = self.entries.iter().rev();
        let found = entries.find(|(_, entry)| entry.id() == id);
        found.map(|(_, entry)| Arc::clone(entry))
    }

    pub(super) fn clear(&mut self) {
        self.entries.clear();
        self.bytes = 0;
        self.total = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::{Limits, Ring};
    use crate::recorder::entry::Entry;

    fn ring(calls: usize, bytes: usize) -> Ring {
        Ring::new(Limits { calls, bytes })
    }

    fn ids(ring: &Ring, after: u64, most: usize) -> Vec<u64> {
        let news = ring.since(after, most);
        news.entries.iter().map(|entry| entry.id()).collect()
    }

    #[test]
    fn it_keeps_so_many_calls_and_counts_all() {
        let mut ring = ring(3, usize::MAX);
        for id in 1..=5 {
            ring.put(Entry::sample(id, 0));
        }
        assert_eq!(ids(&ring, 0, 9), [3, 4, 5]);
        assert_eq!(ring.since(0, 9).total, 5);
        assert!(ring.find(2).is_none() && ring.find(3).is_some());
    }

    #[test]
    fn it_keeps_so_many_bytes() {
        let one = Entry::sample(1, 1_000).weight();
        let mut ring = ring(100, 2 * one);
        for id in 1..=9 {
            ring.put(Entry::sample(id, 1_000));
            assert!(ring.bytes <= 2 * one);
        }
        assert_eq!(ids(&ring, 0, 9), [8, 9]);
        ring.put(Entry::sample(10, 10_000));
        assert_eq!((ids(&ring, 0, 9).len(), ring.bytes), (0, 0));
    }

    #[test]
    fn what_became_of_a_call_takes_its_place_and_is_news() {
        let mut ring = ring(3, usize::MAX);
        for id in [1, 2, 1] {
            ring.put(Entry::sample(id, 10));
        }
        assert_eq!(ids(&ring, 2, 9), [1]);
        assert_eq!(ids(&ring, 0, 9), [2, 1]);
        assert_eq!(ring.since(0, 9).total, 2);
        assert_eq!(ring.bytes, 2 * Entry::sample(1, 10).weight());
    }

    #[test]
    fn debug_shows_no_customers_data() {
        let entry = Entry::sample(7, 10);
        let shown = format!("{entry:?}");
        assert_eq!(
            shown,
            "Entry { id: 7, outcome: \"waiting\", fault: None, .. }"
        );
    }

    #[test]
    fn the_newest_are_told_where_not_all_are() {
        let mut ring = ring(100, usize::MAX);
        for id in 1..=50 {
            ring.put(Entry::sample(id, 0));
        }
        assert_eq!(ids(&ring, 10, 3), [48, 49, 50]);
        let news = ring.since(10, 3);
        assert_eq!((news.revision, news.total), (50, 50));
        assert!(ids(&ring, news.revision, 3).is_empty());
    }
}
