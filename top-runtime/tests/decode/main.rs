//! The decoder, from bytes to declared values.

mod declared;
mod golden;
