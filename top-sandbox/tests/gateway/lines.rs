//! What connections do: stale ones, redirects, held replies, and ports without a gateway.

use std::time::Duration;

use top_runtime::send::Progress;
use top_runtime::{Client, Effect, Error};
use top_sandbox::{Decoy, ErrorResponse, Fault, Injection, Sandbox, Server};

use crate::pages::{client_builder, complete_refund, flow_detail, reverse_point, sandbox};
use crate::raw::{Params, Request};

const REFUND: &str = "alibaba.tcls.aelophy.merchant.channel.refund.complete";
const POINTS: &str = "alibaba.alsc.crm.point.reversepoint";

fn client(server: &Server) -> Client {
    client_builder().gateway(server.url()).build().unwrap()
}

#[tokio::test]
async fn a_stale_connection_takes_the_next_call_with_it() {
    let sandbox = sandbox();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    let client = client(&server);
    sandbox.inject(Fault::Stale);
    client.send(&flow_detail()).await.unwrap();
    let error = client.send(&complete_refund()).await.unwrap_err();
    assert!(matches!(error, Error::Unknown(_)), "{error}");
    assert_eq!(sandbox.counts().of_method(REFUND).calls, 0);
    client.send(&complete_refund()).await.unwrap();
}

#[tokio::test]
async fn a_gateway_that_hung_up_is_called_anew_or_told_as_unknown() {
    let sandbox = sandbox();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    let client = client(&server);
    for _ in 0..20 {
        sandbox.clear_counts();
        sandbox.inject(Fault::HangUp);
        client.send(&flow_detail()).await.unwrap();
        let outcome = client.send(&complete_refund()).await;
        let effects = sandbox.counts().of_method(REFUND).effects;
        match outcome {
            Ok(_) => assert_eq!(effects, 1),
            Err(error) => assert_ne!(error.effect(), Effect::Applied, "{error}"),
        }
    }
    let whole = Request::post("method=x");
    sandbox.inject(Fault::HangUp);
    let reply = whole.send(&server).await;
    assert!(reply.text().contains("error_response"));
}

#[tokio::test]
async fn nobody_follows_a_redirect() {
    let sandbox = sandbox();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    let elsewhere = Decoy::babbling().await.unwrap();
    let fault = Fault::Redirect(elsewhere.url("http"));
    sandbox.inject(Injection::new(fault).times(2));
    let error = client(&server).send(&complete_refund()).await.unwrap_err();
    assert_eq!(
        (error.effect(), error.status()),
        (Effect::Unknown, Some(307))
    );
    let by_hand = Params::new(REFUND).signed().post(&server).await;
    assert!(by_hand.has_header(&format!("location: {}", elsewhere.url("http"))));
    assert_eq!(elsewhere.connections(), 0);
    assert_eq!(sandbox.counts().of_method(REFUND).effects, 0);
}

#[tokio::test]
async fn where_no_gateway_is_nothing_is_sent() {
    let babbling = Decoy::babbling().await.unwrap();
    let refusing = Decoy::refusing().unwrap();
    for url in [babbling.url("https"), refusing.url("http")] {
        let client = client_builder().gateway(url).build().unwrap();
        let Error::NotSent(error) = client.send(&complete_refund()).await.unwrap_err() else {
            panic!("something was sent");
        };
        assert_eq!(error.cause().progress(), Progress::NotSent);
    }
    assert_eq!((babbling.connections(), refusing.connections()), (1, 0));
    let client = client_builder().gateway(babbling.url("http"));
    let error = client.build().unwrap().send(&complete_refund()).await;
    assert_eq!(error.unwrap_err().effect(), Effect::Unknown);
}

async fn give_up(client: &Client) -> Error {
    let request = reverse_point();
    let impatient = client.call(&request).deadline(Duration::from_millis(50));
    impatient.send().await.unwrap_err()
}

#[tokio::test]
async fn a_held_call_is_carried_out_after_its_caller_gave_up() {
    for over_http in [false, true] {
        let sandbox = sandbox();
        let server = Server::start(sandbox.clone(), 0).await.unwrap();
        let client = if over_http {
            client(&server)
        } else {
            let builder = client_builder().transport(sandbox.clone());
            builder.build().unwrap()
        };
        sandbox.inject(Fault::HoldBefore);
        assert_eq!(give_up(&client).await.effect(), Effect::Unknown);
        sandbox.until_held(1).await;
        assert_eq!(effects(&sandbox), 0);
        sandbox.release();
        assert_eq!((effects(&sandbox), sandbox.held()), (1, 0));

        sandbox.inject(Fault::HoldAfter);
        let (outcome, ()) = tokio::join!(client.send(&complete_refund()), async {
            sandbox.until_held(1).await;
            assert_eq!(sandbox.counts().of_method(REFUND).effects, 1);
            sandbox.release();
        });
        outcome.unwrap();
    }
}

#[tokio::test]
async fn a_late_call_is_carried_out_after_its_answer() {
    let timeout = ErrorResponse::new(15).sub_code("isp.remote-service-timeout");
    for fault in [Fault::CutLate, Fault::ErrorLate(timeout)] {
        let sandbox = sandbox();
        let server = Server::start(sandbox.clone(), 0).await.unwrap();
        sandbox.inject(fault);
        let outcome = client(&server).send(&reverse_point()).await;
        assert_eq!(outcome.unwrap_err().effect(), Effect::Unknown);
        assert_eq!((effects(&sandbox), sandbox.held()), (0, 1));
        sandbox.release();
        assert_eq!((effects(&sandbox), sandbox.held()), (1, 0));
    }
}

fn effects(sandbox: &Sandbox) -> u64 {
    sandbox.counts().of_method(POINTS).effects
}

#[tokio::test]
async fn held_calls_are_released_over_http() {
    let sandbox = sandbox();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    let control = |verb| Request {
        verb,
        target: "/_sandbox/held".to_owned(),
        headers: String::new(),
        body: String::new(),
    };
    sandbox.inject(Fault::HoldAfter);
    let client = client(&server);
    let (outcome, ()) = tokio::join!(client.send(&flow_detail()), async {
        sandbox.until_held(1).await;
        assert_eq!(control("GET").send(&server).await.json(), 1);
        assert_eq!(control("DELETE").send(&server).await.json(), 0);
    });
    outcome.unwrap();
}
