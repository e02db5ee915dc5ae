//! Faults: what arrives, and whether anything was done.

use std::time::Duration;

use top_runtime::{Client, Effect, Error, Format};
use top_sandbox::{ErrorResponse, Fault, Injection, Ledger, Sandbox, Server};

use crate::pages::{builder, client_builder, complete_refund, flow_detail, sandbox};
use crate::raw::{Params, Request, Response};

const METHOD: &str = "alibaba.tcls.aelophy.merchant.channel.refund.complete";

fn client(transport: &Sandbox) -> Client {
    client_builder()
        .transport(transport.clone())
        .build()
        .unwrap()
}

fn client_of(server: &Server) -> Client {
    client_builder()
        .gateway(server.url().as_str())
        .build()
        .unwrap()
}

async fn refund_by_hand(server: &Server) -> Response {
    let params = Params::new(METHOD).with("refund_complete_info", crate::pages::COMPLETE_REFUND);
    params.signed().post(server).await
}

/// Each fault with whether the refund happened and what a careful client may believe of it.
fn faults() -> [(Fault, u64, Effect); 8] {
    let timeout = ErrorResponse::new(15).sub_code("isp.remote-service-timeout");
    [
        (
            Fault::ErrorBefore(ErrorResponse::throttled(2)),
            0,
            Effect::None,
        ),
        (Fault::ErrorAfter(timeout), 1, Effect::Unknown),
        (Fault::CutBefore, 0, Effect::Unknown),
        (Fault::CutAfter, 1, Effect::Unknown),
        (Fault::CutReply(5), 1, Effect::Unknown),
        (Fault::Truncated(5), 1, Effect::Unknown),
        (Fault::Garbage, 1, Effect::Unknown),
        (Fault::Html(502), 0, Effect::Unknown),
    ]
}

#[tokio::test]
async fn every_fault_is_survived_in_memory_and_over_http() {
    for over_http in [false, true] {
        for (fault, effects, believed) in faults() {
            let sandbox = sandbox();
            let server = Server::start(sandbox.clone(), 0).await.unwrap();
            sandbox.inject(Injection::new(fault.clone()).method(METHOD));
            let client = if over_http {
                client_of(&server)
            } else {
                client(&sandbox)
            };
            let error = client.send(&complete_refund()).await.unwrap_err();
            assert_eq!(error.effect(), believed, "{fault:?}: {error}");
            let count = sandbox.counts().of(METHOD, "S00001111");
            assert_eq!((count.calls, count.effects), (1, effects), "{fault:?}");
            client.send(&complete_refund()).await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_cut_connection_carries_no_byte() {
    let sandbox = sandbox();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    for fault in [Fault::CutBefore, Fault::CutAfter] {
        sandbox.inject(fault);
        assert!(refund_by_hand(&server).await.bytes.is_empty());
    }
    sandbox.inject(Fault::CutReply(7));
    assert_eq!(refund_by_hand(&server).await.body().len(), 7);
    sandbox.inject(Fault::Truncated(7));
    let truncated = refund_by_hand(&server).await;
    assert!(truncated.has_header("content-length: 7"));
    assert_eq!(truncated.body().len(), 7);
    sandbox.inject(Fault::Html(503));
    let page = refund_by_hand(&server).await;
    assert_eq!(page.status(), "503");
    assert!(page.has_header("content-type: text/html"));
}

#[tokio::test]
async fn a_cut_behind_the_end_of_a_reply_spares_the_next_one() {
    let sandbox = sandbox();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    let client = client_of(&server);
    sandbox.inject(Fault::CutReply(250));
    client.send(&complete_refund()).await.unwrap();
    client.send(&complete_refund()).await.unwrap();
    assert_eq!(sandbox.counts().of_method(METHOD).calls, 2);
}

#[tokio::test]
async fn odd_replies_are_still_read() {
    let sandbox = sandbox();
    for format in [Format::Simplified, Format::Classic, Format::Xml] {
        let client = client_builder()
            .format(format)
            .transport(sandbox.clone())
            .build()
            .unwrap();
        sandbox.inject(Fault::WrongTypes);
        let flow = client.send(&flow_detail()).await.unwrap();
        assert_eq!(flow.current_value, Some(1_231_423));
        assert_eq!(flow.flow_id.as_deref(), Some("34543"));
        sandbox.inject(Fault::ControlCharacters);
        let flow = client.send(&flow_detail()).await.unwrap();
        assert!(flow.shop_name.unwrap().starts_with("餐厅\t"));
        sandbox.inject(Fault::EmptyLists);
        let flow = client.send(&flow_detail()).await.unwrap();
        assert!(flow.after_property_list.is_empty());
    }
}

#[tokio::test]
async fn odd_replies_are_odd_on_the_wire() {
    let sandbox = sandbox();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    let call = Params::new("alibaba.alsc.crm.recharge.account.flowdetail.get").with(
        "param_query_recharge_account_flow_open_req",
        crate::pages::FLOW_DETAIL,
    );
    let call = call.signed();
    for (fault, wire) in [
        (Fault::WrongTypes, r#""current_value":"1231423""#),
        (Fault::WrongTypes, r#""flow_id":34543"#),
        (Fault::WrongTypes, r#""biz_success":"true""#),
        (Fault::ControlCharacters, "餐厅\t\r\n\u{1}\""),
        (Fault::EmptyLists, r#""after_property_list":{}"#),
    ] {
        sandbox.inject(fault);
        let text = call.post(&server).await.text();
        assert!(text.contains(wire), "{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_delay_beyond_the_deadline_leaves_the_effect_open() {
    let ledger = Ledger::with_examples();
    let sandbox = builder().ledger(&ledger).build();
    sandbox.inject(Fault::Delay(Duration::from_secs(3600)));
    let error = client(&sandbox).send(&complete_refund()).await.unwrap_err();
    assert!(matches!(error, Error::Unknown(_)), "{error}");
    assert_eq!(ledger.refunded("S00001111").unwrap().goods.0, 0);
}

#[tokio::test]
async fn faults_wait_for_their_method_and_can_be_called_off() {
    let sandbox = sandbox();
    let client = client(&sandbox);
    sandbox.inject(Injection::new(Fault::CutBefore).method(METHOD).times(2));
    client.send(&flow_detail()).await.unwrap();
    assert!(client.send(&complete_refund()).await.is_err());
    assert_eq!(sandbox.pending_faults().len(), 1);
    sandbox.clear_faults();
    client.send(&complete_refund()).await.unwrap();
}

#[tokio::test]
async fn a_connection_that_was_cut_leaves_the_server_well() {
    let sandbox = sandbox();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    sandbox.inject(Injection::new(Fault::CutAfter).times(3));
    for _ in 0..3 {
        assert!(
            Request::post("method=x")
                .send(&server)
                .await
                .bytes
                .is_empty()
        );
    }
    assert_eq!(refund_by_hand(&server).await.status(), "200");
}
