//! `describe` and `call` as users run them, against a gateway on loopback.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may stop at the first surprise, its helpers included"
)]

mod described;
mod effects;
mod files;
mod intents;
mod invalid;
mod program;
mod rehearsed;
mod resolved;
mod shown;
