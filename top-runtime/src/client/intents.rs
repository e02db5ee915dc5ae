//! Calls under an intent: stored before the first attempt, closed by a definite answer.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::core::Core;
use super::drive::{Landed, Read};
use super::known::Known;
use super::options::Options;
use super::prepared::Prepared;
use super::target::Target;
use super::timer::within;
use super::watch::Watch;
use crate::api::Endpoint;
use crate::encode::Params;
use crate::error::{Effect, Error, IntentError, IntentProblem, Invalid};
use crate::intent::keyed::{Keyed, fill_in, key_of};
use crate::intent::{
    Begun, Ending, How, Intent, IntentStore, Key, StoreError, StoreErrorKind, millis,
};
use crate::resolve::Ticket;
use crate::value::Object;
use crate::violation::{Breach, Violation, Violations};

/// The intent that a call is to run under.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(super) id: String,
    /// The value of the idempotency field, once the request has been looked at.
    pub(super) key: Option<Key>,
    /// Whether only an open one is meant: one that has ended is not begun anew.
    pub(super) resumes: bool,
}

impl Asked {
    pub(super) fn of(id: String) -> Self {
        Self {
            id,
            key: None,
            resumes: false,
        }
    }
}

impl Options {
    /// Of a call under an intent: finds its key, and where the request leaves that blank gives the
    /// request with a fresh one in it.
    pub(super) fn keyed<'a>(
        &mut self,
        endpoint: &Endpoint,
        request: &'a dyn Object,
    ) -> Option<Keyed<'a>> {
        let asked = self.intent.as_mut()?;
        asked.key = key_of(endpoint, request);
        Keyed::new(endpoint, request, asked.key.as_ref()?)
    }

    /// The same for a request of this call's own.
    pub(super) fn fill_in_key(&mut self, endpoint: &Endpoint, request: &mut dyn Object) {
        if let Some(asked) = &mut self.intent {
            asked.key = key_of(endpoint, request);
            if let Some(key) = &asked.key {
                fill_in(endpoint, request, key);
            }
        }
    }
}

/// How long a call whose time is over waits for the store to take its answer.
const LAST_WORD: Duration = Duration::from_secs(1);

/// Lets go of an intent when the call ends, in whatever way.
pub(super) struct Hold<'c> {
    store: &'c dyn IntentStore,
    id: String,
    ended: bool,
}

impl Core {
    /// The store of intents.
    ///
    /// # Errors
    /// Where the client has none.
    pub(super) fn store(&self) -> Result<&dyn IntentStore, StoreError> {
        let missing = || {
            StoreError::new(
                StoreErrorKind::Unavailable,
                "is missing: the client was built without `intents`",
            )
        };
        self.intents.as_deref().ok_or_else(missing)
    }

    /// Stores the call's intent, makes the call and closes the intent.
    pub(super) async fn under_intent(
        &self,
        asked: Asked,
        mut call: Prepared,
        read: Read,
    ) -> Result<Landed, Error> {
        let deadline = Instant::now() + call.timeout(self);
        let hold = match self.open_intent(asked, &mut call, deadline).await {
            Ok(hold) => hold,
            Err(stopped) => return self.tell(&call, stopped),
        };
        // Storing it took some of the caller's time.
        call.options.timeout = Some(deadline.saturating_duration_since(Instant::now()));
        let landed = self.watched(&call, read).await;
        let came_to = landed.as_ref().map(|landed| landed.request_id.as_deref());
        let settled = hold.settle(self.clock.now(), came_to);
        let latest = deadline.max(Instant::now() + LAST_WORD);
        if within(latest, Box::pin(settled)).await.is_none() {
            tracing::error!("the store does not answer: an intent that has ended may stay open");
        }
        landed
    }

