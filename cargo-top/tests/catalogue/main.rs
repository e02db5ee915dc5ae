//! The whole catalogue: every description becomes an endpoint that works.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "tests may stop at the first surprise"
)]

mod chosen;
#[path = "../fixtures/declared/lib.rs"]
#[allow(
    clippy::struct_field_names,
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "what is written is a library, of which the trips need the requests alone"
)]
mod declared;
mod endpoints;
mod gateway;
mod loaded;
mod oddities;
mod same;
#[path = "../fixtures/declared/trips.rs"]
mod trip_list;
mod trips;
mod typed;
mod whole;
