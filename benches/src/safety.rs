//! What money-safe calling adds to a call that simply succeeds: CPU with everything switched on,
//! less CPU with everything switched off, over a line that costs nothing.

use std::num::NonZeroU32;
use std::time::Duration;

use bytes::Bytes;
use tokio::runtime::Runtime;
use top_apis::aelophy::CompleteRefund;
use top_runtime::client::ClientBuilder;
use top_runtime::observe::Metrics;
use top_runtime::send::{BoxFuture, Outgoing, Reply, SendError};
use top_runtime::session::from_fn;
use top_runtime::{AmountGuard, Client, Fen, RateLimits, RetryPolicy, Secret, Transport};

use crate::sample::{self, APP_KEY, APP_SECRET, SESSION};
use crate::table::{Figures, Row, median};
use crate::{Failure, cpu};

const ROUNDS: usize = 100;
const CALLS: NonZeroU32 = NonZeroU32::new(500).unwrap();

/// One line for each way of being safe.
pub(crate) fn rows() -> Result<Vec<Row>, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let (plain, safe) = (plain()?, safe()?);
    let added = compare(&runtime, &plain, &safe)?;
    Ok(vec![Row {
        what: "what safety adds to a call, beside what it may".to_owned(),
        measured: Ok(Figures::of(added, 3.0, "µs CPU/call").at_most(1.0)),
    }])
}

/// One attempt, and nobody who counts, caps, limits or watches.
fn plain() -> Result<Client, Failure> {
    let builder = builder().session(SESSION).retry(RetryPolicy::none());
    Ok(builder.build()?)
}

/// Retries allowed, quotas far away, amounts capped, numbers kept, a session that is asked for.
fn safe() -> Result<Client, Failure> {
    let method = "alibaba.tcls.aelophy.merchant.channel.refund.complete";
    let limits = RateLimits::new().app(1_000_000).method(method, 1_000_000);
    let guard = AmountGuard::new()
        .per_call(Fen(i64::MAX / 4))
        .per_day(Fen(i64::MAX / 2));
    let builder = builder()
        .session_provider(from_fn(|| async {
            Ok::<_, Failure>(Secret::from(SESSION))
        }))
        .rate_limits(limits)
        .guard(guard)
        .observer(Metrics::new());
    Ok(builder.build()?)
}

fn builder() -> ClientBuilder {
    Client::builder()
        .app_key(APP_KEY)
        .app_secret(APP_SECRET)
        .timeout(Duration::from_secs(3600))
        .transport(Done)
}

/// The median of what `with` costs more a call than `without`, in microseconds.
fn compare(runtime: &Runtime, without: &Client, with: &Client) -> Result<f64, Failure> {
    let request: CompleteRefund = sample::refund()?;
    let mut differences = Vec::new();
    for round in 0..=ROUNDS {
        let without = spend(runtime, without, &request)?;
        let with = spend(runtime, with, &request)?;
        // The first one fills the caches.
        if round > 0 {
            differences.push(with - without);
        }
    }
    Ok(median(differences))
}

/// The CPU time of one call in microseconds, over so many.
fn spend(runtime: &Runtime, client: &Client, request: &CompleteRefund) -> Result<f64, Failure> {
    let before = cpu::own()?;
    runtime.block_on(async {
        for _ in 0..CALLS.get() {
            std::hint::black_box(client.send(request).await?);
        }
        Ok::<_, Failure>(())
    })?;
    Ok((cpu::own()? - before) * 1e6 / f64::from(CALLS.get()))
}

/// A gateway without a way to it: every call succeeds at once.
struct Done;

impl Transport for Done {
    fn post(&self, _: Outgoing) -> BoxFuture<'_, Result<Reply, SendError>> {
        const REPLY: &[u8] =
            br#"{"api_result":{"err_code":"SUCCESS","success":true},"request_id":"15qz9x2b1g8h4"}"#;
        Box::pin(std::future::ready(Ok(Reply::new(
            200,
            Bytes::from_static(REPLY),
        ))))
    }
}
