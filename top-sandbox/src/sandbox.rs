//! The gateway itself, whichever way calls reach it.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use top_runtime::sign::SigningKey;
use top_runtime::{Clock, DateTime};

use crate::builder::Builder;
use crate::checks::FlowLimit;
use crate::counts::{Counter, Counts};
use crate::faults::{Faults, Injection};
use crate::serve::Served;

/// A TOP gateway in memory. Cheap to clone; all clones are the same gateway.
///
/// Give it to a client as its transport, or to a [`Server`](crate::Server) to serve it over HTTP.
#[derive(Clone)]
pub struct Sandbox(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) apps: HashMap<String, SigningKey>,
    pub(crate) sessions: HashSet<String>,
    pub(crate) served: HashMap<&'static str, Served>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) limit: FlowLimit,
    pub(crate) faults: Faults,
    pub(crate) counter: Counter,
    pub(crate) calls: AtomicU64,
}

impl Sandbox {
    /// Begins a gateway that knows no app and serves nothing.
    pub fn builder() -> Builder {
        Builder::new()
    }

    /// Makes a fault befall the calls to come.
    ///
    /// ```
    /// use top_sandbox::{ErrorResponse, Fault, Injection, Sandbox};
    ///
    /// let sandbox = Sandbox::builder().app("12345678", "secret").examples().build();
    /// sandbox.inject(Fault::CutAfter);
    /// let throttled = Fault::ErrorBefore(ErrorResponse::throttled(2));
    /// sandbox.inject(Injection::new(throttled).method("taobao.time.get").times(3));
    /// assert_eq!(sandbox.pending_faults().len(), 2);
    /// ```
    pub fn inject(&self, injection: impl Into<Injection>) {
        self.0.faults.add(injection.into());
    }

    /// The faults that are still to come.
    pub fn pending_faults(&self) -> Vec<Injection> {
        self.0.faults.pending()
    }

    /// Forgets the faults that are still to come.
    pub fn clear_faults(&self) {
        self.0.faults.clear();
    }

    /// Calls received and effects applied so far, per method and key.
    pub fn counts(&self) -> Counts {
        self.0.counter.snapshot()
    }

    /// Starts counting afresh.
    pub fn clear_counts(&self) {
        self.0.counter.clear();
    }
}

impl Inner {
    /// The time now; at a time that no calendar knows, 1970.
    pub(crate) fn now(&self) -> DateTime {
        DateTime::from_system_time(self.clock.now()).unwrap_or(DateTime::EPOCH)
    }

    pub(crate) fn knows_session(&self, session: &str) -> bool {
        self.sessions.contains(session)
    }

    /// The id of the next reply, unique within this gateway.
    pub(crate) fn next_request_id(&self) -> String {
        let number = self.calls.fetch_add(1, Ordering::Relaxed) + 1;
        format!("sandbox{number:06x}")
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut methods: Vec<_> = self.0.served.keys().collect();
        methods.sort_unstable();
        f.debug_struct("Sandbox")
            .field("methods", &methods)
            .finish_non_exhaustive()
    }
}
