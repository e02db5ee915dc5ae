//! What all clients of one app in a process share: the platform counts an app's calls, not a
//! client's.

use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

use crate::client::BuildError;
use crate::limit::{Limiter, RateLimits};
use crate::retry::RetryBudget;
use crate::skew::Skew;
use crate::text::Secret;

/// Quotas and bans, the budget for retries, and the skew of the clock, of one app at one gateway.
///
/// The skew is the machine's rather than the app's, but it is measured against one gateway.
pub(crate) struct AppState {
    pub(crate) limiter: Limiter,
    pub(crate) skew: Skew,
    named: OnceLock<RateLimits>,
    budget: OnceLock<RetryBudget>,
    default_budget: RetryBudget,
}

/// The apps with a client. It keeps none alive.
static APPS: Mutex<Vec<App>> = Mutex::new(Vec::new());

struct App {
    gateway: Box<str>,
    key: Secret,
    state: Weak<AppState>,
}

impl AppState {
    /// The state of this app at this gateway, shared with all its other clients in the process.
    ///
    /// The first client that names limits or a budget names them for all of the app's clients,
    /// those before it included; a client that names none joins in.
    ///
    /// # Errors
    /// Limits that cannot be kept, and those that differ from another living client's: which of
    /// them were meant, only the user can say.
    pub(crate) fn shared(
        gateway_url: &str,
        app_key: &Secret,
        limits: Option<&RateLimits>,
        budget: Option<&RetryBudget>,
    ) -> Result<Arc<Self>, BuildError> {
        let mut apps = APPS.lock().unwrap_or_else(PoisonError::into_inner);
        apps.retain(|app| app.state.strong_count() > 0);
        let living = apps
            .iter()
            .find(|app| &*app.gateway == gateway_url && app.key == *app_key)
            .and_then(|app| app.state.upgrade());
        if let Some(state) = living {
            state.agree(limits, budget)?;
            return Ok(state);
        }
        let state = Self::alone(limits, budget)?;
        apps.push(App {
            gateway: gateway_url.into(),
            key: app_key.clone(),
            state: Arc::downgrade(&state),
        });
        Ok(state)
    }

    /// A state that no other client shares: for a client whose calls no real gateway counts.
    ///
    /// # Errors
    /// Limits that cannot be kept.
    pub(crate) fn alone(
        limits: Option<&RateLimits>,
        budget: Option<&RetryBudget>,
    ) -> Result<Arc<Self>, BuildError> {
        let state = Self {
            limiter: Limiter::new(&RateLimits::new()),
            skew: Skew::default(),
            named: OnceLock::new(),
            budget: OnceLock::new(),
            default_budget: RetryBudget::default(),
        };
        state.agree(limits, budget)?;
        Ok(Arc::new(state))
    }

    /// What retries are paid from.
    pub(crate) fn budget(&self) -> &RetryBudget {
        self.budget.get().unwrap_or(&self.default_budget)
    }

    /// Takes what another client of the app names, or finds that it is what it has.
    fn agree(
        &self,
        limits: Option<&RateLimits>,
        budget: Option<&RetryBudget>,
    ) -> Result<(), BuildError> {
        if let Some(limits) = limits {
            limits.check()?;
        }
        let differing = [
            (
                "rate_limits",
                differ(limits, self.named.get(), PartialEq::eq),
            ),
            (
                "retry_budget",
                differ(budget, self.budget.get(), RetryBudget::is_like),
            ),
        ];
        if let Some((setting, _)) = differing.into_iter().find(|(_, differ)| *differ) {
            let problem = "must be the same for all clients of one app in a process";
            return Err(BuildError::new(setting, problem));
        }
        if let Some(budget) = budget {
            self.budget.get_or_init(|| budget.clone());
        }
        if let Some(limits) = limits {
            self.named.get_or_init(|| {
                self.limiter.set(limits);
                limits.clone()
            });
        }
        Ok(())
    }
}

