//! The local-life API family (本地生活API): recharge accounts and points of a merchant's members.

mod channel;
mod envelope;
pub mod get_flow_detail;
pub mod reverse_point;
pub mod uncharge;

pub use channel::BizChannel;
pub use envelope::CommonResult;
pub use get_flow_detail::GetFlowDetail;
pub use reverse_point::{ReversePoint, ReversePointRequired};
pub use uncharge::{Uncharge, UnchargeRequired};
