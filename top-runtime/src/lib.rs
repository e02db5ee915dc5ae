//! Calls of the Taobao Open Platform (TOP, 淘宝开放平台), declared as structs.
//!
//! A method is one struct that derives [`TopApi`]; nested types and replies derive [`TopObject`].
//! The derives write down what the page says, this crate acts on it.
//!
//! ```
//! use top_runtime::{TopApi, check::check};
//!
//! /// Reads a shop, by the platform's id or the merchant's.
//! #[derive(Debug, Clone, TopApi)]
//! #[top_api(
//!     method = "taobao.shop.get",
//!     response(shop: String),
//!     one_of(shop_id, out_shop_id),
//!     read,
//! )]
//! struct GetShop {
//!     /// The platform's id.
//!     shop_id: Option<i64>,
//!     /// The merchant's id.
//!     out_shop_id: Option<String>,
//!     /// What to return.
//!     fields: Vec<String>,
//! }
//!
//! let request = GetShop::new(GetShopRequired { fields: vec!["title".into(), "city,zip".into()] });
//! let violations = check(GetShop::ENDPOINT, &request).unwrap_err();
//! assert_eq!(violations.as_slice().len(), 2); // no id, and an item with a comma
//!
//! # async fn example(client: top_runtime::Client) -> Result<(), top_runtime::Error> {
//! # let request = GetShop::new(GetShopRequired { fields: vec!["title".into()] });
//! let shop = client.send(&request.shop_id(7)).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # The way of one call
//!
//! Each stage hands on a value that only it can make.
//!
//! | stage | module | hands on |
//! |---|---|---|
//! | declared | [`shape`], [`value`], [`api`] | [`&dyn Object`](Object) and its [`Endpoint`] |
//! | checked | [`check`] | [`Checked`](check::Checked), or all [`Violations`] |
//! | encoded | [`encode`] | [`Params`](encode::Params), parameters as text |
//! | signed | [`sign`] | the form with the public parameters and the sign |
//! | sent | [`send`] | [`Reply`](send::Reply), or how far the call came |
//! | decoded | [`decode`] | the payload, or the platform's error |
//! | typed | [`client`] | the value, or an [`Error`] |
//!
//! # When a call fails
//!
//! [`Error::effect`] says whether the platform changed anything. A call is sent again only where
//! that cannot do it twice ([`RetryPolicy`]), an error of unknown effect brings the ticket that
//! finds out ([`resolve`]), and a call under an [`intent`] is not forgotten in a crash.
//!
//! # On whose behalf
//!
//! A session is fixed ([`session`](client::ClientBuilder::session)), or known to a provider, which
//! may refresh a stored token in time: see the module [`session`](mod@session).
//!
//! # Features
//!
//! `http` (default) brings the network, `rustls-ring` (default) or `rustls-aws-lc-rs` its TLS
//! provider. Without them every stage works over a [`Transport`] of your own. `axum` makes
//! extractors of [`spi`], the calls that the platform makes. `intents` keeps intents in a file.
//! `metrics` counts calls for the `metrics` crate's recorder.

extern crate self as top_runtime;

pub mod api;
mod app;
mod blank;
pub mod bridge;
pub mod check;
pub mod client;
mod code;
pub mod codes;
mod credentials;
pub mod decode;
mod derive;
pub mod encode;
pub mod error;
pub mod evidence;
mod facts;
mod file;
mod form;
mod format;
mod gateway;
mod guard;
pub mod intent;
mod limit;
mod money;
pub mod multipart;
pub mod observe;
pub mod outcome;
mod public;
pub mod read;
pub mod record;
pub mod resolve;
mod retry;
mod scalar;
pub mod send;
pub mod session;
pub mod shape;
pub mod sign;
mod similar;
mod skew;
pub mod spi;
mod store_error;
mod text;
mod time;
pub mod value;
mod violation;

pub use api::{Endpoint, TopApi, TopObject};
pub use blank::is_blank;
pub use client::{BuildError, Client, Rehearsal, SignedRequest};
pub use decode::{DecodeError, PlatformError};
pub use derive::{TopApi, TopObject};
pub use error::{Effect, Error};
pub use facts::Facts;
pub use file::File;
pub use format::Format;
pub use gateway::Gateway;
pub use guard::{AmountGuard, AmountRefused, Caps, RefusedAmount};
pub use limit::{Lane, RateLimits};
pub use money::{Fen, Yuan};
pub use outcome::Outcome;
pub use record::Record;
pub use resolve::Resolver;
pub use retry::{RetryBudget, RetryPolicy};
pub use rust_decimal::Decimal;
pub use send::Transport;
pub use serde;
pub use serde_json;
pub use shape::{Code, Field, Kind, Limit, Nested, Rule, Shape, Verdict};
pub use sign::SignMethod;
pub use store_error::{StoreError, StoreErrorKind};
pub use text::{Json, MASK, Secret, Serde};
pub use time::{Clock, DateTime, NotADateTime, SystemClock};
pub use validator;
pub use value::{List, Object, Open, Optional, Raw, Ref, Scalar, Slot, Value};
pub use violation::{Breach, Violation, Violations};
