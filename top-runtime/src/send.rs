//! The seam to the network: one method, so that a test, a proxy of yours or the embedded gateway
//! can take the place of HTTP.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;

#[cfg(feature = "http")]
pub(crate) mod http;

/// A future on the heap, so that [`Transport`] can be a trait object.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Carries a signed request to a gateway and the reply back.
///
/// It must not send a request twice, must not follow redirects, and must give up at the deadline.
/// What it answers on failure decides whether a caller may believe that nothing happened: see
/// [`SendError`].
///
/// ```
/// use top_runtime::send::{BoxFuture, Outgoing, Reply, SendError};
/// use top_runtime::{Client, Transport};
///
/// /// Answers every call alike.
/// struct Canned(&'static str);
///
/// impl Transport for Canned {
///     fn post(&self, _: Outgoing) -> BoxFuture<'_, Result<Reply, SendError>> {
///         let reply = Reply::new(200, self.0);
///         Box::pin(async { Ok(reply) })
///     }
/// }
///
/// # tokio::runtime::Runtime::new()?.block_on(async {
/// let client = Client::builder()
///     .app_key("12345678")
///     .app_secret("…")
///     .transport(Canned(r#"{"time": "2024-03-01 08:09:10"}"#))
///     .build()?;
/// let call = client.call_method("taobao.time.get", serde_json::json!({}));
/// assert_eq!(call.send().await?["time"], "2024-03-01 08:09:10");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
pub trait Transport: Send + Sync {
    /// Posts the request, once.
    fn post(&self, outgoing: Outgoing) -> BoxFuture<'_, Result<Reply, SendError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn post(&self, outgoing: Outgoing) -> BoxFuture<'_, Result<Reply, SendError>> {
        (**self).post(outgoing)
    }
}

/// A signed request on its way out. `Debug` hides the body: it holds the session and the sign.
#[non_exhaustive]
#[derive(Clone)]
pub struct Outgoing {
    /// The gateway. Every parameter is in the body, but for a [batch](crate::client::Batch): its
    /// query holds the app key and a signature, so `Debug` leaves that out.
    pub url: Arc<str>,
    /// The `Content-Type` of the body.
    pub content_type: Cow<'static, str>,
    /// The `User-Agent`.
    pub user_agent: Arc<str>,
    /// The form or multipart body.
    pub body: Bytes,
    /// When to give up, connecting included.
    pub deadline: Instant,
    /// The most bytes of a reply to read.
    pub max_reply: usize,
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let address = self.url.split_once('?').map_or(&*self.url, |(url, _)| url);
        f.debug_struct("Outgoing")
            .field("url", &address)
            .field("content_type", &self.content_type)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

/// What came back. `Debug` hides the body: it holds customers' data.
#[derive(Clone)]
pub struct Reply {
    status: u16,
    content_type: Option<String>,
    content_encoding: Option<String>,
    date: Option<String>,
    body: Bytes,
}

impl Reply {
    /// A reply with this HTTP status and body.
    #[must_use]
    pub fn new(status: u16, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            content_type: None,
            content_encoding: None,
            date: None,
            body: body.into(),
        }
    }

    /// Sets the `Content-Type` header.
    #[must_use]
    pub fn with_content_type(mut self, value: impl Into<Option<String>>) -> Self {
        self.content_type = value.into();
        self
    }

    /// Sets the `Content-Encoding` header.
    #[must_use]
    pub fn with_content_encoding(mut self, value: impl Into<Option<String>>) -> Self {
        self.content_encoding = value.into();
        self
    }

    /// Sets the `Date` header: what a wrong clock is measured against.
    #[must_use]
    pub fn with_date(mut self, value: impl Into<Option<String>>) -> Self {
        self.date = value.into();
        self
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The `Content-Type` header.
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The `Content-Encoding` header.
    pub fn content_encoding(&self) -> Option<&str> {
        self.content_encoding.as_deref()
    }

    /// The `Date` header.
    pub fn date(&self) -> Option<&str> {
        self.date.as_deref()
    }

    /// The body as it came, perhaps compressed.
    pub fn body(&self) -> &Bytes {
        &self.body
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("content_type", &self.content_type)
            .field("content_encoding", &self.content_encoding)
            .field("date", &self.date)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// Why there is no reply, and how far the request got.
#[derive(Debug, Clone)]
pub struct SendError {
    progress: Progress,
    timed_out: bool,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

/// How far a request got before it failed.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Not one byte of the body was handed over: the gateway cannot have acted on it.
    NotSent,
    /// Some of the body was handed over: nobody knows what the gateway did.
    Unknown,
    /// A reply came, and was longer than it may be.
    ReplyTooLong {
        /// Its HTTP status.
        status: u16,
        /// The most bytes that it may have.
        limit: usize,
    },
}

impl SendError {
    /// Failed at this point.
    #[must_use]
    pub fn new(progress: Progress) -> Self {
        Self {
            progress,
            timed_out: false,
            source: None,
        }
    }

    /// Sets what went wrong underneath. It must not quote the body.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(source.into().into());
        self
    }

    /// Says that the deadline passed.
    #[must_use]
    pub fn timed_out(mut self) -> Self {
        self.timed_out = true;
        self
    }

    /// How far the request got.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// Whether the deadline passed.
    pub fn is_timeout(&self) -> bool {
        self.timed_out
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.progress, self.timed_out) {
            (Progress::NotSent, true) => {
                f.write_str("the deadline passed before anything was sent")
            }
            (Progress::NotSent, false) => f.write_str("nothing could be sent"),
            (Progress::Unknown, true) => f.write_str("the deadline passed before a reply came"),
            (Progress::Unknown, false) => {
                f.write_str("the connection failed after the request was handed over")
            }
            (Progress::ReplyTooLong { limit, .. }, _) => {
                write!(f, "the reply is longer than {limit} bytes")
            }
        }
    }
}

impl Error for SendError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
