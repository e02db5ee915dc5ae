//! A reply of `flowdetail.get`: read leniently, and read strictly by serde's derives.

use std::hint::black_box;

use serde::de::DeserializeOwned;
use top_apis::alsc::GetFlowDetail;
use top_runtime::decode::{Expected, Limits, decode};
use top_runtime::{Format, TopApi, Value};

use super::LONG;
use crate::Failure;
use crate::by_hand::types;
use crate::sample;

pub(super) fn ours_simplified(times: u32) -> Result<(), Failure> {
    ours(sample::FLOW, Format::Simplified, times)
}

pub(super) fn ours_classic(times: u32) -> Result<(), Failure> {
    ours(sample::FLOW_CLASSIC, Format::Classic, times)
}

pub(super) fn ours_long(times: u32) -> Result<(), Failure> {
    ours(&sample::flow_reply(LONG), Format::Simplified, times)
}

fn ours(reply: &str, format: Format, times: u32) -> Result<(), Failure> {
    let expected = Expected::of(GetFlowDetail::ENDPOINT, format);
    for _ in 0..times {
        let mut result = <<GetFlowDetail as TopApi>::Response as Value>::empty();
        let reply = black_box(reply.as_bytes());
        let decoded = decode(reply, expected, Value::slot(&mut result), Limits::default())?;
        black_box((decoded, result));
    }
    Ok(())
}

pub(super) fn strict_simplified(times: u32) -> Result<(), Failure> {
    strict::<types::Simplified>(sample::FLOW, times)
}

pub(super) fn strict_classic(times: u32) -> Result<(), Failure> {
    strict::<types::Classic>(sample::FLOW_CLASSIC, times)
}

pub(super) fn strict_long(times: u32) -> Result<(), Failure> {
    strict::<types::Simplified>(&sample::flow_reply(LONG), times)
}

fn strict<T: DeserializeOwned>(reply: &str, times: u32) -> Result<(), Failure> {
    for _ in 0..times {
        let value: T = serde_json::from_slice(black_box(reply.as_bytes()))?;
        black_box(value);
    }
    Ok(())
}
