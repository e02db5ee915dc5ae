//! One call through the client, and everything that it shows.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use serde_json::json;
use top_runtime::client::ClientBuilder;
use top_runtime::send::{BoxFuture, Outgoing, Reply, SendError};
use top_runtime::{BuildError, Client, Error, RetryPolicy, SignMethod, Transport};

use super::environment::Environment;

/// Stands for credentials that cannot be sent: whoever answers code 29 to it is a gateway.
const NOBODY: &str = "0";

/// What is called with.
pub(super) struct Caller<'a> {
    pub(super) environment: &'a Environment,
    /// Whether key and secret are fit to be sent.
    pub(super) is_known: bool,
    pub(super) patience: Duration,
}

/// What became of one call.
pub(super) struct Exchange {
    /// What came over the line, if anything was sent.
    pub(super) line: Option<Line>,
    /// The reply's text, or what the client makes of it.
    pub(super) outcome: Result<String, Error>,
}

/// What came over the line, and when.
pub(super) struct Line {
    pub(super) reply: Result<Reply, SendError>,
    pub(super) at: SystemTime,
}

impl Caller<'_> {
    /// The settings of the client that programs would get of this environment.
    pub(super) fn builder(&self) -> Result<ClientBuilder, BuildError> {
        let credentials = ["TOP_APP_KEY", "TOP_APP_SECRET"];
        let builder = ClientBuilder::from_variables(|name| match name {
            _ if self.is_known => self.environment.look_up(name),
            "TOP_SESSION" => None,
            _ if credentials.contains(&name) => Some(NOBODY.to_owned()),
            _ => self.environment.look_up(name),
        })?;
        Ok(builder
            .timeout(self.patience)
            .connect_timeout(self.patience)
            .retry(RetryPolicy::none()))
    }

    /// Calls a reading method without parameters.
    ///
    /// # Errors
    /// No client can be made.
    pub(super) async fn call(
        &self,
        method: &str,
        sign_method: Option<SignMethod>,
    ) -> Result<Exchange, BuildError> {
        let mut builder = self.builder()?;
        if let Some(sign_method) = sign_method {
            builder = builder.sign_method(sign_method);
        }
        let watched = Arc::new(Watched {
            inner: builder.http_transport()?,
            seen: Mutex::default(),
        });
        let client: Client = builder.transport(Arc::clone(&watched)).build()?;
        let outcome = client.call_method(method, json!({})).reply().await;
        Ok(Exchange {
            line: watched.take(),
            outcome: outcome.map(|answer| answer.body().to_owned()),
        })
    }
}

/// A transport that remembers what came.
struct Watched {
    inner: Arc<dyn Transport>,
    seen: Mutex<Option<Line>>,
}

impl Watched {
    fn take(&self) -> Option<Line> {
        self.seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }
}

impl Transport for Watched {
    fn post(&self, outgoing: Outgoing) -> BoxFuture<'_, Result<Reply, SendError>> {
        Box::pin(async move {
            let reply = self.inner.post(outgoing).await;
            let line = Line {
                reply: reply.clone(),
                at: SystemTime::now(),
            };
            *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(line);
            reply
        })
    }
}
