//! One request over HTTP/1.1 on a connection of its own.

use std::io;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::uri::Scheme;
use axum::http::{Request, Uri, header};
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::answer::SpiAnswer;
use super::encode::Encoded;

/// The longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// The longest answer that is read, in bytes.
const MAX_ANSWER: usize = 16 * 1024 * 1024;

/// Sends the call: by GET where it has no body.
pub(super) async fn post(address: &str, call: Encoded) -> io::Result<SpiAnswer> {
    let address: Uri = address.parse().map_err(|_| not_an_address())?;
    if address.scheme() != Some(&Scheme::HTTP) || address.query().is_some() {
        return Err(not_an_address());
    }
    let host = address.host().ok_or_else(not_an_address)?;
    let port = address.port_u16().unwrap_or(80);
    let request = request(&address, call)?;
    timeout(PATIENCE, exchange(host, port, request)).await?
}

fn request(address: &Uri, call: Encoded) -> io::Result<Request<Body>> {
    let verb = if call.body.is_empty() { "GET" } else { "POST" };
    let mut request = Request::builder()
        .method(verb)
        .uri(format!("{}?{}", address.path(), call.query))
        .header(header::CONTENT_TYPE, call.content_type);
    if let Some(authority) = address.authority() {
        request = request.header(header::HOST, authority.as_str());
    }
    for (name, value) in call.headers {
        request = request.header(name, value);
    }
    let request = request.body(Body::from(call.body));
    request.map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))
}

async fn exchange(host: &str, port: u16, request: Request<Body>) -> io::Result<SpiAnswer> {
    // The brackets of an IPv6 address belong to the URL.
    let host = host.trim_matches(['[', ']']);
    let stream = TcpStream::connect((host, port)).await?;
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await.map_err(broken)?;
    // It ends with the sender, and its errors are the sender's.
    tokio::spawn(connection);
    let response = sender.send_request(request).await.map_err(broken)?;
    let (head, body) = response.into_parts();
    let content_type = head.headers.get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    Ok(SpiAnswer {
        status: head.status.as_u16(),
        content_type: content_type.unwrap_or_default().to_owned(),
        body: to_bytes(Body::new(body), MAX_ANSWER)
            .await
            .map_err(broken)?,
    })
}

fn not_an_address() -> io::Error {
    let expected = "not an address of the form http://host:port/path without a query";
    io::Error::new(io::ErrorKind::InvalidInput, expected)
}

fn broken(error: impl std::error::Error + Send + Sync + 'static) -> io::Error {
    io::Error::other(error)
}
