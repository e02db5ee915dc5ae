//! Addresses where no gateway is: what a client meets there must not hurt.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinHandle;

/// A port of `127.0.0.1` with no gateway behind it. The port is free again when it is dropped.
///
/// ```
/// use top_runtime::{Client, Effect, RetryPolicy};
/// use top_sandbox::Decoy;
/// # use top_apis::alsc::GetFlowDetail;
///
/// # tokio::runtime::Runtime::new()?.block_on(async {
/// # let request = GetFlowDetail::new().brand_id("3724809629").flow_id("34543");
/// let decoy = Decoy::babbling().await?;
/// let builder = Client::builder().app_key("12345678").app_secret("secret");
/// let builder = builder.retry(RetryPolicy::none());
/// let client = builder.gateway(decoy.url("https")).build()?;
///
/// let error = client.send(&request).await.unwrap_err(); // no TLS
/// assert_eq!((error.effect(), decoy.connections()), (Effect::None, 1));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Decoy {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
    keeps: Keeps,
}

/// What keeps the port taken.
#[derive(Debug)]
enum Keeps {
    /// Bound and not listening.
    Socket { _bound: TcpSocket },
    /// Listening.
    Task(JoinHandle<()>),
}

impl Decoy {
    /// Refuses every connection.
    ///
    /// # Errors
    /// Where no port can be had.
    pub fn refusing() -> io::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
        Ok(Self {
            address: socket.local_addr()?,
            connections: Arc::default(),
            keeps: Keeps::Socket { _bound: socket },
        })
    }

    /// Accepts connections, answers whatever comes with words that are neither TLS nor HTTP, and
    /// closes.
    ///
    /// # Errors
    /// Where no port can be had.
    pub async fn babbling() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let connections = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&connections);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                count.fetch_add(1, Ordering::Relaxed);
                // A caller who hangs up in the middle is welcome to.
                drop(babble(stream).await);
            }
        });
        Ok(Self {
            address,
            connections,
            keeps: Keeps::Task(task),
        })
    }

    /// Its address as that of a gateway; the scheme is `http` or `https`.
    pub fn url(&self, scheme: &str) -> String {
        format!("{scheme}://{}/router/rest", self.address)
    }

    /// How many connections it took.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }
}

async fn babble(mut stream: TcpStream) -> io::Result<()> {
    if stream.read(&mut [0; 4096]).await? > 0 {
        stream.write_all(b"nobody is at home\r\n").await?;
    }
    stream.shutdown().await
}

impl Drop for Decoy {
    fn drop(&mut self) {
        if let Keeps::Task(task) = &self.keeps {
            task.abort();
        }
    }
}
