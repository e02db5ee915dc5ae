//! The Aelophy family (五道口API, 翱象): orders of a merchant's own sales channels.

pub mod complete_refund;

pub use complete_refund::{CompleteRefund, CompleteRefundRequired};
