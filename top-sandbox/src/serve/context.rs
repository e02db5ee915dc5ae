//! What a handler knows about the call beside its request.

use std::cell::Cell;

use top_runtime::DateTime;

/// The circumstances of one call.
///
/// ```
/// use top_apis::alsc::{CommonResult, ReversePoint};
/// use top_sandbox::Sandbox;
///
/// let sandbox = Sandbox::builder()
///     .app("12345678", "secret")
///     .serve(|request: ReversePoint, context| {
///         context.applied(); // `sandbox.counts()` knows of it
///         let id = format!("{} at {}", request.reverse_order_id, context.now());
///         Ok(CommonResult::new().biz_success(true).result(id))
///     })
///     .build();
/// # assert_eq!(sandbox.pending_faults(), []);
/// ```
#[derive(Debug)]
pub struct Context {
    app_key: String,
    now: DateTime,
    effect: Cell<bool>,
}

impl Context {
    pub(crate) fn new(app_key: &str, now: DateTime) -> Self {
        Self {
            app_key: app_key.to_owned(),
            now,
            effect: Cell::new(false),
        }
    }

    /// The app that calls.
    pub fn app_key(&self) -> &str {
        &self.app_key
    }

    /// The time of the sandbox.
    pub fn now(&self) -> DateTime {
        self.now
    }

    /// Says that this call changed something, for [`Sandbox::counts`](crate::Sandbox::counts).
    pub fn applied(&self) {
        self.effect.set(true);
    }

    pub(crate) fn has_effect(&self) -> bool {
        self.effect.get()
    }
}
