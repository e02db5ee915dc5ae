//! What money-safe calling adds to a call that simply succeeds: CPU with everything switched on,
//! less CPU with everything switched off, over a line that costs nothing.

use std::fs::File;
use std::io::Write as _;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;
use tokio::runtime::Runtime;
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
/// Every one of these waits for the disk, where there is one.
const FEW: NonZeroU32 = NonZeroU32::new(10).unwrap();
/// Where Linux has files without a disk behind them.
const IN_MEMORY: &str = "/dev/shm";

/// One line for each way of being safe.
pub(crate) fn rows() -> Result<Vec<Row>, Failure> {
    cpu::on_one(measure)
}

fn measure() -> Result<Vec<Row>, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let request: CompleteRefund = sample::refund()?;
    let row = |what: &str, measured| Row {
        what: what.to_owned(),
        measured,
    };
    let in_memory = match Folder::new(Path::new(IN_MEMORY)) {
        Ok(folder) => Ok(beside_a_page(&runtime, &request, &folder)?.extra(20.0)),
        Err(_) => Err("there is no /dev/shm"),
    };
    let folder = Folder::new(&std::env::temp_dir())?;
    let on_disk = beside_a_page(&runtime, &request, &folder)?.both();
    Ok(vec![
        row(
            "what safety adds to a call, beside what it may",
            Ok(guarded(&runtime, &request)?.extra(3.0)),
        ),
        row("what an intent adds but for the disk's work", in_memory),
        row("an intent on disk, beside a page synced", Ok(on_disk)),
    ])
}

/// Everything switched on, beside everything switched off.
fn guarded(runtime: &Runtime, request: &CompleteRefund) -> Result<Spent, Failure> {
    let (plain, safe) = (plain()?, safe()?);
    let call = |client: &Client| runtime.block_on(client.send(request));
    compare(
        CALLS,
        || call(&plain).map(drop),
        |_| call(&safe).map(drop),
        || Ok(()),
    )
}

/// A call under an intent, beside one after a page was written to the same disk and synced.
///
/// On a disk most of either is the kernel's work, and in a virtual machine the host's: it differs
/// more from run to run than the rest amounts to. In memory, only the rest is left.
fn beside_a_page(
    runtime: &Runtime,
    request: &CompleteRefund,
    folder: &Folder,
) -> Result<Spent, Failure> {
    let store = IntentFile::open(folder.0.join("intents"))?;
    let (plain, storing) = (plain()?, storing(&store)?);
    let mut page = Page::new(folder)?;
    compare(
        FEW,
        // The call comes second on both sides: it pays for what the wait did to the caches.
        || {
            page.sync()?;
            Ok::<_, Failure>(runtime.block_on(plain.send(request)).map(drop)?)
        },
        |number| {
            let call = storing.call(request).intent(format!("refund {number}"));
            runtime.block_on(call.send()).map(drop)
        },
        // The last ending would be written while the other side is looked at.
        || Ok(runtime.block_on(store.flush())?),
    )
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

/// What two things cost, in microseconds: medians, the last one of what they differ by.
struct Spent {
    without: f64,
    with: f64,
    added: f64,
}

impl Spent {
    const UNIT: &'static str = "µs CPU/call";

    /// What the one costs more than the other, and how much it may.
    fn extra(&self, may: f64) -> Figures {
        Figures::of(self.added, may, Self::UNIT).at_most(1.0)
    }

    /// Both, side by side.
    fn both(&self) -> Figures {
        Figures::of(self.with, self.without, Self::UNIT)
    }
}

/// Measures two things that take turns, so that both see the same machine. `with` gets a number of
/// its own each time; `afterwards` is not counted.
fn compare<E: Into<Failure>, F: Into<Failure>>(
    times: NonZeroU32,
    mut without: impl FnMut() -> Result<(), E>,
    mut with: impl FnMut(u64) -> Result<(), F>,
    mut afterwards: impl FnMut() -> Result<(), Failure>,
) -> Result<Spent, Failure> {
    let mut numbers = 0..;
    let (mut withouts, mut withs) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let without = spend(times, &mut without)?;
        let with = spend(times, || with(numbers.next().unwrap_or_default()))?;
        afterwards()?;
        // The first one fills the caches.
        if round > 0 {
            withouts.push(without);
            withs.push(with);
        }
    }
    let differences = withs.iter().zip(&withouts).map(|(a, b)| a - b).collect();
    Ok(Spent {
        added: median(differences),
        without: median(withouts),
        with: median(withs),
    })
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
    fn new(within: &Path) -> std::io::Result<Self> {
        let folder = within.join(format!("top-benches-{}", std::process::id()));
        std::fs::create_dir(&folder)?;
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
