//! Calls in the other direction: the platform calls an address of yours (SPI, protocol §9).
//!
//! [`SpiVerifier::verify`] proves that a request is the platform's and fresh; only then does
//! [`Verified`] let it be read. With the feature `axum`, [`Verified`] and `Spi` are extractors.
//!
//! The scheme is the platform's: MD5 over the app secret, the parameters and the body. A request
//! that was overheard can be sent again while its timestamp is fresh, so what a call does should
//! be keyed by an id of its own.
//!
//! ```
//! use std::time::{Duration, UNIX_EPOCH};
//! use top_runtime::TopObject;
//! use top_runtime::spi::{SpiError, SpiRequest, SpiVerifier};
//!
//! /// A member card is activated.
//! #[derive(Debug, TopObject)]
//! struct Activate {
//!     /// Who asks for it.
//!     nick: String,
//! }
//!
//! // 2024-03-01 08:09:10 in GMT+8; without this line the clock of the machine counts.
//! let clock = || UNIX_EPOCH + Duration::from_secs(1_709_251_750);
//! let verifier = SpiVerifier::new("6d796170707365637265740102030405").clock(clock);
//!
//! let query =
//!     "app_key=12345678&timestamp=2024-03-01+08%3A09%3A10&sign=9F6776A6EC610F3449B5AD9B00ED11C4";
//! let headers = [("Content-Type", "application/json")];
//! let verified = verifier.verify(&SpiRequest::new(query, headers, br#"{"nick":"taobao"}"#))?;
//! assert_eq!(verified.read::<Activate>()?.nick, "taobao");
//!
//! let tampered = SpiRequest::new(query, headers, br#"{"nick":"someone else"}"#);
//! assert_eq!(verifier.verify(&tampered).unwrap_err(), SpiError::WrongSign);
//! // What the platform expects to be told, with HTTP 200.
//! assert!(verifier.failure().body().contains("sign-check-failure"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod error;
#[cfg(feature = "axum")]
mod extract;
mod failure;
mod form;
mod request;
mod signed;
mod verified;
mod verifier;

pub use error::SpiError;
#[cfg(feature = "axum")]
pub use extract::{Spi, SpiRejection};
pub use failure::SpiFailure;
pub use request::SpiRequest;
pub use verified::Verified;
pub use verifier::SpiVerifier;

#[cfg(test)]
mod tests;
