//! Why a guard refused a call.

use std::fmt;

use crate::money::Fen;

/// An [`AmountGuard`](crate::AmountGuard) refused a call, and nothing was sent: the cause inside
/// [`Error::NotSent`](crate::Error::NotSent).
///
/// ```
/// use top_runtime::{AmountRefused, Error};
///
/// fn refused(error: &Error) -> Option<&AmountRefused> {
///     let Error::NotSent(error) = error else { return None };
///     error.amount_refused()
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmountRefused {
    method: String,
    why: RefusedAmount,
}

/// Which bound a call would have passed. Amounts are in 分.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefusedAmount {
    /// More than one call may move.
    PerCall {
        /// What it would move.
        amount: Fen,
        /// The most.
        cap: Fen,
    },
    /// More than may be moved on one day in GMT+8.
    PerDay {
        /// What it would move.
        amount: Fen,
        /// What was moved that day before it, or may have been.
        spent: Fen,
        /// The most.
        cap: Fen,
    },
    /// It gives no amount, and the guard was told to refuse such calls.
    Unmeasured,
    /// The value at this path is marked as an amount and is none: text, or a part of a 分.
    NotAnAmount(String),
    /// The amount at this path is negative.
    Negative(String),
    /// The sum is past the range of an `i64`.
    TooLarge,
}

impl AmountRefused {
    pub(super) fn new(method: &str, why: RefusedAmount) -> Self {
        Self {
            method: method.to_owned(),
            why,
        }
    }

    /// The method that was not called.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Which bound it would have passed.
    pub fn why(&self) -> &RefusedAmount {
        &self.why
    }

    /// The refusal in Chinese; `Display` says it in English.
    #[must_use]
    pub fn to_chinese(&self) -> String {
        let method = &self.method;
        match &self.why {
            RefusedAmount::PerCall { amount, cap } => format!(
                "{method} 的金额 {} 超过单次上限 {}",
                Both(*amount),
                Both(*cap)
            ),
            RefusedAmount::PerDay { amount, spent, cap } => format!(
                "{method} 的金额 {} 加上当日已用 {} 超过每日上限 {}",
                Both(*amount),
                Both(*spent),
                Both(*cap)
            ),
            RefusedAmount::Unmeasured => format!("{method} 的请求没有金额,无法核对上限"),
            RefusedAmount::NotAnAmount(path) => {
                format!("{method} 的 {path} 标为金额,却不是整数分的金额")
            }
            RefusedAmount::Negative(path) => format!("{method} 的金额 {path} 为负"),
            RefusedAmount::TooLarge => format!("{method} 的金额之和超出范围"),
        }
    }
}

impl fmt::Display for AmountRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let method = &self.method;
        match &self.why {
            RefusedAmount::PerCall { amount, cap } => write!(
                f,
                "{method} would move {}, and one call may move {}",
                Both(*amount),
                Both(*cap)
            ),
            RefusedAmount::PerDay { amount, spent, cap } => write!(
                f,
                "{method} would move {}, and of the day's {} already {} are used",
                Both(*amount),
                Both(*cap),
                Both(*spent)
            ),
            RefusedAmount::Unmeasured => {
                write!(
                    f,
                    "{method} gives no amount that could be held against a cap"
                )
            }
            RefusedAmount::NotAnAmount(path) => {
                write!(f, "{path} of {method} is no amount in whole 分")
            }
            RefusedAmount::Negative(path) => write!(f, "the amount {path} of {method} is negative"),
            RefusedAmount::TooLarge => {
                write!(f, "the amounts of {method} add up past every range")
            }
        }
    }
}

impl std::error::Error for AmountRefused {}

/// An amount in both units, for whoever thinks in the other.
struct Both(Fen);

impl fmt::Display for Both {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.0, self.0.to_yuan())
    }
}
