//! The way of a call over HTTP, against servers on loopback that misbehave.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "clippy knows test functions, not their helpers"
)]
#![cfg(feature = "http")]

#[path = "client/declared.rs"]
mod declared;
#[path = "client/server.rs"]
mod server;
#[path = "client/told.rs"]
mod told;

use std::io::Write as _;
use std::time::Duration;

use top_runtime::{Effect, Error};

use declared::refund;
use server::{Answer, Server, builder, client, loopback};

const DONE: &str = r#"{"result":{"result":"F1","biz_success":true},"request_id":"r1"}"#;

async fn failed(server: &Server) -> Error {
    let error = client(server.port()).send(&refund()).await.unwrap_err();
    println!("{error} {error:?}");
    error
}

#[tokio::test]
async fn a_call_goes_there_and_back_on_one_connection() {
    let server = Server::start(|_| Answer::ok(DONE)).await;
    let client = client(server.port());
    for _ in 0..3 {
        assert_eq!(client.send(&refund()).await.unwrap(), "F1");
    }
    assert_eq!((server.connections(), server.requests().len()), (1, 3));
    let request = &server.requests()[0];
    assert!(
        request.starts_with("POST /router/rest HTTP/1.1\r\n"),
        "{request}"
    );
    for header in [
        "content-type: application/x-www-form-urlencoded;charset=UTF-8\r\n",
        "accept-encoding: gzip\r\n",
        "user-agent: top-rs/",
        "content-length: ",
    ] {
        assert!(request.contains(header), "{header} in {request}");
    }
    assert!(request.contains("&method=alibaba.test.refund&"));
}

#[tokio::test]
async fn nobody_listening_means_nothing_sent() {
    // A port that was free a moment ago, and belongs to nobody now.
    let port = loopback().await.local_addr().unwrap().port();
    let error = client(port).send(&refund()).await.unwrap_err();
    assert!(matches!(error, Error::NotSent(_)), "{error:?}");
    assert_eq!(error.effect(), Effect::None);
    assert!(
        error.to_string().to_lowercase().contains("refused"),
        "{error}"
    );
}

#[tokio::test]
async fn a_name_that_does_not_resolve_means_nothing_sent() {
    let client = builder()
        .gateway("http://no-such-host.invalid/router/rest")
        .allow_plain_http("no-such-host.invalid")
        .build()
        .unwrap();
    let error = client.send(&refund()).await.unwrap_err();
    assert!(matches!(error, Error::NotSent(_)), "{error:?}");
}

#[tokio::test]
async fn a_deadline_while_connecting_means_nothing_sent() {
    // 192.0.2.0/24 is for documentation: no one answers, or the host says at once that it cannot.
    let client = builder()
        .gateway("http://192.0.2.1/router/rest")
        .allow_plain_http("192.0.2.1")
        .build()
        .unwrap();
    let request = refund();
    let call = client.call(&request).deadline(Duration::from_millis(50));
    let error = call.send().await.unwrap_err();
    assert!(matches!(error, Error::NotSent(_)), "{error:?}");
}

