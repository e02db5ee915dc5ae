//! `cargo top` as a program: its commands from outside, as a shell starts them.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, its helpers included"
)]

mod doctor;
mod new;
mod sandbox;
mod servers;
mod sign;
mod support;
