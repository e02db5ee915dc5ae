//! The gateway from outside: in memory and over HTTP on loopback.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, its helpers included"
)]

mod batch;
mod books;
mod calls;
mod checks;
mod client_batch;
mod control;
mod effects;
mod evidence;
mod faults;
mod guard;
mod intents;
mod lanes;
mod lines;
mod own_endpoint;
mod page;
mod pages;
mod placements;
mod raw;
mod resolve;
mod retry;
mod sessions;
mod spi;
mod sums;
