//! The text that ties a redirect to the browser that was sent away.

use std::fmt;

use subtle::ConstantTimeEq;
use uuid::Uuid;

use crate::text::{MASK, Secret};

/// A random text that only the browser knows which was sent to the authorisation page.
///
/// Whoever comes back without it was sent by somebody else, who wants their own account to be
/// used here. Keep it with the browser's session; `Debug` does not show it.
#[derive(Clone)]
pub struct State(Secret);

impl State {
    /// A new one, of 122 random bits.
    #[must_use]
    pub fn random() -> Self {
        Self(Uuid::new_v4().simple().to_string().into())
    }

    /// One that was kept.
    #[must_use]
    pub fn kept(text: impl Into<Secret>) -> Self {
        Self(text.into())
    }

    /// The text, to be kept.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// Whether what came back is this state, in a time that does not tell how much of it fits.
    pub fn matches(&self, came_back: &str) -> bool {
        let kept = self.expose().as_bytes();
        // A state that was lost must not let an empty one in.
        !kept.is_empty() && bool::from(kept.ct_eq(came_back.as_bytes()))
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "State({MASK})")
    }
}
