//! The whole catalogue: every description becomes an endpoint that works.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "tests may stop at the first surprise"
)]

mod endpoints;
mod gateway;
mod loaded;
mod same;
