//! Why the business refuses a call. The pages document no codes: these are the sandbox's own.

use std::fmt;

/// A business failure: nothing was done.
///
/// | code | when |
/// |---|---|
/// | `ORDER_NOT_FOUND`, `FLOW_NOT_FOUND` | the books know no such order, item or flow |
/// | `NOT_THE_OWNER` | brand, shop, card, member or channel are not those of the order |
/// | `ALREADY_DONE` | the order was taken back, or paid, before |
/// | `KEY_REUSED` | an idempotency value or refund id came before, with other contents |
/// | `TOO_MUCH` | more than was paid, spent or bought and is left |
/// | `INVALID_AMOUNT` | nothing, less than nothing, or parts that exceed the whole |
/// | `UNSUPPORTED_PAY_CHANNEL` | a pay channel that refund.complete does not name |
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    code: &'static str,
    message: String,
}

impl Failure {
    pub(super) const ORDER_NOT_FOUND: &'static str = "ORDER_NOT_FOUND";
    pub(super) const FLOW_NOT_FOUND: &'static str = "FLOW_NOT_FOUND";
    pub(super) const NOT_THE_OWNER: &'static str = "NOT_THE_OWNER";
    pub(super) const ALREADY_DONE: &'static str = "ALREADY_DONE";
    pub(super) const KEY_REUSED: &'static str = "KEY_REUSED";
    pub(super) const TOO_MUCH: &'static str = "TOO_MUCH";
    pub(super) const INVALID_AMOUNT: &'static str = "INVALID_AMOUNT";
    pub(super) const UNSUPPORTED_PAY_CHANNEL: &'static str = "UNSUPPORTED_PAY_CHANNEL";

    pub(super) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }

    /// The business code, for example `ORDER_NOT_FOUND`.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The text for people.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for Failure {}