fn differ<T>(given: Option<&T>, known: Option<&T>, alike: fn(&T, &T) -> bool) -> bool {
    given
        .zip(known)
        .is_some_and(|(given, known)| !alike(given, known))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Instant;

    use super::{APPS, AppState};
    use crate::limit::Ban;
    use crate::{Lane, RateLimits, RetryBudget, Secret};

    /// A gateway of each test's own: the registry is the process's.
    fn shared(
        gateway: &str,
        app_key: &str,
        limits: Option<&RateLimits>,
        budget: Option<&RetryBudget>,
    ) -> Result<Arc<AppState>, String> {
        AppState::shared(gateway, &Secret::new(app_key), limits, budget)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn clients_of_one_app_share_what_they_learn_and_those_of_others_do_not() {
        let of = |gateway, app_key| shared(gateway, app_key, None, None).unwrap();
        let one = of("test:share", "12345678");
        let now = Instant::now();
        one.limiter
            .ban(Ban::App, now + std::time::Duration::from_secs(9));
        assert!(one.budget().take());
        assert!(one.skew.learn(100, 0));
        let same = of("test:share", "12345678");
        assert!(same.limiter.admit("m", Lane::Urgent, now).is_err());
        assert_eq!(same.skew.current(), 100);
        assert!(Arc::ptr_eq(&one, &same));
        for other in [of("test:share", "88776655"), of("test:share/2", "12345678")] {
            assert!(other.limiter.admit("m", Lane::Urgent, now).is_ok());
            assert_eq!(other.skew.current(), 0);
        }
    }

    #[test]
    fn an_app_without_clients_is_forgotten() {
        let limits = RateLimits::new().app(1);
        let first = shared("test:forget", "12345678", Some(&limits), None).unwrap();
        drop(first);
        let limits = RateLimits::new().app(2);
        let again = shared("test:forget", "12345678", Some(&limits), None).unwrap();
        let apps = APPS.lock().unwrap();
        let kept = apps.iter().filter(|app| &*app.gateway == "test:forget");
        assert_eq!(kept.count(), 1);
        drop(again);
    }

    #[test]
    fn limits_named_later_count_for_the_clients_before() {
        let before = shared("test:later", "12345678", None, None).unwrap();
        let limits = RateLimits::new().app(1);
        let naming = shared("test:later", "12345678", Some(&limits), None).unwrap();
        let now = Instant::now();
        assert!(naming.limiter.admit("m", Lane::Normal, now).is_ok());
        assert!(before.limiter.admit("m", Lane::Normal, now).is_err());
        // Naming them again leaves the quota as used as it is.
        let again = shared("test:later", "12345678", Some(&limits), None).unwrap();
        assert!(again.limiter.admit("m", Lane::Normal, now).is_err());
    }

    #[test]
    fn clients_that_disagree_are_told_so() {
        let (limits, budget) = (RateLimits::new().app(5), RetryBudget::new(5, 5));
        let first = shared("test:differ", "12345678", Some(&limits), Some(&budget)).unwrap();
        assert!(first.budget().take());
        let told = |limits: Option<RateLimits>, budget: Option<RetryBudget>| {
            shared("test:differ", "12345678", limits.as_ref(), budget.as_ref()).err()
        };
        assert_eq!(
            told(Some(RateLimits::new().app(6)), None).unwrap(),
            "rate_limits must be the same for all clients of one app in a process"
        );
        assert_eq!(
            told(Some(limits.clone()), Some(RetryBudget::new(5, 6))).unwrap(),
            "retry_budget must be the same for all clients of one app in a process"
        );
        assert_eq!(told(None, Some(RetryBudget::new(5, 5))), None);
        assert_eq!(
            told(Some(RateLimits::new().app(0)), None).unwrap(),
            "rate_limits must allow from 1 to 1000000 calls a second"
        );
    }

    #[test]
    fn a_state_of_its_own_is_nobody_else_s() {
        let (one, other) = (AppState::alone(None, None), AppState::alone(None, None));
        assert!(one.unwrap().skew.learn(100, 0));
        assert_eq!(other.unwrap().skew.current(), 0);
    }
}
