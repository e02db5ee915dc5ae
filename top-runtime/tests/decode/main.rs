//! The decoder, from bytes to declared values.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may stop at the first surprise, helpers outside of #[test] too"
)]

mod bad_input;
mod bounds;
mod declared;
mod golden;
mod lists;
mod model;
mod random;
mod replies;
mod scalars;
