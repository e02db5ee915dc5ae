//! A TOP gateway for tests, examples and offline work: in memory, or over HTTP on loopback.
//!
//! It is fed by the same declarations as the client, and checks what the platform checks, in the
//! platform's order. The four endpoints of `top-apis` act on a [`Ledger`] with money that adds
//! up; any other endpoint needs one line.
//!
//! ```
//! use top_runtime::{TopApi, TopObject};
//! use top_sandbox::Sandbox;
//!
//! /// Looks a shop up.
//! #[derive(Debug, TopApi)]
//! #[top_api(method = "taobao.shop.get", response(shop: Shop), read)]
//! struct GetShop {
//!     /// Its number.
//!     sid: i64,
//! }
//!
//! /// A shop.
//! #[derive(Debug, TopObject)]
//! struct Shop {
//!     /// What it is called.
//!     title: String,
//! }
//!
//! let sandbox = Sandbox::builder()
//!     .app("12345678", "secret")
//!     .serve(|request: GetShop, _| {
//!         Ok(Shop {
//!             title: format!("number {}", request.sid),
//!         })
//!     })
//!     .build();
//! assert_eq!(sandbox.counts().iter().count(), 0);
//! ```

mod arguments;
mod builder;
mod call;
mod checks;
mod counts;
mod delivery;
mod error_response;
mod faults;
mod incoming;
mod ledger;
mod sandbox;
mod serve;
mod server;
mod transport;
mod writer;

pub use builder::Builder;
pub use counts::{Count, Counts};
pub use error_response::ErrorResponse;
pub use faults::{Fault, Injection};
pub use ledger::{
    Balance, Failure, Flow, Ledger, Line, Names, Operator, Paid, PaidOrder, Recharge, Shop,
    Spending,
};
pub use sandbox::Sandbox;
pub use serve::{Context, Reply};
pub use server::Server;
