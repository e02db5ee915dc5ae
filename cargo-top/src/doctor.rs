//! Tells apart why calls fail: the app's settings, this machine, the line, the gateway, the account.
//!
//! | asks | module | of |
//! |---|---|---|
//! | are the settings sane | [`environment`] | the variables |
//! | where does a call go | [`line`] | proxy, DNS, TCP |
//! | what becomes of one | [`probe`], [`broken`], [`answer`], [`clock`] | one signed, harmless read |
//! | what does the platform say | [`account`] | its error code |
//!
//! Each check hands a [`Check`](report::Check) to the [`Report`](report::Report).

mod account;
mod answer;
mod broken;
mod clock;
mod environment;
mod examination;
mod line;
mod probe;
mod problem;
pub(crate) mod reads;
mod report;

pub(crate) use environment::Environment;
pub(crate) use examination::{Wishes, examine};