#[tokio::test]
async fn a_server_without_tls_is_sent_nothing() {
    let server = Server::start(|_| Answer::ok(DONE)).await;
    let built = builder()
        .gateway(format!("https://127.0.0.1:{}/router/rest", server.port()))
        .build();
    match built {
        // A machine without roots cannot call any https gateway, and says so.
        Err(error) => assert!(error.to_string().contains("CA certificates"), "{error}"),
        Ok(client) => {
            let request = refund();
            let call = client.call(&request).deadline(Duration::from_secs(2));
            let error = call.send().await.unwrap_err();
            assert!(matches!(error, Error::NotSent(_)), "{error:?}");
        }
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_deadline_while_waiting_is_unknown() {
    let server = Server::start(|_| Answer::Silence).await;
    let client = client(server.port());
    let request = refund();
    let call = client.call(&request).deadline(Duration::from_millis(200));
    let error = call.send().await.unwrap_err();
    assert_eq!(error.effect(), Effect::Unknown, "{error:?}");
    assert!(error.to_string().contains("deadline"), "{error}");
}

#[tokio::test]
async fn a_connection_cut_after_the_request_is_unknown() {
    let server = Server::start(|_| Answer::Cut).await;
    let error = failed(&server).await;
    assert!(matches!(error, Error::Unknown(_)), "{error:?}");
    assert_eq!(server.requests().len(), 1);

    let half = format!("HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{DONE}");
    let server = Server::start(move |_| Answer::Raw(half.clone().into_bytes())).await;
    let error = failed(&server).await;
    assert!(matches!(error, Error::Unknown(_)), "{error:?}");
    assert_eq!(server.requests().len(), 1);
}

/// The server closes each connection after one answer without saying so, as a load balancer does
/// whose patience has ended: a request that meets such a connection must never be sent again once
/// it was handed over.
#[tokio::test]
async fn a_stale_connection_resends_nothing() {
    let server = Server::start(|_| Answer::OkThenClose(DONE.into())).await;
    let client = client(server.port());
    let mut calls = 0;
    for _ in 0..20 {
        calls += 1;
        match client.send(&refund()).await {
            Ok(value) => assert_eq!(value, "F1"),
            Err(error) => assert!(
                matches!(error, Error::Unknown(_) | Error::NotSent(_)),
                "{error:?}"
            ),
        }
        assert!(server.requests().len() <= calls);
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Server::start(|_| Answer::ok(DONE)).await;
    let location = format!("http://127.0.0.1:{}/", elsewhere.port());
    let server = Server::start(move |_| {
        let head = format!(
            "HTTP/1.1 307 Temporary Redirect\r\nlocation: {location}\r\ncontent-length: 0\r\n\r\n"
        );
        Answer::Raw(head.into_bytes())
    })
    .await;
    let error = failed(&server).await;
    assert_eq!(
        (error.effect(), error.status()),
        (Effect::Unknown, Some(307))
    );
    assert!(elsewhere.requests().is_empty());
}

#[tokio::test]
async fn an_endless_reply_is_bounded_and_the_client_goes_on() {
    let server = Server::start(|number| match number {
        // Announced, and not announced: chunks without an end.
        0 => Answer::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 104857600\r\n\r\n{".to_vec()),
        1 => Answer::Endless,
        _ => Answer::ok(DONE),
    })
    .await;
    let client = client(server.port());
    for _ in 0..2 {
        let error = client.send(&refund()).await.unwrap_err();
        assert!(matches!(error, Error::Unreadable(_)), "{error:?}");
        assert_eq!(
            (error.effect(), error.status()),
            (Effect::Unknown, Some(200))
        );
        assert!(error.to_string().contains("longer than"), "{error}");
    }
    assert_eq!(client.send(&refund()).await.unwrap(), "F1");
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn gzip_is_read_and_a_bomb_is_not() {
    let server = Server::start(|number| match number {
        0 => Answer::Gzip(gzip(DONE.as_bytes())),
        1 => Answer::Gzip(gzip(&vec![b' '; 64 << 20])),
        _ => Answer::ok(DONE),
    })
    .await;
    let client = client(server.port());
    assert_eq!(client.send(&refund()).await.unwrap(), "F1");
    let error = client.send(&refund()).await.unwrap_err();
    assert!(matches!(error, Error::Unreadable(_)), "{error:?}");
    assert_eq!(client.send(&refund()).await.unwrap(), "F1");
}

#[tokio::test]
async fn a_page_of_html_and_an_empty_reply_leave_the_client_usable() {
    let page = "HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\ncontent-length: 15\r\n\r\n<html>no</html>";
    let server = Server::start(move |number| match number {
        0 => Answer::Raw(page.into()),
        1 => Answer::ok(""),
        _ => Answer::ok(DONE),
    })
    .await;
    let client = client(server.port());
    let error = client.send(&refund()).await.unwrap_err();
    assert_eq!(
        (error.effect(), error.status()),
        (Effect::Unknown, Some(502))
    );
    assert_eq!(error.body(), Some("<html>no</html>"));
    let error = client.send(&refund()).await.unwrap_err();
    assert!(matches!(error, Error::Unreadable(_)), "{error:?}");
    assert_eq!(client.send(&refund()).await.unwrap(), "F1");
}

#[tokio::test]
async fn the_gateway_s_time_is_measured() {
    let body = r#"{"error_response":{"code":31,"msg":"Invalid Timestamp"}}"#;
    let server = Server::start(move |_| {
        let length = body.len();
        let head = format!("HTTP/1.1 200 OK\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\ncontent-length: {length}\r\n\r\n{body}");
        Answer::Raw(head.into_bytes())
    })
    .await;
    let error = failed(&server).await;
    assert!(error.hint().contains("ahead of the gateway's"), "{error}");
}
