//! Calls of the Taobao Open Platform (TOP, 淘宝开放平台), declared as structs.

extern crate self as top_runtime;

pub mod api;
mod blank;
pub mod bridge;
pub mod check;
pub mod client;
mod code;
pub mod codes;
mod credentials;
pub mod decode;
pub mod encode;
pub mod error;
mod file;
mod form;
mod format;
mod gateway;
mod money;
pub mod outcome;
mod public;
pub mod read;
pub mod record;
mod scalar;
pub mod send;
pub mod shape;
pub mod sign;
mod similar;
mod text;
mod time;
pub mod value;
mod violation;

pub use api::{Endpoint, TopApi, TopObject};
pub use blank::is_blank;
pub use client::{BuildError, Client, SignedRequest};
pub use decode::{DecodeError, PlatformError};
pub use error::{Effect, Error};
pub use file::File;
pub use format::Format;
pub use gateway::Gateway;
pub use money::{Fen, Yuan};
pub use outcome::Outcome;
pub use record::Record;
pub use rust_decimal::Decimal;
pub use send::Transport;
pub use serde;
pub use shape::{Code, Field, Kind, Limit, Nested, Rule, Shape, Verdict};
pub use sign::SignMethod;
pub use text::{Json, MASK, Secret, Serde};
pub use time::{Clock, DateTime, NotADateTime, SystemClock};
pub use validator;
pub use value::{List, Object, Optional, Raw, Ref, Scalar, Slot, Value};
pub use violation::{Breach, Violation, Violations};

pub use top_macros::{TopApi, TopObject};
