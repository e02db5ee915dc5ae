//! A full `refund.complete`: checked, encoded, signed and form-encoded.

use std::future::{Future, ready};
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use sha2::Sha256;
use top_apis::aelophy::CompleteRefund;
use top_runtime::send::{BoxFuture, Outgoing, Progress, Reply, SendError, Transport};
use top_runtime::{Client, Error, RetryPolicy, SignMethod};

use crate::Failure;
use crate::by_hand::types;
use crate::sample::{self, APP_KEY, APP_SECRET, SESSION};

const METHOD: &str = "alibaba.tcls.aelophy.merchant.channel.refund.complete";
const PARAM: &str = "refund_complete_info";
const TIMESTAMP: &str = "2026-01-02 03:04:05";

pub(super) fn ours_md5(times: u32) -> Result<(), Failure> {
    ours(SignMethod::Md5, times)
}

pub(super) fn ours_sha256(times: u32) -> Result<(), Failure> {
    ours(SignMethod::HmacSha256, times)
}

pub(super) fn passes_md5(times: u32) -> Result<(), Failure> {
    passes("md5", times, |text| {
        const_hex::encode_upper(Md5::digest(text))
    })
}

/// The key is taken in once, as the best of clients would.
pub(super) fn passes_sha256(times: u32) -> Result<(), Failure> {
    let keyed = Hmac::<Sha256>::new_from_slice(APP_SECRET.as_bytes())?;
    passes("hmac-sha256", times, |text| {
        let digest = keyed.clone().chain_update(text).finalize();
        const_hex::encode_upper(digest.into_bytes())
    })
}

fn ours(method: SignMethod, times: u32) -> Result<(), Failure> {
    let client = Client::builder()
        .gateway("http://127.0.0.1:1/router/rest")
        .app_key(APP_KEY)
        .app_secret(APP_SECRET)
        .session(SESSION)
        .sign_method(method)
        .transport(Down)
        .retry(RetryPolicy::none())
        .build()?;
    let request: CompleteRefund = sample::refund()?;
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..times {
        let call = pin!(client.send(black_box(&request)));
        if !matches!(call.poll(&mut context), Poll::Ready(Err(Error::NotSent(_)))) {
            return Err("the call did not come as far as the line".into());
        }
    }
    Ok(())
}

/// A line that is down: a call does all of its work up to the first byte.
struct Down;

impl Transport for Down {
    fn post(&self, outgoing: Outgoing) -> BoxFuture<'_, Result<Reply, SendError>> {
        black_box(outgoing.body);
        Box::pin(ready(Err(SendError::new(Progress::NotSent))))
    }
}

/// The passes that nobody can do without, on texts that are ready: `serde_json` once, the digest
/// once, `form_urlencoded` once. No check, no sorting, no timestamp.
fn passes(sign_method: &str, times: u32, digest: impl Fn(&[u8]) -> String) -> Result<(), Failure> {
    let request: types::CompleteRefund = sample::refund()?;
    let json = serde_json::to_string(&request)?;
    let pairs = [
        ("app_key", APP_KEY),
        ("format", "json"),
        ("method", METHOD),
        (PARAM, json.as_str()),
        ("session", SESSION),
        ("sign_method", sign_method),
        ("simplify", "true"),
        ("timestamp", TIMESTAMP),
        ("v", "2.0"),
    ];
    let text: String = pairs
        .iter()
        .flat_map(|&(name, value)| [name, value])
        .collect();
    for _ in 0..times {
        black_box(serde_json::to_string(black_box(&request))?);
        let sign = digest(black_box(text.as_bytes()));
        let form = form_urlencoded::Serializer::new(String::with_capacity(4096))
            .extend_pairs(black_box(pairs))
            .append_pair("sign", &sign)
            .finish();
        black_box(form);
    }
    Ok(())
}
