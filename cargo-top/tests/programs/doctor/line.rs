//! Problems on the way to the gateway.

use super::{SECRET, ailments, doctor, patient};
use crate::servers::{Certificate, answering, closed_port, http, silent};
use crate::support;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_on_the_line_is_told_apart() {
    let port = closed_port().await;
    let closed = doctor(&format!("http://127.0.0.1:{port}/router/rest"));
    assert_eq!(ailments(closed).await, ["TCP connection_refused"]);
    let nowhere = doctor("https://no-such-host.invalid/router/rest");
    assert_eq!(ailments(nowhere).await, ["DNS unknown_host"]);
    let ftp = answering("220 ftp ready\r\n").await;
    assert_eq!(
        ailments(doctor(&ftp.url("http", "127.0.0.1"))).await,
        ["answer no_http"]
    );
    let other = answering(http(r#"{"ok":true}"#)).await;
    assert_eq!(
        ailments(doctor(&other.url("http", "127.0.0.1"))).await,
        ["answer not_top"]
    );
    let silent = silent().await;
    let hangs = patient(&silent.url("http", "127.0.0.1"), "1");
    assert_eq!(ailments(hangs).await, ["answer no_answer"]);
    let good = support::file("authority", &Certificate::new("localhost", 4000).authority);
    let shakes_no_hands = patient(&silent.url("https", "localhost"), "1");
    assert_eq!(
        ailments(shakes_no_hands.env("SSL_CERT_FILE", good.path())).await,
        ["TLS no_answer"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn tls_problems_are_told_apart() {
    let good = Certificate::new("localhost", 4000);
    let expired = Certificate::new("localhost", 2021);
    let other = Certificate::new("other.example", 4000);
    let own = Certificate::self_made("localhost");
    for (certificate, trusted, ailments_of_it) in [
        (&good, &good, &[][..]),
        (&good, &other, &["TLS unknown_issuer"]),
        (&own, &good, &["TLS unknown_issuer"]),
        (&expired, &expired, &["TLS certificate_expired"]),
        (&other, &other, &["TLS certificate_name"]),
    ] {
        let server = certificate.serve().await;
        let authority = support::file("authority", &trusted.authority);
        let run = doctor(&server.url("https", "localhost")).env("SSL_CERT_FILE", authority.path());
        assert_eq!(ailments(run).await, ailments_of_it);
    }
    let authority = support::file("authority", &good.authority);
    let plain = answering(http("{}")).await;
    let run = doctor(&plain.url("https", "localhost")).env("SSL_CERT_FILE", authority.path());
    assert_eq!(ailments(run).await, ["TLS no_tls"]);
    let server = good.serve().await;
    let run = doctor(&server.url("https", "localhost")).env("SSL_CERT_FILE", "/no-such-file");
    assert_eq!(ailments(run).await, ["TLS no_ca_store"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn proxy_problems_are_told_apart() {
    let gateway = || doctor("https://gateway.invalid/router/rest");
    let port = closed_port().await;
    let gone = gateway().env(
        "HTTPS_PROXY",
        &format!("http://user:{SECRET}@127.0.0.1:{port}"),
    );
    assert_eq!(ailments(gone).await, ["TCP proxy_unreachable"]);
    let socks = gateway().env("ALL_PROXY", "socks5://127.0.0.1:9");
    assert_eq!(ailments(socks).await, ["proxy proxy_kind"]);
    let odd = gateway().env("HTTPS_PROXY", "no address");
    assert_eq!(
        ailments(odd).await,
        ["proxy proxy_address", "DNS unknown_host"]
    );
    let exempt = gateway()
        .env("HTTPS_PROXY", "http://127.0.0.1:9")
        .env("NO_PROXY", ".invalid");
    assert_eq!(ailments(exempt).await, ["DNS unknown_host"]);
    let certificate = Certificate::new("gateway.invalid", 4000);
    let stranger = support::file("authority", &Certificate::new("localhost", 4000).authority);
    let asks =
        answering("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n").await;
    let asked = gateway().env("HTTPS_PROXY", &format!("http://{}", asks.address));
    assert_eq!(
        ailments(asked.env("SSL_CERT_FILE", stranger.path())).await,
        ["proxy tunnel proxy_refuses"]
    );
    let inspects = certificate.inspect().await;
    let through = || gateway().env("https_proxy", &format!("http://{}", inspects.address));
    assert_eq!(
        ailments(through().env("SSL_CERT_FILE", stranger.path())).await,
        ["TLS unknown_issuer"]
    );
    let known = support::file("authority", &certificate.authority);
    assert_eq!(
        ailments(through().env("SSL_CERT_FILE", known.path())).await,
        Vec::<String>::new()
    );
}
