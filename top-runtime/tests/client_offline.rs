//! The way of a call over a transport in memory.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "clippy knows test functions, not their helpers"
)]

#[path = "client/declared.rs"]
mod declared;
#[path = "client/memory.rs"]
mod memory;
#[path = "client/told.rs"]
mod told;

#[path = "client/batch.rs"]
mod batch;
#[path = "client/build.rs"]
mod build;
#[path = "client/clock.rs"]
mod clock;
#[path = "client/codes.rs"]
mod codes;
#[path = "client/effects.rs"]
mod effects;
#[path = "client/intents.rs"]
mod intents;
#[path = "client/outcomes.rs"]
mod outcomes;
#[path = "client/repeat.rs"]
mod repeat;
#[path = "client/resolve.rs"]
mod resolve;
#[path = "client/secrets.rs"]
mod secrets;
#[path = "client/tickets.rs"]
mod tickets;
#[path = "client/timerless.rs"]
mod timerless;
#[path = "client/typed.rs"]
mod typed;
#[path = "client/untyped.rs"]
mod untyped;
#[path = "client/watched.rs"]
mod watched;
