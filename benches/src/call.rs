//! A complete call over loopback against the static server, beside the hand-written client.

use std::future::Future;
use std::sync::Arc;

use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use top_apis::alsc::GetFlowDetail;
use top_runtime::{Client, SignMethod};

use crate::by_hand::{self, types};
use crate::sample::{APP_KEY, APP_SECRET, SESSION};
use crate::server::Server;
use crate::table::{Figures, Row, median};
use crate::{Failure, cpu};

/// Many short rounds: what else the machine does then falls on both sides of most of them alike.
const ROUNDS: usize = 200;

/// Items added to the list of the reply, and the name of the size that makes.
pub(crate) const SIZES: [(usize, &str); 2] = [(5, "850 B"), (624, "20 KB")];

/// One line for each size of reply and number of calls at a time.
pub(crate) fn rows() -> Result<Vec<Row>, Failure> {
    cpu::on_one(compare_all)
}

fn compare_all() -> Result<Vec<Row>, Failure> {
    let server = Server::start()?;
    let runtime = runtime()?;
    let mut rows = Vec::new();
    for (items, size) in SIZES {
        for at_a_time in [1, 32] {
            let pair = Pair::new(&server.url(items))?;
            rows.push(Row {
                what: format!("a call, {at_a_time} at a time, reply of {size}"),
                measured: Ok(pair.compare(&runtime, at_a_time)?),
            });
        }
    }
    Ok(rows)
}

/// Both clients, each with a pool of its own.
struct Pair {
    ours: Arc<Client>,
    theirs: Arc<by_hand::Client>,
}

impl Pair {
    fn new(url: &str) -> Result<Self, Failure> {
        let ours = Client::builder()
            .gateway(url)
            .app_key(APP_KEY)
            .app_secret(APP_SECRET)
            .session(SESSION)
            .sign_method(SignMethod::Md5)
            .build()?;
        let theirs = by_hand::Client::new(url)?;
        Ok(Self {
            ours: Arc::new(ours),
            theirs: Arc::new(theirs),
        })
    }

    /// Rounds take turns, so that the machine's load falls on both alike.
    fn compare(&self, runtime: &Runtime, at_a_time: usize) -> Result<Figures, Failure> {
        let calls = 192;
        let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..=ROUNDS {
            let (a, b) = self.round(runtime, at_a_time, calls, round % 2 == 0)?;
            // The first one opens the connections and fills the caches.
            if round > 0 {
                ratios.push(a / b);
                ours.push(a);
                theirs.push(b);
            }
        }
        Ok(Figures {
            ours: median(ours),
            theirs: median(theirs),
            ratio: median(ratios),
            target: Some(1.0),
            unit: "µs CPU/call",
        })
    }

    fn round(
        &self,
        runtime: &Runtime,
        at_a_time: usize,
        calls: usize,
        ours_first: bool,
    ) -> Result<(f64, f64), Failure> {
        let ours = || spend(runtime, at_a_time, calls, &self.ours, call_ours);
        let theirs = || spend(runtime, at_a_time, calls, &self.theirs, call_theirs);
        if ours_first {
            Ok((ours()?, theirs()?))
        } else {
            let theirs = theirs()?;
            Ok((ours()?, theirs))
        }
    }
}

/// The CPU time of one call in microseconds, over so many.
fn spend<C, F, R>(
    runtime: &Runtime,
    at_a_time: usize,
    calls: usize,
    client: &Arc<C>,
    call: F,
) -> Result<f64, Failure>
where
    C: Send + Sync + 'static,
    F: Fn(Arc<C>, usize) -> R,
    R: Future<Output = Result<(), Failure>> + Send + 'static,
{
    let before = cpu::own()?;
    runtime.block_on(async {
        let mut tasks = JoinSet::new();
        for _ in 0..at_a_time {
            tasks.spawn(call(Arc::clone(client), calls / at_a_time));
        }
        while let Some(ended) = tasks.join_next().await {
            ended??;
        }
        Ok::<_, Failure>(())
    })?;
    let spent = cpu::own()? - before;
    let calls = u32::try_from(calls)?;
    Ok(spent * 1e6 / f64::from(calls))
}

/// So many of the framework's calls, one behind the other.
pub(crate) fn ours(items: usize, times: u32) -> Result<(), Failure> {
    let server = Server::start()?;
    let pair = Pair::new(&server.url(items))?;
    runtime()?.block_on(call_ours(pair.ours, usize::try_from(times)?))
}

/// So many calls by hand, one behind the other.
pub(crate) fn theirs(items: usize, times: u32) -> Result<(), Failure> {
    let server = Server::start()?;
    let pair = Pair::new(&server.url(items))?;
    runtime()?.block_on(call_theirs(pair.theirs, usize::try_from(times)?))
}

fn runtime() -> std::io::Result<Runtime> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
}

async fn call_ours(client: Arc<Client>, times: usize) -> Result<(), Failure> {
    for _ in 0..times {
        let request = GetFlowDetail::new().brand_id("3724809629").flow_id("34543");
        let detail = client.send(&request).await?;
        std::hint::black_box(detail);
    }
    Ok(())
}

async fn call_theirs(client: Arc<by_hand::Client>, times: usize) -> Result<(), Failure> {
    for _ in 0..times {
        let request = types::GetFlowDetail {
            brand_id: Some("3724809629".to_owned()),
            flow_id: Some("34543".to_owned()),
            out_brand_id: None,
            outer_order_id: None,
        };
        let result: types::CommonResult<types::FlowDetail<types::Properties>> = client
            .call(
                "alibaba.alsc.crm.recharge.account.flowdetail.get",
                "param_query_recharge_account_flow_open_req",
                &request,
            )
            .await?;
        if result.biz_success != Some(true) {
            return Err("rejected".into());
        }
        std::hint::black_box(result.result);
    }
    Ok(())
}
