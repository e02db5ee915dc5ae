//! Every fault on every endpoint over HTTP: what the client says of the effect is held against
//! what the gateway counted.

use proptest::prelude::*;
use top_apis::ENDPOINTS;
use top_runtime::{Client, Effect, Error, Format, TopApi};
use top_sandbox::{ErrorResponse, Fault, Injection, Server};

use crate::pages::{
    client_builder, complete_refund, flow_detail, reverse_point, sandbox, uncharge,
};

const FORMATS: [Format; 3] = [Format::Simplified, Format::Classic, Format::Xml];

/// What a call came to: `None` where it succeeded.
type Belief = Option<Effect>;

/// Each fault with the effects that it lets happen, and what is to be believed of a write.
fn faults() -> Vec<(Fault, u64, Belief)> {
    let unavailable = ErrorResponse::new(15).sub_code("isp.remote-service-timeout");
    let (nothing, open) = (Some(Effect::None), Some(Effect::Unknown));
    vec![
        (Fault::ErrorBefore(ErrorResponse::throttled(1)), 0, nothing),
        (Fault::ErrorBefore(ErrorResponse::new(25)), 0, nothing),
        (Fault::ErrorBefore(unavailable.clone()), 0, open),
        (Fault::ErrorAfter(unavailable), 1, open),
        (Fault::ErrorAfter(ErrorResponse::new(50)), 1, open),
        (Fault::CutBefore, 0, open),
        (Fault::CutAfter, 1, open),
        (Fault::CutReply(0), 1, open),
        (Fault::CutReply(9), 1, open),
        (Fault::CutReply(1_000_000), 1, None),
        (Fault::Truncated(0), 1, open),
        (Fault::Truncated(9), 1, open),
        (Fault::TruncatedGzip(0), 1, open),
        (Fault::TruncatedGzip(9), 1, open),
        (Fault::TruncatedGzip(40), 1, open),
        (Fault::TruncatedGzip(1_000_000), 1, None),
        (Fault::Garbage, 1, open),
        (Fault::Html(200), 0, open),
        (Fault::Html(302), 0, open),
        (Fault::Html(502), 0, open),
        (Fault::Html(504), 0, open),
        (Fault::HtmlAfter(502), 1, open),
        (Fault::WrongTypes, 1, None),
        (Fault::ControlCharacters, 1, None),
        (Fault::EmptyLists, 1, None),
    ]
}

fn client(server: &Server, format: Format) -> Client {
    client_builder()
        .gateway(server.url())
        .format(format)
        .build()
        .unwrap()
}

/// Makes one of the four sample calls.
async fn call(client: &Client, method: &str) -> Result<(), Error> {
    async fn send<A: TopApi>(client: &Client, request: A) -> Result<(), Error> {
        client.send(&request).await.map(drop)
    }
    match method {
        "alibaba.alsc.crm.recharge.uncharge.update" => send(client, uncharge()).await,
        "alibaba.alsc.crm.point.reversepoint" => send(client, reverse_point()).await,
        "alibaba.alsc.crm.recharge.account.flowdetail.get" => send(client, flow_detail()).await,
        _ => send(client, complete_refund()).await,
    }
}

/// The call on a connection that is open already, where a hidden resend would be tempting.
async fn suffer(fault: Fault, method: &str, format: Format) -> (Belief, u64, u64) {
    let sandbox = sandbox();
    let server = Server::start(sandbox.clone(), 0).await.unwrap();
    let client = client(&server, format);
    client.send(&flow_detail()).await.unwrap();
    sandbox.clear_counts();
    sandbox.inject(Injection::new(fault).method(method));
    let belief = call(&client, method)
        .await
        .err()
        .map(|error| error.effect());
    let count = sandbox.counts().of_method(method);
    call(&client, method).await.unwrap();
    (belief, count.calls, count.effects)
}

#[tokio::test]
async fn no_effect_is_denied_and_no_call_made_twice() {
    for endpoint in ENDPOINTS {
        for (at, (fault, effects, believed)) in faults().into_iter().enumerate() {
            let format = FORMATS[at % FORMATS.len()];
            let expected = if endpoint.is_read() {
                (believed.map(|_| Effect::None), 1, 0)
            } else {
                (believed, 1, effects)
            };
            let method = endpoint.method();
            let found = suffer(fault.clone(), method, format).await;
            assert_eq!(found, expected, "{method} {format:?} {fault:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// However much of a reply arrives, it is read as it was meant or not at all.
    #[test]
    fn a_part_of_a_reply_is_no_refusal(bytes in 0_usize..400, format in 0_usize..3) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let sandbox = sandbox();
        let builder = client_builder().format(FORMATS[format]);
        let client = builder.transport(sandbox.clone()).build().unwrap();
        sandbox.inject(Fault::Truncated(bytes));
        match runtime.block_on(client.send(&complete_refund())) {
            Ok(result) => prop_assert_eq!(result.err_code.as_deref(), Some("SUCCESS")),
            Err(error) => prop_assert_ne!(error.effect(), Effect::None, "{}", error),
        }
    }
}