    /// Stores the intent of a call. A resumed one lends the call its parameters.
    ///
    /// # Errors
    /// Where the call must not be made.
    async fn open_intent(
        &self,
        asked: Asked,
        call: &mut Prepared,
        deadline: Instant,
    ) -> Result<Hold<'_>, Error> {
        let resumes = asked.resumes;
        let draft = self.draft(call, asked)?;
        let stopped = |problem| IntentError::error(call.target.context(), problem);
        let store = self
            .store()
            .map_err(|error| stopped(IntentProblem::Store(error)))?;
        let begun = within(deadline, store.begin(draft)).await;
        let begun = begun.unwrap_or_else(|| Err(too_slow()));
        match begun.map_err(|error| stopped(IntentProblem::Store(error)))? {
            // Whoever was told meanwhile that nothing was done must not see it done after all.
            Begun::New(intent) if resumes => {
                let hold = Hold::of(store, &intent);
                hold.end(self.clock.now(), How::NotApplied, None).await;
                Err(stopped(IntentProblem::NothingOpen(intent)))
            }
            Begun::New(intent) => Ok(Hold::of(store, &intent)),
            Begun::Resumed(intent) => self.go_on(Hold::of(store, &intent), intent, call),
            Begun::Held(intent) => Err(in_doubt(call, IntentProblem::Held(intent))),
            Begun::Ended(intent) => Err(stopped(IntentProblem::Done(intent))),
            Begun::OtherContents(intent) => Err(stopped(IntentProblem::OtherContents(intent))),
        }
    }

    /// Goes on with an intent that an earlier call left open.
    fn go_on<'c>(
        &self,
        hold: Hold<'c>,
        intent: Intent,
        call: &mut Prepared,
    ) -> Result<Hold<'c>, Error> {
        let Target::Declared(endpoint) = call.target else {
            return Err(in_doubt(call, IntentProblem::InDoubt(intent)));
        };
        // The declaration may be newer than the intent: what counts is what was sent.
        call.params = sent(&intent);
        if !call.is_repeatable() {
            return Err(in_doubt(call, IntentProblem::InDoubt(intent)));
        }
        call.known = Known::again(self, endpoint, &call.params);
        call.doubted = Some(ticket(endpoint, &intent, call));
        Ok(hold)
    }

    /// What is to be stored of a call.
    fn draft(&self, call: &Prepared, asked: Asked) -> Result<Intent, Error> {
        let wrong = if !Intent::is_id(&asked.id) {
            Some("a text of 1 to 512 bytes")
        } else if !call.params.files().is_empty() {
            Some("left out: a store keeps no files")
        } else {
            None
        };
        if let Some(expected) = wrong {
            let violation = Violation::new("intent", Breach::Expected(expected));
            let violations = Violations::one(violation);
            return Err(Invalid::error(call.target.context(), violations));
        }
        let now = self.now();
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let params = call.params.iter().map(owned).collect();
        let until = now.checked_add(call.timeout(self)).unwrap_or(now);
        let intent = Intent::new(asked.id, call.target.method(), params)
            .with_app(self.credentials.app_key.expose())
            .with_times(millis(now), millis(until));
        Ok(match asked.key {
            Some(key) => intent.with_key(key),
            None => intent,
        })
    }

    /// Lets observers hear of a call that its intent stopped.
    fn tell(&self, call: &Prepared, stopped: Error) -> Result<Landed, Error> {
        let span = Watch::span(self, call);
        let result = Err(stopped);
        Watch::begin(self, call, &span).finished(&result);
        result
    }
}

/// An error after which nobody knows, with what finds out.
fn in_doubt(call: &Prepared, problem: IntentProblem) -> Error {
    let mut context = call.target.context();
    let intent = match &problem {
        IntentProblem::Held(intent) | IntentProblem::InDoubt(intent) => Some(intent),
        _ => None,
    };
    context.ticket = match (&call.target, intent) {
        (Target::Declared(endpoint), Some(intent)) => Some(ticket(endpoint, intent, call)),
        _ => None,
    };
    IntentError::error(context, problem)
}

fn ticket(endpoint: &'static Endpoint, intent: &Intent, call: &Prepared) -> Ticket {
    let session = call.options.session.clone();
    Ticket::new(endpoint, sent(intent), session, last_sent(intent))
}

/// The parameters of an intent, as they were sent.
pub(super) fn sent(intent: &Intent) -> Params {
    let mut params = Params::new();
    for (name, value) in intent.params() {
        params.push(name, value);
    }
    params
}

/// The latest moment at which an attempt may have been signed.
pub(super) fn last_sent(intent: &Intent) -> SystemTime {
    let since = Duration::from_millis(intent.sends_until().try_into().unwrap_or(0));
    UNIX_EPOCH.checked_add(since).unwrap_or(UNIX_EPOCH)
}

fn too_slow() -> StoreError {
    let problem = "did not answer before the call's deadline";
    StoreError::new(StoreErrorKind::Unavailable, problem)
}

impl<'c> Hold<'c> {
    pub(super) fn of(store: &'c dyn IntentStore, intent: &Intent) -> Self {
        Self {
            store,
            id: intent.id().to_owned(),
            ended: false,
        }
    }

    /// Closes the intent where the call came to something definite, and lets go of it.
    pub(super) async fn settle(self, now: SystemTime, came_to: Result<Option<&str>, &Error>) {
        let (how, request_id) = match came_to {
            Ok(request_id) => (How::Applied, request_id),
            Err(error) => match error.effect() {
                Effect::Applied => (How::Applied, error.request_id()),
                Effect::None => (How::NotApplied, error.request_id()),
                Effect::Unknown => return,
            },
        };
        self.end(now, how, request_id).await;
    }

    /// Closes the intent. Where that fails it stays open, which does no harm: the answer of the
    /// call stands, and a later look finds the same.
    pub(super) async fn end(mut self, now: SystemTime, how: How, request_id: Option<&str>) {
        let ending = Ending {
            how,
            at: millis(now),
            request_id: request_id.map(ToOwned::to_owned),
        };
        // Ending lets go as well, also where nobody waits for it: the next holder is another.
        self.ended = true;
        if let Err(error) = self.store.end(&self.id, ending).await {
            self.ended = false;
            tracing::error!(%error, "an intent that has ended stays open");
        }
    }
}

impl Drop for Hold<'_> {
    fn drop(&mut self) {
        // Once it has ended, another caller may hold it.
        if !self.ended {
            self.store.release(&self.id);
        }
    }
}
