//! A call that is checked and encoded, and ready to be signed and sent.

use std::fmt;
use std::time::Duration;

use super::core::Core;
use super::options::Options;
use super::target::Target;
use crate::encode::Params;

/// A checked and encoded call.
pub(crate) struct Prepared {
    pub(super) target: Target,
    pub(super) params: Params,
    pub(super) options: Options,
}

impl Prepared {
    pub(super) fn new(target: Target, params: Params, options: Options) -> Self {
        Self {
            target,
            params,
            options,
        }
    }

    /// How long the whole call may take.
    pub(super) fn timeout(&self, core: &Core) -> Duration {
        self.options.timeout.unwrap_or(core.timeout).min(LONGEST)
    }
}

/// Longer than anybody waits, and short enough to be added to any `Instant`.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 3600);

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the parameters: they are customers' data.
        f.debug_struct("Prepared")
            .field("method", &self.target.method())
            .finish_non_exhaustive()
    }
}
