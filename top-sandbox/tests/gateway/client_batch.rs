//! Batches of the framework's own client, over HTTP, held against the books.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use top_apis::alsc::{GetFlowDetail, Uncharge};
use top_runtime::observe::{Finished, Observer};
use top_runtime::{AmountGuard, Client, Effect, Error, Fen, Format, TopApi};
use top_sandbox::{Count, Decoy, ErrorResponse, Fault, Injection, Ledger, Sandbox, Server};

use crate::pages::{
    SESSION, builder, client_builder, complete_refund, flow_detail, reverse_point, sandbox,
    uncharge,
};

const REFUND: &str = "alibaba.tcls.aelophy.merchant.channel.refund.complete";
const TAKE_BACK: &str = "alibaba.alsc.crm.recharge.uncharge.update";
const BATCH: &str = "/router/batch";

async fn start(sandbox: &Sandbox) -> Server {
    Server::start(sandbox.clone(), 0).await.unwrap()
}

fn client(server: &Server, format: Format) -> Client {
    let builder = client_builder().gateway(server.url()).format(format);
    builder.build().unwrap()
}

/// What a refund, an uncharge and a look at a flow, sent together, did.
async fn effects(client: &Client) -> [Option<Effect>; 3] {
    let mut batch = client.batch();
    let refund = batch.add(&complete_refund());
    let uncharge = batch.add(&uncharge());
    let flow = batch.add(&flow_detail());
    let mut outcomes = batch.send().await.unwrap();
    let effect = |error: Error| error.effect();
    [
        outcomes.take(refund).err().map(effect),
        outcomes.take(uncharge).err().map(effect),
        outcomes.take(flow).err().map(effect),
    ]
}

const DONE: [Option<Effect>; 3] = [None; 3];
const NOTHING: [Option<Effect>; 3] = [Some(Effect::None); 3];
const LOST: [Option<Effect>; 3] = [
    Some(Effect::Unknown),
    Some(Effect::Unknown),
    Some(Effect::None),
];

/// The calls and the effects of the refund and of the uncharge.
fn counted(sandbox: &Sandbox) -> [(u64, u64); 2] {
    let counts = sandbox.counts();
    [REFUND, TAKE_BACK].map(|method| {
        let count: Count = counts.of_method(method);
        (count.calls, count.effects)
    })
}

#[tokio::test]
async fn each_call_has_its_value_in_every_format() {
    for format in [Format::Simplified, Format::Classic, Format::Xml] {
        let ledger = Ledger::with_examples();
        let sandbox = builder().ledger(&ledger).build();
        let server = start(&sandbox).await;
        let client = client(&server, format);
        let mut too_much = complete_refund();
        too_much.refund_fee = 12_300_001;
        let mut batch = client.batch();
        let points = batch.add(&reverse_point());
        let rejected = batch.add(&too_much);
        let flow = batch.add(&uncharge());
        let json = serde_json::to_value(flow_detail()).unwrap();
        let found = batch.add_endpoint(GetFlowDetail::ENDPOINT, json);
        let refund = batch.add(&complete_refund());
        let mut outcomes = batch.send().await.unwrap();
        assert_eq!(outcomes.take(flow).unwrap().current_value, Some(3000));
        assert!(outcomes.take(found).unwrap()["result"]["flow_id"].is_string());
        assert_eq!(
            outcomes.take(rejected).unwrap_err().sub_code(),
            Some("TOO_MUCH")
        );
        assert!(outcomes.take(points).is_ok() && outcomes.take(refund).is_ok());
        assert_eq!(ledger.refunded("S00001111").unwrap().goods.0, 123);
        assert_eq!(counted(&sandbox), [(2, 1), (1, 1)]);
    }
}

#[tokio::test]
async fn one_that_is_refused_or_lost_behind_the_gateway_harms_no_other() {
    let sandbox = sandbox();
    let server = start(&sandbox).await;
    let client = client(&server, Format::Simplified);
    let timeout = ErrorResponse::new(15).sub_code("isp.remote-service-timeout");
    sandbox.inject(Injection::new(Fault::ErrorBefore(ErrorResponse::new(41))).method(REFUND));
    sandbox.inject(Injection::new(Fault::ErrorAfter(timeout)).method(TAKE_BACK));
    let expected = [Some(Effect::None), Some(Effect::Unknown), None];
    assert_eq!(effects(&client).await, expected);
    assert_eq!(counted(&sandbox), [(1, 0), (1, 1)]);
}

#[tokio::test]
async fn a_line_that_breaks_leaves_every_write_open_and_is_not_tried_again() {
    let of = |fault: Fault, method: &str| Injection::new(fault).method(method);
    for (injection, effects_of_both) in [
        (of(Fault::CutBefore, BATCH), [0, 0]),
        (of(Fault::CutAfter, BATCH), [1, 1]),
        (of(Fault::CutReply(100), BATCH), [1, 1]),
        (of(Fault::Truncated(100), BATCH), [1, 1]),
        (of(Fault::TruncatedGzip(50), BATCH), [1, 1]),
        (of(Fault::Garbage, BATCH), [1, 1]),
        (of(Fault::Html(502), BATCH), [0, 0]),
        (of(Fault::CutAfter, REFUND), [1, 0]),
        (of(Fault::CutAfter, TAKE_BACK), [1, 1]),
    ] {
        for format in [Format::Simplified, Format::Xml] {
            let sandbox = sandbox();
            let server = start(&sandbox).await;
            sandbox.inject(injection.clone());
            let client = client(&server, format);
            assert_eq!(effects(&client).await, LOST, "{injection:?}");
            let counted = counted(&sandbox);
            assert_eq!(
                counted.map(|(_, effects)| effects),
                effects_of_both,
                "{injection:?}"
            );
            assert!(
                counted.iter().all(|(calls, _)| *calls <= 1),
                "{injection:?}"
            );
        }
    }
}

