//! What may listen where a gateway is expected.

use std::net::SocketAddr;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// A reply as the platform gives it.
pub(crate) const TIME: &str = r#"{"time":"2024-03-01 08:09:10","request_id":"r1"}"#;

/// Something that listens on loopback until it is dropped.
pub(crate) struct Listening {
    pub(crate) address: SocketAddr,
    task: JoinHandle<()>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Listening {
    pub(crate) fn url(&self, scheme: &str, host: &str) -> String {
        format!("{scheme}://{host}:{}/router/rest", self.address.port())
    }
}

/// Serves each connection by this function.
async fn listening<F, W>(serve: F) -> Listening
where
    F: Fn(TcpStream) -> W + Send + 'static,
    W: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let task = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream));
        }
    });
    Listening { address, task }
}

/// A port of which nobody listens.
pub(crate) async fn closed_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap().port()
}

/// Answers the first bytes of every connection with these.
pub(crate) async fn answering(bytes: &'static str) -> Listening {
    listening(move |mut stream| async move {
        answer(&mut stream, bytes).await;
    })
    .await
}

/// An HTTP reply with this body.
pub(crate) fn http(body: &str) -> &'static str {
    let length = body.len();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close";
    format!("{head}\r\nContent-Length: {length}\r\n\r\n{body}").leak()
}

async fn answer(stream: &mut (impl AsyncRead + AsyncWrite + Unpin), bytes: &str) {
    let mut request = vec![0; 16 * 1024];
    let _ = stream.read(&mut request).await;
    let _ = stream.write_all(bytes.as_bytes()).await;
    let _ = stream.shutdown().await;
}

/// Reads, and never answers.
pub(crate) async fn silent() -> Listening {
    listening(|mut stream| async move {
        let mut request = Vec::new();
        let _ = stream.read_to_end(&mut request).await;
    })
    .await
}

/// An authority, and a server's certificate of it.
pub(crate) struct Certificate {
    /// The authority's, for `SSL_CERT_FILE`.
    pub(crate) authority: String,
    config: Arc<ServerConfig>,
}

impl Certificate {
    /// For this host, good until this year.
    pub(crate) fn new(host: &str, until: i32) -> Self {
        let mut authority = CertificateParams::new(Vec::new()).unwrap();
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = authority.self_signed(&key).unwrap().pem();
        let mut server = CertificateParams::new(vec![host.to_owned()]).unwrap();
        server.not_before = date_time_ymd(2020, 1, 1);
        server.not_after = date_time_ymd(until, 1, 1);
        let server_key = KeyPair::generate().unwrap();
        let signed = server
            .signed_by(&server_key, &Issuer::new(authority, key))
            .unwrap();
        Self::of(pem, signed.der(), &server_key)
    }

    /// An authority's own certificate shown as a server's, as many a recipe makes them.
    pub(crate) fn self_made(host: &str) -> Self {
        let mut authority = CertificateParams::new(vec![host.to_owned()]).unwrap();
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let signed = authority.self_signed(&key).unwrap();
        Self::of(signed.pem(), signed.der(), &key)
    }

    fn of(authority: String, server: &CertificateDer<'static>, key: &KeyPair) -> Self {
        let secret = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![server.clone()], secret)
            .unwrap();
        Self {
            authority,
            config: Arc::new(config),
        }
    }

    /// Serves TLS with it, and one answer inside.
    pub(crate) async fn serve(&self) -> Listening {
        let config = Arc::clone(&self.config);
        listening(move |stream| inside(stream, Arc::clone(&config))).await
    }

    /// A proxy that lets every tunnel through to itself, as one that inspects does.
    pub(crate) async fn inspect(&self) -> Listening {
        let config = Arc::clone(&self.config);
        listening(move |mut stream| {
            let config = Arc::clone(&config);
            async move {
                let mut request = vec![0; 1024];
                let _ = stream.read(&mut request).await;
                let _ = stream.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").await;
                inside(stream, config).await;
            }
        })
        .await
    }
}

async fn inside(stream: TcpStream, config: Arc<ServerConfig>) {
    if let Ok(mut stream) = TlsAcceptor::from(config).accept(stream).await {
        answer(&mut stream, http(TIME)).await;
    }
}
