//! Values on their way: checked, encoded, read back, and bridged to serde and validator.

mod bridge;
mod check;
mod encode;
mod record;
mod round_trip;
mod support;
