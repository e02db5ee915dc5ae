//! What a broken line or a restart left open.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use top_apis::ENDPOINTS;
use top_apis::alsc::{GetFlowDetail, ReversePoint, Uncharge};
use top_runtime::codes::CodeTable;
use top_runtime::intent::{How, IntentFile, MemoryIntents, Open, Settlement};
use top_runtime::{Effect, Error, TopApi};
use top_sandbox::{Fault, Server};

use super::{REVERSE, call, calls_and_effects, client, points};
use crate::pages::{builder, client_builder, sandbox, uncharge};

const UNCHARGE: &str = "alibaba.alsc.crm.recharge.uncharge.update";

#[tokio::test]
async fn what_was_left_open_is_looked_up_or_sent_again() {
    let (sandbox, store) = (sandbox(), MemoryIntents::new());
    let client = client(&sandbox, &store);
    sandbox.inject(Fault::CutAfter);
    call(&client, &uncharge(), "1-uncharge").await.unwrap_err();
    sandbox.inject(Fault::CutBefore);
    call(&client, &points(), "2-return").await.unwrap_err();

    let settled = client.resolve_all(ENDPOINTS).await.unwrap();
    let ends: Vec<_> = settled
        .iter()
        .map(|settled| (settled.intent().id(), settled.ended()))
        .collect();
    let applied = Some(How::Applied);
    assert_eq!(ends, [("1-uncharge", applied), ("2-return", applied)]);
    assert_eq!(calls_and_effects(&sandbox, UNCHARGE), (1, 1));
    assert_eq!(calls_and_effects(&sandbox, REVERSE), (2, 1));
    assert_eq!(client.pending_intents().await.unwrap(), []);
    assert!(client.resolve_all(ENDPOINTS).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_not_there_was_not_done_once_it_has_settled() {
    static PASSED: AtomicU64 = AtomicU64::new(0);
    let now = || SystemTime::now() + Duration::from_secs(PASSED.load(Ordering::SeqCst));
    let (sandbox, store) = (
        builder().clock(now).examples().build(),
        MemoryIntents::new(),
    );
    // As the sandbox was seen to answer.
    let codes = CodeTable::new().absent(GetFlowDetail::ENDPOINT, "FLOW_NOT_FOUND");
    let builder = client_builder().clock(now).codes(codes);
    let builder = builder.intents(store.clone());
    let client = builder.transport(sandbox.clone()).build().unwrap();
    let mut request = uncharge();
    request.outer_order_id = String::new();
    sandbox.inject(Fault::CutBefore);
    call(&client, &request, "uncharge-1").await.unwrap_err();

    for _ in 0..3 {
        let settled = client.resolve_all(ENDPOINTS).await.unwrap();
        assert!(matches!(
            settled[0].settlement(),
            Settlement::Open(Open::Unresolved(_))
        ));
    }
    // Asking often does not put the answer off.
    let settles_in = Uncharge::ENDPOINT.resolver().unwrap().settling_time();
    PASSED.store(settles_in.as_secs() + 60, Ordering::SeqCst);
    let settled = client.resolve_all(ENDPOINTS).await.unwrap();
    assert_eq!(settled[0].ended(), Some(How::NotApplied), "{settled:?}");
    assert_eq!(calls_and_effects(&sandbox, UNCHARGE), (1, 0));
}

#[tokio::test]
async fn a_restart_goes_on_with_what_is_in_the_file() {
    let folder = std::env::temp_dir().join(format!("top-gateway-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("till.intents");
    let sandbox = sandbox();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    let start = || {
        let builder = client_builder().gateway(server.url());
        let builder = builder.intents(IntentFile::open(&path).unwrap());
        builder.build().unwrap()
    };
    sandbox.inject(Fault::CutAfter);
    let first = start();
    call(&first, &points(), "return-1").await.unwrap_err();
    call(&first, &uncharge(), "uncharge-1").await.unwrap();
    drop(first);

    let second = start();
    let pending = second.pending_intents().await.unwrap();
    let [intent] = pending.as_slice() else {
        panic!("{pending:?}")
    };
    assert_eq!((intent.id(), intent.method()), ("return-1", REVERSE));
    let wrong = second.resume_as::<Uncharge>(intent).await.unwrap_err();
    assert!(matches!(wrong, Error::Invalid(_)), "{wrong}");
    second.resume_as::<ReversePoint>(intent).await.unwrap();
    assert_eq!(calls_and_effects(&sandbox, REVERSE), (2, 1));
    let error = call(&second, &uncharge(), "uncharge-1").await.unwrap_err();
    assert_eq!(error.effect(), Effect::Applied);
    assert_eq!(calls_and_effects(&sandbox, UNCHARGE), (1, 1));
    drop(second);
    std::fs::remove_dir_all(&folder).unwrap();
}
