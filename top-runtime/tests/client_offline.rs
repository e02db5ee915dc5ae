//! The way of a call over a transport in memory.

#[path = "client/declared.rs"]
mod declared;
#[path = "client/memory.rs"]
mod memory;

#[path = "client/build.rs"]
mod build;
#[path = "client/outcomes.rs"]
mod outcomes;
#[path = "client/secrets.rs"]
mod secrets;
#[path = "client/typed.rs"]
mod typed;
#[path = "client/untyped.rs"]
mod untyped;
