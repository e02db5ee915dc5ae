//! Where intents are kept: the trait, and what beginning one comes to.

use std::sync::Arc;

use super::{Ending, How, Intent, State, StoreError};
use crate::send::BoxFuture;

/// Keeps intents, so that a crash loses none and two callers never run the same one.
///
/// # Writing one
///
/// - [`begin`](Self::begin) finds what is stored under the id, lets [`Begun::of`] decide, and where
///   that is [`New`](Begun::New) or [`Resumed`](Begun::Resumed) stores the intent in it and holds
///   the id for this caller, all in one step that no other caller can come between. When it
///   answers `New`, the intent is on disk: what is sent next must not outlive its record.
/// - [`end`](Self::end) may be lazy about what was done. If that is lost, the intent is open again,
///   and is looked up or sent again with the same key. That nothing was done must be on disk
///   before it answers: the caller hears of it then, and a crash must not have it done after all.
/// - A hold ends with `end`, with [`release`](Self::release), and with the process that has it.
///
/// A store that many machines share holds by a lease: a row has an owner and an expiry, `begin` is
/// one `UPDATE … WHERE id = ? AND (owner IS NULL OR expires < now())` or the like, by the clock of
/// the server, and `end` and `release` name the owner. The lease of an intent lasts until
/// [`Intent::sends_until`], its deadline, so no caller that still sends loses its hold. `begin` answers
/// when the server has made the row durable (in Redis: `appendfsync always` and `WAIT`; in SQL:
/// the commit).
pub trait IntentStore: Send + Sync {
    /// Stores an intent durably and holds it for this caller, or says why not.
    ///
    /// # Errors
    /// Where it cannot be stored; then nothing may be sent.
    fn begin(&self, draft: Intent) -> BoxFuture<'_, Result<Begun, StoreError>>;

    /// Closes an intent for good, and lets go of it. An id that is not open stays as it is.
    ///
    /// # Errors
    /// Where it cannot be stored; the intent then stays open.
    fn end(&self, id: &str, ending: Ending) -> BoxFuture<'_, Result<(), StoreError>>;

    /// Lets go of an intent whose outcome is unknown: it stays open, and may be resumed.
    ///
    /// It is called where a call is dropped half-way, so it must neither wait nor fail.
    fn release(&self, id: &str);

    /// All open intents, held ones included, the oldest first.
    ///
    /// # Errors
    /// Where they cannot be read.
    fn pending(&self) -> BoxFuture<'_, Result<Vec<Intent>, StoreError>>;

    /// Forgets intents that ended before this time (milliseconds since 1970-01-01 00:00:00 UTC),
    /// and tells how many. A forgotten id can be used again, so keep them for longer than any till
    /// may repeat a call. Open ones are never forgotten.
    ///
    /// # Errors
    /// Where they cannot be removed.
    fn forget_ended(&self, before: i64) -> BoxFuture<'_, Result<usize, StoreError>>;
}

impl<T: IntentStore + ?Sized> IntentStore for Arc<T> {
    fn begin(&self, draft: Intent) -> BoxFuture<'_, Result<Begun, StoreError>> {
        (**self).begin(draft)
    }

    fn end(&self, id: &str, ending: Ending) -> BoxFuture<'_, Result<(), StoreError>> {
        (**self).end(id, ending)
    }

    fn release(&self, id: &str) {
        (**self).release(id);
    }

    fn pending(&self) -> BoxFuture<'_, Result<Vec<Intent>, StoreError>> {
        (**self).pending()
    }

    fn forget_ended(&self, before: i64) -> BoxFuture<'_, Result<usize, StoreError>> {
        (**self).forget_ended(before)
    }
}

/// What beginning an intent came to.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// It is stored, and this caller holds it: send it.
    New(Intent),
    /// It was open and nobody held it; now this caller does. An earlier attempt may have taken
    /// effect, so what is sent is this one, with its stored key and parameters.
    Resumed(Intent),
    /// Another caller runs it now.
    Held(Intent),
    /// It was carried out already.
    Ended(Intent),
    /// The id is taken by an intent that asks for something else.
    OtherContents(Intent),
}

impl Begun {
    /// Decides what beginning `draft` comes to: the same for every store.
    ///
    /// `stored` is what the store has under its id, and `held` whether somebody holds that.
    #[must_use]
    pub fn of(draft: Intent, stored: Option<Intent>, held: bool) -> Self {
        let Some(stored) = stored else {
            return Self::New(draft);
        };
        match &stored.state {
            State::Ended(ending) if ending.how == How::NotApplied => Self::New(draft),
            _ if !stored.is_same_request(&draft) => Self::OtherContents(stored),
            State::Ended(_) => Self::Ended(stored),
            State::Open if held => Self::Held(stored),
            State::Open => Self::Resumed(stored.attempted_again(&draft)),
        }
    }

    /// The intent to store and to hold, if there is one.
    pub fn to_store(&self) -> Option<&Intent> {
        match self {
            Self::New(intent) | Self::Resumed(intent) => Some(intent),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Begun;
    use crate::intent::{Ending, How, Intent, Key};

    fn intent(sum: &str, key: &str) -> Intent {
        let params = vec![
            ("sum".to_owned(), sum.to_owned()),
            ("key".into(), key.into()),
        ];
        let key = Key {
            value: key.into(),
            minted: true,
        };
        Intent::new("refund-1", "a.b.c", params)
            .with_key(key)
            .with_times(5, 6)
    }

    fn ended(how: How) -> Intent {
        intent("7", "k1").ended(Ending {
            how,
            at: 9,
            request_id: None,
        })
    }

    #[test]
    fn an_open_intent_keeps_its_key() {
        let draft = intent("7", "k2").with_times(8, 9);
        let begun = Begun::of(draft, Some(intent("7", "k1")), false);
        let resumed = begun.to_store().unwrap();
        assert_eq!(resumed.key().unwrap().value, "k1");
        assert_eq!((resumed.opened_at(), resumed.last_attempt_at()), (5, 8));
        assert_eq!((resumed.attempts(), resumed.sends_until()), (2, 9));
    }

    #[test]
    fn what_is_held_is_not_run_twice() {
        let begun = Begun::of(intent("7", "k2"), Some(intent("7", "k1")), true);
        assert!(matches!(begun, Begun::Held(_)));
        assert_eq!(begun.to_store(), None);
    }

    #[test]
    fn what_is_done_is_done() {
        let begun = Begun::of(intent("7", "k2"), Some(ended(How::Applied)), false);
        assert!(matches!(begun, Begun::Ended(_)));
    }

    #[test]
    fn what_was_not_done_starts_anew_with_a_fresh_key() {
        let draft = intent("8", "k2");
        let begun = Begun::of(draft.clone(), Some(ended(How::NotApplied)), false);
        assert_eq!(begun, Begun::New(draft));
    }

    #[test]
    fn an_id_stands_for_one_request() {
        for stored in [intent("7", "k1"), ended(How::Applied)] {
            for held in [false, true] {
                let begun = Begun::of(intent("8", "k2"), Some(stored.clone()), held);
                assert!(matches!(begun, Begun::OtherContents(_)));
            }
        }
    }
}
