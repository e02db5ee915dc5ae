//! The quotas that a user names.

use std::collections::BTreeMap;

use crate::blank::is_blank;
use crate::client::BuildError;

/// How many calls an app may make: in all, and of single methods. Without any, nothing is held
/// back but by the platform's own bans.
///
/// In no second more calls go out than a quota says, bursts included. All clients of one app in a
/// process share the quotas; between processes nothing is shared, so give each its part.
///
/// ```
/// use top_runtime::RateLimits;
///
/// let limits = RateLimits::new()
///     .app(40)
///     .method("alibaba.alsc.crm.account.uncharge", 10)
///     .urgent_share(20);
/// # let _ = limits;
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct RateLimits {
    app: Option<u32>,
    methods: BTreeMap<String, u32>,
    urgent_share: u8,
}

/// The fastest quota: a call a microsecond.
const FASTEST: u32 = 1_000_000;
/// What must be left over for a steady stream, with a half as much again kept from the background.
const LARGEST_SHARE: u8 = 40;

impl Default for RateLimits {
    fn default() -> Self {
        Self {
            app: None,
            methods: BTreeMap::new(),
            urgent_share: 10,
        }
    }
}

impl RateLimits {
    /// No quotas yet; a tenth of each that is added is kept for urgent calls.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how many calls a second all methods together may make.
    pub fn app(mut self, calls_per_second: u32) -> Self {
        self.app = Some(calls_per_second);
        self
    }

    /// Sets how many calls a second this method may make, beside the quota of the app.
    pub fn method(mut self, method: impl Into<String>, calls_per_second: u32) -> Self {
        self.methods.insert(method.into(), calls_per_second);
        self
    }

    /// Sets how many percent of each quota only [`Lane::Urgent`](crate::Lane::Urgent) may use: 10
    /// by default, 40 at most. [`Lane::Background`](crate::Lane::Background) leaves half as much
    /// again to the others.
    ///
    /// A share is at least one call a second, of quotas that have it to give; 0 makes all lanes
    /// equal. What is kept is there at once, all of it, whenever urgent calls come. In turn the
    /// steady stream of all lanes, urgent ones first, runs at the quota without the shares: of
    /// `.app(40).urgent_share(20)` that is 28 calls a second, and 8 urgent ones beside them.
    pub fn urgent_share(mut self, percent: u8) -> Self {
        self.urgent_share = percent;
        self
    }

    /// # Errors
    /// A quota or a share that cannot be kept.
    pub(crate) fn check(&self) -> Result<(), BuildError> {
        let refuse = |problem| Err(BuildError::new("rate_limits", problem));
        let mut quotas = self.app.iter().chain(self.methods.values());
        if !quotas.all(|per_second| (1..=FASTEST).contains(per_second)) {
            return refuse("must allow from 1 to 1000000 calls a second");
        }
        if self.methods.keys().any(|method| is_blank(method)) {
            return refuse("must not name a blank method");
        }
        if self.urgent_share > LARGEST_SHARE {
            return refuse("must keep at most 40 percent for urgent calls");
        }
        Ok(())
    }

    pub(super) fn of_app(&self) -> Option<u32> {
        self.app
    }

    pub(super) fn methods(&self) -> impl Iterator<Item = (&str, u32)> {
        let methods = self.methods.iter();
        methods.map(|(method, per_second)| (method.as_str(), *per_second))
    }

    pub(super) fn urgent_percent(&self) -> u8 {
        self.urgent_share
    }
}

#[cfg(test)]
mod tests {
    use super::RateLimits;

    #[test]
    fn quotas_that_cannot_be_kept_are_refused_by_name() {
        let told = |limits: RateLimits| limits.check().unwrap_err().to_string();
        let too_slow = "rate_limits must allow from 1 to 1000000 calls a second";
        assert_eq!(told(RateLimits::new().app(0)), too_slow);
        assert_eq!(told(RateLimits::new().app(9).method("m", 0)), too_slow);
        assert_eq!(told(RateLimits::new().app(u32::MAX)), too_slow);
        assert_eq!(
            told(RateLimits::new().method(" ", 1)),
            "rate_limits must not name a blank method"
        );
        assert_eq!(
            told(RateLimits::new().urgent_share(41)),
            "rate_limits must keep at most 40 percent for urgent calls"
        );
        assert!(RateLimits::new().app(1).urgent_share(40).check().is_ok());
        assert!(RateLimits::new().check().is_ok());
    }
}
