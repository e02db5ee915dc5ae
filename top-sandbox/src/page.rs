//! A page that shows a gateway at work, on loopback only.

mod answer;
mod api;
mod assets;
mod attempt;
mod feed;
mod guard;
mod sample;

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::sandbox::Sandbox;
use crate::server::Server;

/// A page on `127.0.0.1` beside a gateway, for people: calls as they come in, what the gateway
/// checked and why it refused, the books, faults to switch on, and a form for every endpoint. It
/// stops when it is dropped.
///
/// Calls are recorded only while a page is attached: the last 2,000, in at most 32 MB. Sessions,
/// signatures and what is declared secret are masked before they are kept; the app's secret is
/// never among them. The page answers its own origin only, so no other site that a browser shows
/// can read it or use it.
///
/// ```
/// # tokio::runtime::Runtime::new()?.block_on(async {
/// use top_sandbox::{Page, Sandbox, Server};
///
/// let sandbox = Sandbox::builder().app("12345678", "secret").examples().build();
/// let server = Server::start(sandbox, 0).await?;
/// let page = Page::start(&server, 0).await?;
/// assert!(page.url().starts_with("http://127.0.0.1:"));
/// # Ok::<_, std::io::Error>(())
/// # })?;
/// # Ok::<_, std::io::Error>(())
/// ```
pub struct Page {
    address: SocketAddr,
    sandbox: Sandbox,
    task: JoinHandle<io::Result<()>>,
    /// Feeds end when it is gone.
    _alive: watch::Sender<()>,
}

/// What every request of a page needs.
#[derive(Clone)]
struct Desk(Arc<Inner>);

struct Inner {
    sandbox: Sandbox,
    gateway: String,
    port: u16,
    alive: watch::Receiver<()>,
}

impl Page {
    /// Serves a page about this gateway on this port of `127.0.0.1`; port 0 takes any free one.
    ///
    /// # Errors
    /// Where the port cannot be had.
    pub async fn start(server: &Server, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let address = listener.local_addr()?;
        let sandbox = server.sandbox().clone();
        let (keep, alive) = watch::channel(());
        let desk = Desk(Arc::new(Inner {
            sandbox: sandbox.clone(),
            gateway: server.url(),
            port: address.port(),
            alive,
        }));
        sandbox.0.recorder.attach();
        let task = tokio::spawn(axum::serve(listener, router(desk)).into_future());
        Ok(Self {
            address,
            sandbox,
            task,
            _alive: keep,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The page's URL, for a browser.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.task.abort();
        self.sandbox.0.recorder.detach();
    }
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

fn router(desk: Desk) -> Router {
    Router::new()
        .merge(assets::routes())
        .nest("/api", api::routes())
        .layer(from_fn_with_state(desk.clone(), guard::guarded))
        .with_state(desk)
}
