//! Calls of the Taobao Open Platform (TOP, 淘宝开放平台), declared as structs.

extern crate self as top_runtime;

pub mod api;
mod blank;
pub mod bridge;
pub mod check;
mod code;
pub mod decode;
pub mod encode;
mod file;
mod format;
mod money;
pub mod outcome;
mod public;
pub mod read;
pub mod record;
mod scalar;
pub mod shape;
mod similar;
mod text;
mod time;
pub mod value;
mod violation;

pub use api::{Endpoint, TopApi, TopObject};
pub use blank::is_blank;
pub use decode::{DecodeError, PlatformError};
pub use file::File;
pub use format::Format;
pub use money::{Fen, Yuan};
pub use outcome::Outcome;
pub use record::Record;
pub use rust_decimal::Decimal;
pub use serde;
pub use shape::{Code, Field, Kind, Limit, Nested, Rule, Shape, Verdict};
pub use text::{Json, MASK, Secret, Serde};
pub use time::{Clock, DateTime, NotADateTime, SystemClock};
pub use validator;
pub use value::{List, Object, Optional, Raw, Ref, Scalar, Slot, Value};
pub use violation::{Breach, Violation, Violations};

pub use top_macros::{TopApi, TopObject};
