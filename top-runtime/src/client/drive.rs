//! A call from its attempt to its value, for every endpoint alike: nothing here is generic.

use std::any::Any;
use std::time::Instant;

use super::arrived::Arrived;
use super::core::Core;
use super::prepared::Prepared;
use crate::error::Error;

/// The value of a call, of whatever type its endpoint gives.
pub(super) type Landed = Box<dyn Any + Send>;

/// Reads a reply: the only step that an endpoint compiles for itself.
pub(super) type Read = for<'a> fn(&Arrived<'a>) -> Result<Landed, Error>;

impl Core {
    /// Makes the call.
    pub(super) async fn drive(&self, call: Prepared, read: Read) -> Result<Landed, Error> {
        let deadline = Instant::now() + call.timeout(self);
        let sent = self.clock.now();
        let arrived = self.attempt(&call, deadline).await;
        let landed = arrived.and_then(|arrived| read(&arrived));
        landed.map_err(|error| error.doubted(|| call.ticket(sent)))
    }
}
