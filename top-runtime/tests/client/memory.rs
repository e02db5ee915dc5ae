//! A transport that keeps what was sent and answers what it was told.

use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use top_runtime::client::ClientBuilder;
use top_runtime::send::{BoxFuture, Outgoing, Reply, SendError, Transport};
use top_runtime::{Client, Error, RetryPolicy};

use crate::declared::refund;
use crate::told::Told;

pub(crate) const KEY: &str = "88776655";
pub(crate) const SECRET: &str = "the-app-secret-0123456789";
pub(crate) const SESSION: &str = "6100-the-session-0123456789";

type Answers = dyn Fn() -> Result<Reply, SendError> + Send + Sync;

#[derive(Clone)]
pub(crate) struct Memory {
    answers: Arc<Answers>,
    sent: Arc<Mutex<Vec<Outgoing>>>,
}

impl Memory {
    pub(crate) fn new(
        answers: impl Fn() -> Result<Reply, SendError> + Send + Sync + 'static,
    ) -> Self {
        Self {
            answers: Arc::new(answers),
            sent: Arc::default(),
        }
    }

    pub(crate) fn body(text: impl Into<String>) -> Self {
        Self::status(200, text)
    }

    pub(crate) fn status(status: u16, text: impl Into<String>) -> Self {
        let text = text.into();
        Self::new(move || Ok(Reply::new(status, text.clone())))
    }

    pub(crate) fn sent(&self) -> Vec<Outgoing> {
        self.sent.lock().unwrap().clone()
    }

    /// The only request that was sent, as text.
    pub(crate) fn only_body(&self) -> String {
        let sent = self.sent();
        assert_eq!(sent.len(), 1);
        String::from_utf8_lossy(&sent[0].body).into_owned()
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    pub(crate) fn builder(&self) -> ClientBuilder {
        Told::listen();
        Client::builder()
            .app_key(KEY)
            .app_secret(SECRET)
            .session(SESSION)
            // 2024-03-01 08:09:10 in GMT+8.
            .clock(|| UNIX_EPOCH + Duration::from_secs(1_709_251_750))
            // What one reply comes to is told by one attempt.
            .retry(RetryPolicy::none())
            .transport(self.clone())
    }
}

impl Transport for Memory {
    fn post(&self, outgoing: Outgoing) -> BoxFuture<'_, Result<Reply, SendError>> {
        println!("{outgoing:?}");
        self.sent.lock().unwrap().push(outgoing);
        let answer = (self.answers)();
        Box::pin(async move { answer })
    }
}

/// What becomes of a refund that is answered so.
pub(crate) async fn refunded(answer: Memory) -> Result<String, Error> {
    answer.client().send(&refund()).await
}

pub(crate) async fn failed(answer: Memory) -> Error {
    let error = refunded(answer).await.unwrap_err();
    println!("{error} {error:?}");
    error
}
