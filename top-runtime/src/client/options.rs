//! What one call has of its own.

use std::time::Duration;

use crate::text::Secret;

/// What one call has of its own; what is left out is the client's.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    pub(super) session: Option<Secret>,
    pub(super) timeout: Option<Duration>,
}

/// The setters of a call, typed or not: both have `options`.
macro_rules! setters {
    () => {
        /// Calls on behalf of this user (用户授权), not the client's.
        pub fn session(mut self, session: impl Into<$crate::Secret>) -> Self {
            self.options.session = Some(session.into());
            self
        }

        /// Gives up after this time altogether, connecting included.
        pub fn deadline(mut self, timeout: std::time::Duration) -> Self {
            self.options.timeout = Some(timeout);
            self
        }
    };
}
pub(super) use setters;
