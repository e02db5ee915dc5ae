//! The gateway over HTTP, on loopback only.

mod control;
mod wire;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::delivery::{Cut, Delivery};
use crate::incoming::Incoming;
use crate::sandbox::Sandbox;
use wire::{Listener, Scissors};

/// The largest request that is read, in bytes.
const MAX_REQUEST: usize = 64 * 1024 * 1024;

/// A gateway that answers HTTP on `127.0.0.1`. It stops when it is dropped.
///
/// ```
/// # tokio_test(async {
/// use top_sandbox::{Sandbox, Server};
///
/// let sandbox = Sandbox::builder().app("12345678", "secret").examples().build();
/// let server = Server::start(sandbox, 0).await?;
/// assert!(server.url().starts_with("http://127.0.0.1:"));
/// # Ok::<_, std::io::Error>(())
/// # });
/// # fn tokio_test<T>(work: impl Future<Output = std::io::Result<T>>) {
/// #     tokio::runtime::Runtime::new().unwrap().block_on(work).unwrap();
/// # }
/// ```
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    sandbox: Sandbox,
    task: JoinHandle<io::Result<()>>,
}

impl Server {
    /// Serves a gateway on this port of `127.0.0.1`; port 0 takes any free one.
    ///
    /// Faults and counts are reached over `/_sandbox/faults` and `/_sandbox/counts` as well.
    ///
    /// # Errors
    /// Where the port cannot be had.
    pub async fn start(sandbox: Sandbox, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let address = listener.local_addr()?;
        let service = router(sandbox.clone()).into_make_service_with_connect_info::<Scissors>();
        let serve = axum::serve(Listener(listener), service);
        let task = tokio::spawn(serve.into_future());
        Ok(Self {
            address,
            sandbox,
            task,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The gateway that it serves.
    pub fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// The gateway's URL, for a client.
    pub fn url(&self) -> String {
        format!("http://{}/router/rest", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn router(sandbox: Sandbox) -> Router {
    Router::new()
        .merge(control::routes())
        .fallback(answer)
        .with_state(sandbox)
}

async fn answer(
    State(sandbox): State<Sandbox>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MAX_REQUEST).await else {
        return plain(
            StatusCode::PAYLOAD_TOO_LARGE,
            "the request is too large, or broke off\n",
        );
    };
    let delivery = sandbox.receive(Incoming {
        verb: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        content_type: text(&head.headers, header::CONTENT_TYPE),
        accepts_gzip: accepts_gzip(&text(&head.headers, header::ACCEPT_ENCODING)),
        separator: text(&head.headers, HeaderName::from_static("top-api-separator")),
        body,
        deadline: None,
    });
    respond(delivery.await, &scissors)
}

fn respond(delivery: Delivery, scissors: &Scissors) -> Response {
    match delivery.cut {
        Some(Cut::AtOnce | Cut::TooLate) => scissors.cut_at_once(),
        Some(Cut::AfterBody(bytes)) => scissors.cut_after_body(bytes),
        Some(Cut::BehindReply) => scissors.close(),
        Some(Cut::NextRequest) => scissors.cut_next_request(),
        None => {}
    }
    let mut response = Response::new(Body::from(delivery.body));
    *response.status_mut() = StatusCode::from_u16(delivery.status).unwrap_or(StatusCode::OK);
    let headers = response.headers_mut();
    let content_type = HeaderValue::from_static(delivery.content_type);
    headers.insert(header::CONTENT_TYPE, content_type);
    if let Ok(date) = HeaderValue::try_from(delivery.date) {
        headers.insert(header::DATE, date);
    }
    if !delivery.location.is_empty()
        && let Ok(location) = HeaderValue::try_from(delivery.location)
    {
        headers.insert(header::LOCATION, location);
    }
    if delivery.is_gzip {
        let gzip = HeaderValue::from_static("gzip");
        headers.insert(header::CONTENT_ENCODING, gzip);
    }
    response
}

fn plain(status: StatusCode, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response
}

fn text(headers: &HeaderMap, name: HeaderName) -> String {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default().to_owned()
}

/// Whether a list such as `gzip, deflate;q=0.5` lets gzip in.
fn accepts_gzip(accepted: &str) -> bool {
    accepted.split(',').any(|coding| {
        let (coding, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let refused = weight.trim().trim_start_matches("q=").parse() == Ok(0.0_f32);
        matches!(coding.trim(), "gzip" | "*") && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::accepts_gzip;

    #[test]
    fn gzip_is_let_in_by_name_or_star() {
        for accepted in ["gzip", "gzip, deflate", "deflate, gzip;q=0.5", "*"] {
            assert!(accepts_gzip(accepted), "{accepted}");
        }
        for refused in ["", "identity", "gzip;q=0", "deflate, gzip; q=0.0"] {
            assert!(!accepts_gzip(refused), "{refused}");
        }
    }
}
