//! Finding out whether a call of unknown effect was carried out.
//!
//! An endpoint may name its [`Resolver`]: a read, the fields that find the call again, and how to
//! understand the answer. All of it is data; [`Finding`] is what one answer came to.

mod declared;
mod finding;
mod reading;
mod resolution;
mod ticket;

pub use declared::{Judge, Resolver};
pub use finding::{Finding, Looked};
pub use resolution::{Found, Reason, Resolution};
pub use ticket::Ticket;
