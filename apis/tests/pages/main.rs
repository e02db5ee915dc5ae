//! Holds the declarations against the facts of the API pages, kept in `facts/`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may stop at the first surprise"
)]

mod changes;
mod drift;
mod facts;
mod lines;
mod replies;
mod requests;
mod resolvers;
