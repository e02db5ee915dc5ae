//! What money-safe calling adds to a call that simply succeeds: CPU with everything switched on,
//! less CPU with everything switched off, over a line that costs nothing.

use std::fs::File;
use std::io::Write as _;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use bytes::Bytes;
use top_apis::aelophy::CompleteRefund;
use top_runtime::client::ClientBuilder;
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
    let request: CompleteRefund = sample::refund()?;
    let (plain, safe) = (plain()?, safe()?);
    let call = |client: &Client| runtime.block_on(client.send(&request));
    let guarded = added(
        CALLS,
        || call(&plain).map(drop),
        |_| call(&safe).map(drop),
        || Ok(()),
    )?;

    let folder = Folder::new()?;
    let store = IntentFile::open(folder.0.join("intents"))?;
    let storing = storing(&store)?;
    let mut page = Page::new(&folder)?;
    let stored = added(
        FEW,
        // The call comes second on both sides: it pays for what the wait did to the caches.
        || page.sync().and_then(|()| Ok(call(&plain).map(drop)?)),
        |number| {
            let call = storing.call(&request).intent(format!("refund {number}"));
            runtime.block_on(call.send()).map(drop)
        },
        // The last ending would be written while the other side is looked at.
        || Ok(runtime.block_on(store.flush())?),
    )?;

    let row = |what: &str, spent, may| Row {
        what: what.to_owned(),
        measured: Ok(Figures::of(spent, may, "µs CPU/call").at_most(1.0)),
    };
    Ok(vec![
        row(
            "what safety adds to a call, beside what it may",
            guarded,
            3.0,
        ),
        row(
            "what an intent adds, less a page written and synced",
            stored,
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
fn storing(store: &IntentFile) -> Result<Client, Failure> {
    let builder = builder().session(SESSION).retry(RetryPolicy::none());
    Ok(builder.intents(store.clone()).build()?)
}

/// The median of what the one thing costs more than the other, in microseconds. They take turns,
/// so that both see the same machine. `with` gets a number of its own each time; `afterwards` is not
/// counted.
fn added<E: Into<Failure>, F: Into<Failure>>(
    times: NonZeroU32,
    mut without: impl FnMut() -> Result<(), E>,
    mut with: impl FnMut(u64) -> Result<(), F>,
    mut afterwards: impl FnMut() -> Result<(), Failure>,
) -> Result<f64, Failure> {
    let mut numbers = 0..;
    let mut differences = Vec::new();
    for round in 0..=ROUNDS {
        let without = spend(times, &mut without)?;
        let with = spend(times, || with(numbers.next().unwrap_or_default()))?;
        afterwards()?;
        // The first one fills the caches.
        if round > 0 {
            differences.push(with - without);
        }
    }
    Ok(median(differences))
}

/// A file that grows by pages, as a log does.
struct Page(File);

impl Page {
    fn new(folder: &Folder) -> Result<Self, Failure> {
        Ok(Self(File::create(folder.0.join("pages"))?))
    }

    /// Writes a page, and has it on the disk.
    fn sync(&mut self) -> Result<(), Failure> {
        self.0.write_all(&[7; 4096])?;
        Ok(self.0.sync_data()?)
    }
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
