//! What became of a recharge that was perhaps taken back: asked of the gateway, over HTTP.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use top_apis::alsc::{GetFlowDetail, Uncharge};
use top_runtime::codes::CodeTable;
use top_runtime::resolve::{Reason, Resolution, Ticket};
use top_runtime::{Client, Clock, TopApi};
use top_sandbox::{ErrorResponse, Fault, Injection, Sandbox, Server};

use crate::pages::{builder, client_builder, uncharge};

const UNCHARGE: &str = "alibaba.alsc.crm.recharge.uncharge.update";
const READ: &str = "alibaba.alsc.crm.recharge.account.flowdetail.get";

/// A gateway and a client with one clock, which goes forward when it is told.
struct Scene {
    sandbox: Sandbox,
    client: Client,
    ahead: Arc<AtomicU64>,
    _server: Server,
}

impl Scene {
    async fn new() -> Self {
        let ahead = Arc::new(AtomicU64::new(0));
        let sandbox = builder().examples().clock(clock(&ahead)).build();
        let server = Server::start(sandbox.clone(), 0).await.unwrap();
        // The gateway's own code: no page documents one.
        let codes = CodeTable::new().absent(GetFlowDetail::ENDPOINT, "FLOW_NOT_FOUND");
        let client = client_builder()
            .gateway(server.url().as_str())
            .clock(clock(&ahead))
            .codes(codes)
            .build()
            .unwrap();
        Self {
            sandbox,
            client,
            ahead,
            _server: server,
        }
    }

    /// The ticket of a call that meets this fault.
    async fn doubt(&self, fault: Fault) -> Ticket {
        self.sandbox.inject(Injection::new(fault).method(UNCHARGE));
        let error = self.client.send(&uncharge()).await.unwrap_err();
        error.ticket().unwrap().clone()
    }

    fn wait(&self, seconds: u64) {
        self.ahead.fetch_add(seconds, Ordering::Relaxed);
    }

    fn effects(&self) -> u64 {
        self.sandbox.counts().of_method(UNCHARGE).effects
    }
}

fn clock(ahead: &Arc<AtomicU64>) -> impl Clock + use<> {
    let ahead = Arc::clone(ahead);
    move || SystemTime::now() + Duration::from_secs(ahead.load(Ordering::Relaxed))
}

fn timeout() -> ErrorResponse {
    ErrorResponse::new(15).sub_code("isp.remote-service-timeout")
}

#[tokio::test]
async fn what_was_done_is_found_at_once() {
    let faults = [
        Fault::CutAfter,
        Fault::CutReply(5),
        Fault::Garbage,
        Fault::ErrorAfter(timeout()),
    ];
    for fault in faults {
        let scene = Scene::new().await;
        let ticket = scene.doubt(fault.clone()).await;
        let Resolution::Applied(found) = ticket.resolve(&scene.client).await else {
            panic!("{fault:?} is not resolved");
        };
        let entry = found.into_value::<GetFlowDetail>().unwrap();
        assert_eq!(entry.flow_type.as_deref(), Some("UNCHARGE"));
        assert_eq!(entry.outer_order_id.as_deref(), Some("43426234265234"));
        assert_eq!(scene.effects(), 1, "{fault:?}");
    }
}

#[tokio::test]
async fn what_was_not_done_is_known_when_it_can_no_longer_be() {
    let faults = [
        Fault::CutBefore,
        Fault::Html(502),
        Fault::ErrorBefore(timeout()),
    ];
    for fault in faults {
        let scene = Scene::new().await;
        let ticket = scene.doubt(fault.clone()).await;
        let early = ticket.resolve(&scene.client).await;
        let Resolution::StillUnknown { why, ask_again_in } = early else {
            panic!("{fault:?}: {early:?}");
        };
        assert!(matches!(why, Reason::NotSettled), "{fault:?}: {why}");
        assert!(ask_again_in.unwrap() > Duration::from_secs(1200));
        scene.wait(1260);
        let late = ticket.resolve(&scene.client).await;
        assert!(
            matches!(late, Resolution::NotApplied),
            "{fault:?}: {late:?}"
        );
        assert_eq!(scene.effects(), 0);
    }
}

#[tokio::test]
async fn a_code_that_nobody_told_of_proves_nothing() {
    let scene = Scene::new().await;
    let ticket = scene.doubt(Fault::CutBefore).await;
    scene.wait(1260);
    let builder = client_builder().transport(scene.sandbox.clone());
    let untold = builder.clock(clock(&scene.ahead)).build().unwrap();
    let resolution = ticket.resolve(&untold).await;
    assert!(
        matches!(resolution, Resolution::StillUnknown { .. }),
        "{resolution:?}"
    );
}

#[tokio::test]
async fn an_entry_of_another_kind_is_not_the_refund() {
    let scene = Scene::new().await;
    let mut request = uncharge();
    // A merchant who gives the refund the number of the recharge finds the recharge.
    request
        .outer_order_id
        .clone_from(&request.src_outer_order_id);
    scene
        .sandbox
        .inject(Injection::new(Fault::CutBefore).method(UNCHARGE));
    let error = scene.client.send(&request).await.unwrap_err();
    scene.wait(1260);
    let resolution = error.ticket().unwrap().resolve(&scene.client).await;
    let Resolution::StillUnknown { why, .. } = resolution else {
        panic!("{resolution:?}");
    };
    assert!(why.to_string().contains("flow_type"), "{why}");
}

#[tokio::test]
async fn a_read_that_fails_is_asked_again() {
    let scene = Scene::new().await;
    let ticket = scene.doubt(Fault::CutAfter).await;
    scene
        .sandbox
        .inject(Injection::new(Fault::CutAfter).method(READ));
    let resolution = ticket.resolve(&scene.client).await;
    let Resolution::StillUnknown { why, ask_again_in } = resolution else {
        panic!("{resolution:?}");
    };
    assert!(matches!(why, Reason::ReadFailed(_)) && ask_again_in.is_some());
    let resolution = ticket.resolve(&scene.client).await;
    assert!(
        matches!(resolution, Resolution::Applied(_)),
        "{resolution:?}"
    );
}

#[tokio::test]
async fn a_repeat_does_it_once() {
    for fault in [Fault::CutBefore, Fault::CutAfter] {
        let scene = Scene::new().await;
        let ticket = scene.doubt(fault.clone()).await;
        let again = ticket.repeat_as::<Uncharge>(&scene.client).unwrap();
        let entry = again.await.unwrap();
        assert_eq!(entry.flow_type.as_deref(), Some("UNCHARGE"));
        assert_eq!(scene.effects(), 1, "{fault:?}");
    }
}
