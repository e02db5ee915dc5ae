//! Values on their way: checked, encoded, read back, and bridged to serde and validator.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at the first surprise, in its helpers too"
)]

mod bridge;
mod check;
mod encode;
mod record;
mod round_trip;
mod support;
