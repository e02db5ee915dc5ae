//! A call of unknown effect, sent once more.

use serde_json::Value as JsonValue;

use super::call::ValueOf;
use super::drive::{Landed, Read};
use super::known::Known;
use super::options::Options;
use super::prepared::Prepared;
use super::sending::Sending;
use super::target::Target;
use super::{Answer, Client, call, untyped};
use crate::api::TopApi;
use crate::error::Error;
use crate::intent::keyed::is_keyed;
use crate::resolve::Ticket;
use crate::send::BoxFuture;

impl Ticket {
    /// Sends the call once more, newly signed, with the very same parameters, and gives the reply
    /// as JSON; `None` where no page promises that this has no second effect (`idempotent_by`).
    ///
    /// An error that says nothing about the call before, for example that the app calls too
    /// often, leaves the effect [`Unknown`](crate::Effect::Unknown), and has a ticket again.
    ///
    /// ```
    /// use top_runtime::{Client, Error};
    ///
    /// async fn repeat(client: &Client, lost: &Error) {
    ///     if let Some(again) = lost.ticket().and_then(|ticket| ticket.repeat(client)) {
    ///         match again.await {
    ///             Ok(answer) => println!("done, once: {}", answer.value()),
    ///             Err(error) => println!("{error}"),
    ///         }
    ///     }
    /// }
    /// ```
    pub fn repeat<'c>(&self, client: &'c Client) -> Option<Sending<'c, Answer<JsonValue>>> {
        Some(Sending::new(self.again(client, untyped::answer)?))
    }

    /// The same as [`repeat`](Self::repeat), typed; `None` as well where `A` is another method.
    pub fn repeat_as<'c, A: TopApi>(&self, client: &'c Client) -> Option<Sending<'c, ValueOf<A>>> {
        if self.method() != A::ENDPOINT.method() {
            return None;
        }
        Some(Sending::new(self.again(client, call::value::<A>)?))
    }

    fn again<'c>(
        &self,
        client: &'c Client,
        read: Read,
    ) -> Option<BoxFuture<'c, Result<Landed, Error>>> {
        if !is_keyed(self.endpoint(), self.params()) {
            return None;
        }
        let options = Options {
            session: self.session().cloned(),
            ..Options::default()
        };
        let target = Target::Declared(self.endpoint());
        let known = Known::again(&client.core, self.endpoint(), self.params());
        let mut call = Prepared::new(target, self.params().clone(), options, known);
        call.doubted = Some(self.clone());
        Some(client.core.drive(call, read))
    }
}
