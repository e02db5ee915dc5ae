//! Intents that were left open: listed, sent again, looked up.

use super::answer::Answer;
use super::call::ValueOf;
use super::drive::Read;
use super::intents::{Asked, Hold, last_sent, sent};
use super::known::Known;
use super::options::Options;
use super::prepared::Prepared;
use super::sending::Sending;
use super::target::Target;
use super::{Client, untyped};
use crate::api::{Endpoint, TopApi};
use crate::error::{Effect, Error, IntentProblem, Invalid};
use crate::intent::{Begun, How, Intent, Open, Settled, Settlement, StoreError};
use crate::resolve::{Resolution, Ticket};
use crate::violation::{Breach, Violation, Violations};

impl Client {
    /// All open intents of the client's store, the oldest first: what a crash, a broken line or
    /// an unknown outcome left behind, and what is under way just now.
    ///
    /// # Errors
    /// Where the store cannot be read, or the client has none.
    pub async fn pending_intents(&self) -> Result<Vec<Intent>, StoreError> {
        let open = self.core.store()?.pending().await?;
        crate::observe::open_intents(open.len());
        Ok(open)
    }

    /// Sends an open intent again, with the very parameters and the key that are stored, and gives
    /// the reply as JSON.
    ///
    /// # Errors
    /// As those of [`Call::send`](super::Call::send); [`Error::Intent`] where the endpoint's page
    /// makes no promise that would make a repeat harmless.
    pub fn resume<'c>(
        &'c self,
        endpoint: &'static Endpoint,
        intent: &Intent,
    ) -> Sending<'c, Answer<serde_json::Value>> {
        self.again(endpoint, intent, untyped::answer)
    }

    /// Sends an open intent again, as [`resume`](Self::resume), and gives its typed value.
    ///
    /// # Errors
    /// As [`resume`](Self::resume).
    pub fn resume_as<A: TopApi>(&self, intent: &Intent) -> Sending<'_, ValueOf<A>> {
        self.again(A::ENDPOINT, intent, super::call::value::<A>)
    }

    fn again<V: 'static>(
        &self,
        endpoint: &'static Endpoint,
        intent: &Intent,
        read: Read,
    ) -> Sending<'_, V> {
        let target = Target::Declared(endpoint);
        if intent.method() != endpoint.method() || !intent.is_open() || !self.owns(intent) {
            let expected = Breach::Expected("an open intent of this app and method");
            let violations = Violations::one(Violation::new("intent", expected));
            let invalid = Invalid::error(target.context(), violations);
            return Sending::new(Box::pin(std::future::ready(Err(invalid))));
        }
        let asked = Asked {
            id: intent.id().to_owned(),
            key: intent.key().cloned(),
            resumes: true,
        };
        let options = Options {
            intent: Some(asked),
            ..Options::default()
        };
        let params = sent(intent);
        let known = Known::again(&self.core, endpoint, &params);
        let call = Prepared::new(target, params, options, known);
        Sending::new(self.core.drive(call, read))
    }

    /// Finds out what became of every open intent, one after the other: by the read that its
    /// endpoint names, or else, where the page promises that a repeat has no second effect, by
    /// sending it again. What stays open is reported with why.
    ///
    /// It is meant for the start of a program and for every few minutes after. Calls are made on
    /// behalf of the client's own session.
    ///
    /// # Errors
    /// Where the store cannot be read or written, or the client has none.
    pub async fn resolve_all(
        &self,
        endpoints: &[&'static Endpoint],
    ) -> Result<Vec<Settled>, StoreError> {
        let mut all = Vec::new();
        for intent in self.pending_intents().await? {
            let endpoint = endpoints
                .iter()
                .find(|endpoint| endpoint.method() == intent.method());
            let settlement = match endpoint {
                _ if !self.owns(&intent) => Settlement::Open(Open::OtherApp),
                None => Settlement::Open(Open::NoEndpoint),
                Some(endpoint) if endpoint.resolver().is_some() => {
                    self.look_up(endpoint, &intent).await?
                }
                Some(endpoint) => self.send_again(endpoint, &intent).await,
            };
            all.push(Settled::new(intent, settlement));
        }
        Ok(all)
    }

    fn owns(&self, intent: &Intent) -> bool {
        intent.is_of_app(self.core.credentials.app_key.expose())
    }

    /// Asks the endpoint's read, while nobody else runs the intent.
    async fn look_up(
        &self,
        endpoint: &'static Endpoint,
        intent: &Intent,
    ) -> Result<Settlement, StoreError> {
        let store = self.core.store()?;
        // A look sends nothing, so it leaves the times of the last attempt as they are.
        let times = (intent.last_attempt_at(), intent.sends_until());
        let draft = intent.clone().with_times(times.0, times.1);
        let (hold, intent) = match store.begin(draft).await? {
            Begun::Resumed(intent) => (Hold::of(store, &intent), intent),
            // Another caller has found out meanwhile that nothing was done.
            Begun::New(intent) => {
                let now = self.core.clock.now();
                Hold::of(store, &intent)
                    .end(now, How::NotApplied, None)
                    .await;
                return Ok(Settlement::Ended(How::NotApplied));
            }
            Begun::Ended(_) => return Ok(Settlement::Ended(How::Applied)),
            Begun::Held(_) | Begun::OtherContents(_) => return Ok(Settlement::Open(Open::Held)),
        };
        let ticket = Ticket::new(endpoint, sent(&intent), None, last_sent(&intent));
        let how = match ticket.resolve(self).await {
            Resolution::Applied(_) => How::Applied,
            Resolution::NotApplied => How::NotApplied,
            Resolution::StillUnknown { why, .. } => {
                return Ok(Settlement::Open(Open::Unresolved(why)));
            }
        };
        hold.end(self.core.clock.now(), how, None).await;
        Ok(Settlement::Ended(how))
    }

    async fn send_again(&self, endpoint: &'static Endpoint, intent: &Intent) -> Settlement {
        let Err(error) = self.resume(endpoint, intent).await else {
            return Settlement::Ended(How::Applied);
        };
        if let Error::Intent(stopped) = &error {
            match stopped.problem() {
                IntentProblem::Held(_) => return Settlement::Open(Open::Held),
                IntentProblem::InDoubt(_) => return Settlement::Open(Open::NoWay),
                IntentProblem::NothingOpen(_) => return Settlement::Ended(How::NotApplied),
                _ => {}
            }
        }
        match error.effect() {
            Effect::Applied => Settlement::Ended(How::Applied),
            Effect::None if !matches!(error, Error::Intent(_)) => {
                Settlement::Ended(How::NotApplied)
            }
            _ => Settlement::Open(Open::Failed(error)),
        }
    }
}
