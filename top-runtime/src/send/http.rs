//! HTTP by reqwest. Nothing else in this crate names it.

use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::header::{self, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Request, Response, Url};

use super::{BoxFuture, Outgoing, Progress, Reply, SendError, Transport};
use crate::client::BuildError;
use crate::gateway::Address;

mod body;
mod tls;

use body::{Handover, Watched};

/// What the HTTP transport is made of.
pub(crate) struct Settings<'a> {
    pub(crate) url: &'a str,
    pub(crate) user_agent: &'a str,
    pub(crate) connect_timeout: Duration,
    pub(crate) proxy: Option<&'a str>,
}

/// One pool of connections to one gateway.
pub(crate) struct Http {
    client: reqwest::Client,
    /// The address as it was given, and parsed once for all calls.
    gateway: (Box<str>, Url),
}

impl Http {
    pub(crate) fn new(settings: &Settings<'_>) -> Result<Self, BuildError> {
        let address =
            Address::parse(settings.url).map_err(|why| BuildError::new("gateway", why))?;
        let gateway = Url::parse(settings.url)
            .map_err(|error| BuildError::new("gateway", "is no address").because(error))?;
        let mut builder = reqwest::Client::builder()
            .default_headers(headers(settings.user_agent)?)
            .connect_timeout(settings.connect_timeout)
            // A redirect would carry the signed form, and with it the session, to another host.
            .redirect(reqwest::redirect::Policy::none())
            // Only the layers above know whether a second try is safe.
            .retry(reqwest::retry::never())
            // Shorter than the gateways keep a connection, so that few calls meet one that dies.
            .pool_idle_timeout(Duration::from_secs(30))
            .tcp_nodelay(true)
            .tls_backend_preconfigured(tls::config(needs_tls(&address, settings.proxy))?);
        if let Some(proxy) = settings.proxy {
            let proxy = reqwest::Proxy::all(proxy).map_err(|error| {
                BuildError::new("proxy", "is no proxy address").because(error.without_url())
            })?;
            builder = builder.proxy(proxy);
        } else if address.is_loopback() {
            builder = builder.no_proxy();
        }
        let client = builder
            .build()
            .map_err(|error| BuildError::new("transport", "cannot be set up").because(error))?;
        Ok(Self {
            client,
            gateway: (settings.url.into(), gateway),
        })
    }

    async fn exchange(
        &self,
        outgoing: Outgoing,
        handover: &Arc<Handover>,
    ) -> Result<Reply, SendError> {
        let max_reply = outgoing.max_reply;
        let request = self.request(outgoing, handover)?;
        let response = self
            .client
            .execute(request)
            .await
            .map_err(|error| broken(error, handover))?;
        read(response, max_reply).await
    }

    fn request(&self, outgoing: Outgoing, handover: &Arc<Handover>) -> Result<Request, SendError> {
        let (given, parsed) = &self.gateway;
        let url = if *outgoing.url == **given {
            parsed.clone()
        } else {
            Url::parse(&outgoing.url)
                .map_err(|error| SendError::new(Progress::NotSent).because(error))?
        };
        let content_type = match outgoing.content_type {
            std::borrow::Cow::Borrowed(text) => HeaderValue::from_static(text),
            std::borrow::Cow::Owned(text) => HeaderValue::try_from(text)
                .map_err(|error| SendError::new(Progress::NotSent).because(error))?,
        };
        let mut request = Request::new(Method::POST, url);
        request
            .headers_mut()
            .insert(header::CONTENT_TYPE, content_type);
        *request.body_mut() = Some(reqwest::Body::wrap(Watched::new(outgoing.body, handover)));
        Ok(request)
    }
}

impl Transport for Http {
    fn post(&self, outgoing: Outgoing) -> BoxFuture<'_, Result<Reply, SendError>> {
        Box::pin(async move {
            let handover = Arc::new(Handover::default());
            let deadline = outgoing.deadline.into();
            match tokio::time::timeout_at(deadline, self.exchange(outgoing, &handover)).await {
                Ok(outcome) => outcome,
                Err(_) => Err(SendError::new(handover.withdraw()).timed_out()),
            }
        })
    }
}

/// The headers that every call has.
fn headers(user_agent: &str) -> Result<HeaderMap, BuildError> {
    let user_agent = HeaderValue::try_from(user_agent)
        .map_err(|error| BuildError::new("user_agent", "is no header value").because(error))?;
    Ok(HeaderMap::from_iter([
        (header::USER_AGENT, user_agent),
        // Decompressed by `decode`, with a bound on the result: reqwest would inflate a bomb
        // before anybody could count, and a gateway may compress without being asked.
        (header::ACCEPT_ENCODING, HeaderValue::from_static("gzip")),
    ]))
}

fn needs_tls(address: &Address<'_>, proxy: Option<&str>) -> bool {
    address.https || proxy.is_some_and(|proxy| proxy.starts_with("https:"))
}

/// Reads a reply.
async fn read(mut response: Response, limit: usize) -> Result<Reply, SendError> {
    let status = response.status().as_u16();
    let gathered = gather(&mut response, limit).await.map_err(|error| {
        let timed_out = error.is_timeout();
        failed(Progress::Unknown, timed_out, error)
    })?;
    let Some(body) = gathered else {
        return Err(SendError::new(Progress::ReplyTooLong { status, limit }));
    };
    let header = |name: HeaderName| {
        let value = response.headers().get(name)?.to_str().ok()?;
        Some(value.to_owned())
    };
    Ok(Reply::new(status, body)
        .with_content_type(header(header::CONTENT_TYPE))
        .with_content_encoding(header(header::CONTENT_ENCODING))
        .with_date(header(header::DATE)))
}

/// The body; `None` as soon as it is known to be too long.
async fn gather(response: &mut Response, limit: usize) -> reqwest::Result<Option<Bytes>> {
    let announced = response.content_length();
    let announced = announced.map(|length| usize::try_from(length).unwrap_or(usize::MAX));
    if announced.is_some_and(|length| length > limit) {
        return Ok(None);
    }
    let first = response.chunk().await?.unwrap_or_default();
    // Read to the end even where the length is known: only then is the connection free for the
    // next call. Most replies are one chunk, which is then the body without being copied.
    let Some(second) = response.chunk().await? else {
        return Ok((first.len() <= limit).then_some(first));
    };
    let mut body = BytesMut::with_capacity(announced.unwrap_or(0).max(first.len() + second.len()));
    body.extend_from_slice(&first);
    body.extend_from_slice(&second);
    while body.len() <= limit {
        match response.chunk().await? {
            Some(chunk) => body.extend_from_slice(&chunk),
            None => return Ok(Some(body.freeze())),
        }
    }
    Ok(None)
}

fn broken(error: reqwest::Error, handover: &Handover) -> SendError {
    let timed_out = error.is_timeout();
    failed(handover.withdraw(), timed_out, error)
}

fn failed(progress: Progress, timed_out: bool, error: reqwest::Error) -> SendError {
    let failed = SendError::new(progress).because(error.without_url());
    if timed_out {
        failed.timed_out()
    } else {
        failed
    }
}
