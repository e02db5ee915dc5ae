//! What money-safe calling adds to a call that simply succeeds: CPU with everything switched on,
//! less CPU with everything switched off, over a line that costs nothing.

use std::fs::File;
use std::io::Write as _;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use bytes::Bytes;
use tokio::runtime::Runtime;
use top_apis::aelophy::CompleteRefund;
use top_runtime::client::{ClientBuilder, Sending, ValueOf};
use top_runtime::intent::IntentFile;
use top_runtime::observe::Metrics;
use top_runtime::send::{BoxFuture, Outgoing, Reply, SendError};
use top_runtime::session::from_fn;
use top_runtime::{AmountGuard, Client, Fen, RateLimits, RetryPolicy, Secret, Transport};

use crate::sample::{self, APP_KEY, APP_SECRET, SESSION};
use crate::table::{Figures, Row, median};
use crate::{Failure, cpu};

const ROUNDS: usize = 100;
const CALLS: NonZeroU32 = NonZeroU32::new(500).unwrap();
/// Every one of these waits for the disk.
const FEW: NonZeroU32 = NonZeroU32::new(10).unwrap();

/// One line for each way of being safe.
pub(crate) fn rows() -> Result<Vec<Row>, Failure> {
    cpu::on_one(measure)
}

fn measure() -> Result<Vec<Row>, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let plain = plain()?;
    let safe = added(&runtime, CALLS, &plain, &safe()?, send)?;
    let folder = Folder::new()?;
    let stored = added(&runtime, FEW, &plain, &storing(&folder)?, send_stored)?;
    let synced = synced(&folder, FEW)?;
    let row = |what: &str, spent, may| Row {
        what: what.to_owned(),
        measured: Ok(Figures::of(spent, may, "µs CPU/call").at_most(1.0)),
    };
    Ok(vec![
        row("what safety adds to a call, beside what it may", safe, 3.0),
        row(
            "what an intent adds, less a bare fsync",
            stored - synced,
            20.0,
        ),
    ])
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

/// The same as `plain`, with a store of intents.
fn storing(folder: &Folder) -> Result<Client, Failure> {
    let store = IntentFile::open(folder.0.join("intents"))?;
    let builder = builder().session(SESSION).retry(RetryPolicy::none());
    Ok(builder.intents(store).build()?)
}

/// A way to make the call, and the number that tells it from the others.
type Send = for<'c> fn(&'c Client, &'c CompleteRefund, u64) -> Way<'c>;

type Way<'c> = Sending<'c, ValueOf<CompleteRefund>>;

fn send<'c>(client: &'c Client, request: &'c CompleteRefund, _: u64) -> Way<'c> {
    client.send(request)
}

fn send_stored<'c>(client: &'c Client, request: &'c CompleteRefund, n: u64) -> Way<'c> {
    client.call(request).intent(format!("refund {n}")).send()
}

/// The median of what a call costs more with the one client than with the other, in microseconds.
fn added(
    runtime: &Runtime,
    calls: NonZeroU32,
    without: &Client,
    with: &Client,
    way: Send,
) -> Result<f64, Failure> {
    let request: CompleteRefund = sample::refund()?;
    let mut numbers = 0..;
    let mut differences = Vec::new();
    for round in 0..=ROUNDS {
        let without = spend(calls, || runtime.block_on(send(without, &request, 0)))?;
        let with = spend(calls, || {
            let number = numbers.next().unwrap_or_default();
            runtime.block_on(way(with, &request, number))
        })?;
        // The first one fills the caches.
        if round > 0 {
            differences.push(with - without);
        }
    }
    Ok(median(differences))
}

/// What it costs to write a page and to have it on the disk, in microseconds.
fn synced(folder: &Folder, times: NonZeroU32) -> Result<f64, Failure> {
    let mut file = File::create(folder.0.join("page"))?;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push(spend(times, || {
            file.write_all(&[7; 4096])?;
            file.sync_data()
        })?);
    }
    Ok(median(rounds))
}

/// The CPU time of one time in microseconds, over so many.
fn spend<T, E: Into<Failure>>(
    times: NonZeroU32,
    mut work: impl FnMut() -> Result<T, E>,
) -> Result<f64, Failure> {
    let before = cpu::own()?;
    for _ in 0..times.get() {
        std::hint::black_box(work().map_err(Into::into)?);
    }
    Ok((cpu::own()? - before) * 1e6 / f64::from(times.get()))
}

/// A folder that goes when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self, Failure> {
        let name = format!("top-benches-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Left behind it would only waste space.
        let _ = std::fs::remove_dir_all(&self.0);
    }
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
