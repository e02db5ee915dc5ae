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
use crate::gate::Gate;
use crate::ledger::Ledger;
use crate::recorder::Recorder;
use crate::serve::Served;
use crate::tokens::{Standing, Tokens};

/// A TOP gateway in memory. Cheap to clone; all clones are the same gateway.
///
/// Give it to a client as its transport, or to a [`Server`](crate::Server) to serve it over HTTP.
#[derive(Clone)]
pub struct Sandbox(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) apps: HashMap<String, SigningKey>,
    pub(crate) sessions: HashSet<String>,
    pub(crate) tokens: Tokens,
    pub(crate) served: HashMap<&'static str, Served>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) limit: FlowLimit,
    pub(crate) faults: Faults,
    pub(crate) gate: Gate,
    pub(crate) counter: Counter,
    pub(crate) calls: AtomicU64,
    pub(crate) recorder: Recorder,
    /// The books behind the four endpoints, where they are served.
    pub(crate) ledger: Option<Ledger>,
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
        self.0.recorder.touch();
    }

    /// The faults that are still to come.
    pub fn pending_faults(&self) -> Vec<Injection> {
        self.0.faults.pending()
    }

    /// Forgets the faults that are still to come.
    pub fn clear_faults(&self) {
        self.0.faults.clear();
        self.0.recorder.touch();
    }

    /// How many calls [`Fault::HoldBefore`](crate::Fault::HoldBefore) and
    /// [`Fault::HoldAfter`](crate::Fault::HoldAfter) hold at the moment, those included that
    /// nobody waits for any more.
    pub fn held(&self) -> usize {
        self.0.gate.count()
    }

    /// Waits until so many calls are held.
    pub async fn until_held(&self, calls: usize) {
        self.0.gate.until(calls).await;
    }

    /// Lets the held calls go on. When it returns they have been carried out.
    ///
    /// ```
    /// use std::time::Duration;
    /// use top_runtime::{Client, Effect};
    /// use top_sandbox::{Fault, Sandbox};
    /// # use top_apis::alsc::{BizChannel, ReversePoint, ReversePointRequired};
    ///
    /// # tokio::runtime::Runtime::new()?.block_on(async {
    /// # let request = ReversePoint::new(ReversePointRequired {
    /// #     biz_type: "DEDUCT_FROM_CONSUME_REVERSE".into(),
    /// #     operator_id: "3484874839".into(),
    /// #     operator_name: "小王".into(),
    /// #     out_biz_id: "3231231312312".into(),
    /// #     request_id: "4325".into(),
    /// #     reverse_order_id: "34356785432".into(),
    /// #     biz_channel: BizChannel::KRY,
    /// # })
    /// # .brand_id("12332")
    /// # .shop_id("23453435");
    /// let sandbox = Sandbox::builder().app("12345678", "secret").examples().build();
    /// let builder = Client::builder().app_key("12345678").app_secret("secret");
    /// let client = builder.transport(sandbox.clone()).build()?;
    ///
    /// sandbox.inject(Fault::HoldBefore);
    /// let impatient = client.call(&request).deadline(Duration::from_millis(1));
    /// assert_eq!(impatient.send().await.unwrap_err().effect(), Effect::Unknown);
    /// sandbox.release(); // after its caller gave up
    /// let count = sandbox.counts().of_method("alibaba.alsc.crm.point.reversepoint");
    /// assert_eq!(count.effects, 1);
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// # })?;
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    pub fn release(&self) {
        self.0.gate.open(&self.0);
        self.0.recorder.touch();
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

    pub(crate) fn standing(&self, session: &str) -> Standing {
        if self.sessions.contains(session) {
            return Standing::Good;
        }
        self.tokens.standing(session, self.now())
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