#[tokio::test]
async fn what_is_refused_or_not_sent_as_a_whole_did_nothing() {
    let sandbox = sandbox();
    let server = start(&sandbox).await;
    let client = client(&server, Format::Simplified);
    sandbox.inject(Injection::new(Fault::ErrorBefore(ErrorResponse::new(25))).method(BATCH));
    assert_eq!(effects(&client).await, NOTHING);
    let stranger = client_builder().app_secret("another").gateway(server.url());
    assert_eq!(effects(&stranger.build().unwrap()).await, NOTHING);
    let decoy = Decoy::refusing().unwrap();
    let nobody = client_builder().gateway(decoy.url("http"));
    assert_eq!(effects(&nobody.build().unwrap()).await, NOTHING);
    assert_eq!(counted(&sandbox), [(0, 0), (0, 0)]);
    assert_eq!(effects(&client).await, DONE);
}

#[tokio::test]
async fn a_deadline_that_passes_leaves_every_write_open() {
    let sandbox = sandbox();
    let server = start(&sandbox).await;
    sandbox.inject(Injection::new(Fault::HoldBefore).method(REFUND));
    let client = client(&server, Format::Simplified);
    let mut batch = client.batch().deadline(Duration::from_millis(200));
    let refund = batch.add(&complete_refund());
    let mut outcomes = batch.send().await.unwrap();
    assert_eq!(outcomes.take(refund).unwrap_err().effect(), Effect::Unknown);

    let mut late = client.batch().deadline(Duration::ZERO);
    let refund = late.add(&complete_refund());
    let mut outcomes = late.send().await.unwrap();
    assert_eq!(outcomes.take(refund).unwrap_err().effect(), Effect::None);
    sandbox.release();
}

#[tokio::test]
async fn sessions_are_mixed() {
    let sandbox = sandbox();
    let server = start(&sandbox).await;
    let client = client_builder().session("stale").gateway(server.url());
    let client = client.build().unwrap();
    let mut batch = client.batch();
    let stale = batch.add(&complete_refund());
    let own = batch.add_with_session(&uncharge(), SESSION);
    let mut outcomes = batch.send().await.unwrap();
    assert_eq!(outcomes.take(stale).unwrap_err().code(), Some(27));
    assert!(outcomes.take(own).is_ok());
}

/// A method, the attempts, the outcome.
type End = (String, u32, &'static str);

/// Writes down the end of every call.
#[derive(Clone, Default)]
struct Ends(Arc<Mutex<Vec<End>>>);

impl Observer for Ends {
    fn finished(&self, finished: &Finished<'_>) {
        let end = (
            finished.call.method.to_owned(),
            finished.attempts,
            finished.ending.outcome,
        );
        self.0.lock().unwrap().push(end);
    }
}

#[tokio::test]
async fn each_call_is_guarded_and_watched_for_itself() {
    let sandbox = sandbox();
    let server = start(&sandbox).await;
    // One sample refund, of 158 分.
    let guard = AmountGuard::new().per_day(Fen(200));
    let ends = Ends::default();
    let builder = client_builder().gateway(server.url());
    let builder = builder.guard(guard.clone()).observer(ends.clone());
    let client = builder.build().unwrap();
    let mut batch = client.batch();
    let first = batch.add(&complete_refund());
    let second = batch.add(&complete_refund());
    let flow = batch.add(&flow_detail());
    let mut outcomes = batch.send().await.unwrap();
    assert!(outcomes.take(first).is_ok() && outcomes.take(flow).is_ok());
    let error = outcomes.take(second).unwrap_err();
    assert!(matches!(error, Error::NotSent(_)), "{error}");
    assert_eq!(counted(&sandbox)[0], (1, 1));
    let expected = [
        (REFUND, 0, "not sent"),
        (REFUND, 1, "ok"),
        (GetFlowDetail::ENDPOINT.method(), 1, "ok"),
    ];
    let expected = expected.map(|(method, attempts, end)| (method.to_owned(), attempts, end));
    assert_eq!(*ends.0.lock().unwrap(), expected);
    assert_eq!(guard.spent_on(SystemTime::now()), Fen(158));
}

#[tokio::test]
async fn a_ban_that_one_call_met_holds_the_next_batch_back() {
    let sandbox = sandbox();
    let server = start(&sandbox).await;
    let client = client(&server, Format::Simplified);
    let ban = Fault::ErrorBefore(ErrorResponse::throttled(3600));
    sandbox.inject(Injection::new(ban).method(TAKE_BACK));
    assert_eq!(effects(&client).await, [None, Some(Effect::None), None]);
    let mut batch = client.batch();
    let held = batch.add(&uncharge());
    let error = batch.send().await.unwrap().take(held).unwrap_err();
    let Error::Throttled(throttled) = &error else {
        panic!("{error}")
    };
    assert!(throttled.platform().is_none());
    assert_eq!(counted(&sandbox)[1], (1, 0));
}

#[tokio::test]
async fn a_lost_call_of_a_batch_is_resolved_by_its_ticket() {
    let sandbox = sandbox();
    let server = start(&sandbox).await;
    let client = client(&server, Format::Simplified);
    sandbox.inject(Injection::new(Fault::CutAfter).method(BATCH));
    let mut batch = client.batch();
    let lost = batch.add::<Uncharge>(&uncharge());
    let error = batch.send().await.unwrap().take(lost).unwrap_err();
    let resolution = error.ticket().unwrap().resolve(&client).await;
    assert!(
        matches!(resolution, top_runtime::resolve::Resolution::Applied(_)),
        "{resolution:?}"
    );
}
