//! Declarations of Taobao Open Platform (TOP, 淘宝开放平台) endpoints: one method a file.
//!
//! Each request is a plain struct that derives [`TopApi`]; its required fields go into
//! `new`, the others into setters, and `client.send(&request)` gives its typed value.
//!
//! | request | method | effect |
//! |---|---|---|
//! | [`alsc::Uncharge`] | `alibaba.alsc.crm.recharge.uncharge.update` | takes a recharge back (充值退款) |
//! | [`alsc::ReversePoint`] | `alibaba.alsc.crm.point.reversepoint` | returns spent points (积分消费回退) |
//! | [`alsc::GetFlowDetail`] | `alibaba.alsc.crm.recharge.account.flowdetail.get` | reads one entry of an account (储值流水详细) |
//! | [`aelophy::CompleteRefund`] | `alibaba.tcls.aelophy.merchant.channel.refund.complete` | completes a refund (逆向单完成) |
//!
//! Types belong to the module of their endpoint: pages reuse a name for different contents.

pub mod aelophy;
pub mod alsc;

use top_runtime::{Endpoint, TopApi};

/// All endpoints that this crate declares, as data.
pub const ENDPOINTS: &[&Endpoint] = &[
    alsc::Uncharge::ENDPOINT,
    alsc::ReversePoint::ENDPOINT,
    alsc::GetFlowDetail::ENDPOINT,
    aelophy::CompleteRefund::ENDPOINT,
];
