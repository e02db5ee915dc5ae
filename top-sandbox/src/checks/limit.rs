//! Flow control: so many calls of one method by one app in a window of time (protocol §6.2).

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::error_response::ErrorResponse;

/// How many calls are let through; without a limit, all.
#[derive(Debug, Default)]
pub(crate) struct FlowLimit {
    limit: Option<Limit>,
    windows: Mutex<HashMap<(String, String), Window>>,
}

#[derive(Debug, Clone, Copy)]
struct Limit {
    calls: u32,
    seconds: u64,
}

/// The calls since a moment, in seconds since 1970.
#[derive(Debug, Clone, Copy)]
struct Window {
    start: i64,
    calls: u32,
}

impl FlowLimit {
    /// This many calls in this many seconds.
    pub(crate) fn new(calls: u32, seconds: u64) -> Self {
        Self {
            limit: Some(Limit { calls, seconds }),
            windows: Mutex::default(),
        }
    }

    /// Counts a call, or refuses it with code 7 and the seconds to wait.
    pub(crate) fn admit(&self, app: &str, method: &str, now: i64) -> Result<(), ErrorResponse> {
        let Some(limit) = self.limit else {
            return Ok(());
        };
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = Window {
            start: now,
            calls: 0,
        };
        let window = windows
            .entry((app.to_owned(), method.to_owned()))
            .or_insert(fresh);
        let age = now.abs_diff(window.start);
        if age >= limit.seconds {
            *window = fresh;
        }
        if window.calls >= limit.calls {
            return Err(ErrorResponse::throttled(limit.seconds.saturating_sub(age)));
        }
        window.calls += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::FlowLimit;

    #[test]
    fn a_window_ends() {
        let limit = FlowLimit::new(2, 10);
        assert!(limit.admit("a", "m", 100).is_ok());
        assert!(limit.admit("a", "m", 101).is_ok());
        assert!(limit.admit("b", "m", 101).is_ok());
        let refused = limit.admit("a", "m", 103).unwrap_err();
        assert_eq!(refused, crate::ErrorResponse::throttled(7));
        assert!(limit.admit("a", "m", 110).is_ok());
    }
}
