//! Explains a signature (protocol §3): what was signed, and what somebody else may have signed instead.
//!
//! | stage | module | hands on |
//! |---|---|---|
//! | read | [`read`] | a [`Call`](call::Call): its parameters as they would be sent |
//! | ordered | [`draft`] | a [`Draft`](draft::Draft): what is signed, and what is left out |
//! | sealed | [`seal`] | the sign |
//! | compared | [`mistakes`], [`compare`] | the mistake that makes the other sign, parameter by parameter |
//! | told | [`report`] | an answer without a secret in it |

pub(crate) mod call;
pub(crate) mod compare;
pub(crate) mod draft;
pub(crate) mod mistakes;
pub(crate) mod read;
pub(crate) mod report;
pub(crate) mod seal;
